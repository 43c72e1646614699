package io.syncline.ews;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.syncline.ews.client.EwsSettings;
import io.syncline.ews.client.EwsSettings.Login;
import io.syncline.ews.client.ScriptedService;
import io.syncline.ews.soap.Answers;
import io.syncline.port.verify.Finding;
import io.syncline.port.verify.Finding.Outcome;
import io.syncline.service.access.Credential;
import java.net.URI;
import java.time.Duration;
import java.util.Base64;
import java.util.Optional;
import java.util.function.Function;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The checks against services that answer what a test says. */
class EwsChecksScriptedTest {

    private static final byte[] NOTHING = {};
    private static final String AGENT = "agent@example.com";
    private static final String ASK = "WWW-Authenticate";
    private static final Login BASIC = new Login.Basic("svc", "pass-word");

    private final ScriptedService service = new ScriptedService();

    @AfterEach
    void stop() {
        service.close();
    }

    @Test
    void knowsAnExchangeServerByItsQuestion() {
        service.answers(401, NOTHING, ASK, "Negotiate", ASK, "NTLM", ASK,
                "Basic realm=\"mail.example.com\"");

        Finding finding = basic(EwsChecks::directory);

        assertThat(finding.outcome()).isEqualTo(Outcome.PASSED);
        assertThat(finding.evidence()).endsWith("asks who we are (Negotiate, NTLM, Basic)");
        assertThat(service.request().header("Authorization")).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            404 | There is no EWS at | https://<server>/EWS/Exchange.asmx
            302 | There is no EWS at | https://<server>/EWS/Exchange.asmx
            200 | There is no EWS at | https://<server>/EWS/Exchange.asmx
            401 | There is no EWS at | https://<server>/EWS/Exchange.asmx
            403 | lets nobody in from here | IP Address and Domain Restrictions
            503 | has a fault of its own (HTTP 503) | verify again
            """)
    void takesNothingElseForAnExchangeServer(int status, String evidence, String remedy) {
        service.answers(status, NOTHING);

        assertFailed(basic(EwsChecks::directory), evidence, remedy);
    }

    @Test
    void saysThatTheServerIsAway() {
        EwsSettings settings = service.settings(BASIC, Duration.ofSeconds(5), 1);
        service.close();

        assertFailed(found(settings, EwsChecks::directory), "No connection to 127.0.0.1",
                "firewall");
    }

    @Test
    void acceptsAPasswordWhoseAccountHasNoMailbox() {
        service.answers(500, Answers.fault("ErrorNonExistentMailbox", ""));

        assertThat(basic(EwsChecks::token))
                .isEqualTo(Finding.passed("The server accepts the password of svc"));
        assertThat(service.request().body()).doesNotContain("ExchangeImpersonation");
    }

    @Test
    void saysThatThePasswordIsWrong() {
        service.answers(401, NOTHING).answers(401, NOTHING, ASK, "Basic realm=\"x\"");

        Finding finding = basic(EwsChecks::token);

        assertFailed(finding, "does not accept the password of svc", "DOMAIN\\name");
        assertThat(finding.toString()).doesNotContain("pass-word");
    }

    @Test
    void saysThatTheServerTakesNoPasswords() {
        service.answers(401, NOTHING).answers(401, NOTHING, ASK, "Negotiate, NTLM");

        assertFailed(basic(EwsChecks::token), "takes no Basic login for EWS, only Negotiate, NTLM",
                "Set-WebServicesVirtualDirectory");
    }

    @Test
    void saysThatThePasswordHasExpired() {
        service.answers(200, Answers.messages("GetFolder",
                Answers.refused("GetFolder", "ErrorPasswordExpired", "")));

        assertFailed(basic(EwsChecks::token), "password has expired", "Set a new password");
    }

    @Test
    void sendsNoPasswordToExchangeOnline() {
        assertFailed(found(new EwsSettings(
                URI.create("https://outlook.office365.com/EWS/Exchange.asmx"),
                EwsSettings.SERVER_VERSION, BASIC, true, Optional.empty(), Duration.ofSeconds(5), 1,
                0, "US"), EwsChecks::token), "takes no passwords for EWS (Basic) any more",
                "an application with a certificate");
    }

    @Test
    void hasNoPermissionsToLookAtWithAPassword() {
        assertThat(basic(EwsChecks::permissions).outcome()).isEqualTo(Outcome.SKIPPED);
    }

    @Test
    void looksForTheDirectoryOfTheTokens() {
        service.answers(200, "{\"token_endpoint\":\"https://x\"}".getBytes(UTF_8));

        assertThat(appOnly("/contoso/oauth2/v2.0/token", EwsChecks::directory))
                .isEqualTo(Finding.passed("The directory contoso is there"));
        assertThat(service.request().path())
                .isEqualTo("/contoso/v2.0/.well-known/openid-configuration");
    }

    @Test
    void goesOnWhereTheTokensHaveNoDirectory() {
        assertThat(appOnly("/adfs/oauth2/token", EwsChecks::directory).outcome())
                .isEqualTo(Outcome.PASSED);
        assertThat(service.requests()).isEmpty();
    }

    @Test
    void readsWhatAnAccountMayDoFromItsToken() {
        service.gives(token("{\"scp\":\"User.Read EWS.AccessAsUser.All\"}"));
        Login login = new Login.Delegated(service.url("/d/oauth2/v2.0/token"), "scope", "client",
                "svc@example.com", "pass-word");
        try (EwsChecks checks = new EwsChecks(settings(login))) {
            Finding token = checks.token();
            assertThat(token.outcome()).isEqualTo(Outcome.WARNED);
            assertThat(token.evidence()).startsWith("Microsoft Entra gave a token, valid for 60"
                    + " minutes. A service account signs in with its password, which is legacy");
            assertThat(checks.permissions().outcome()).isEqualTo(Outcome.PASSED);
        }
        assertThat(service.requests()).hasSize(1);
    }

    @Test
    void asksForATokenAnewEachTime() {
        service.gives(token("{}")).gives(token("{\"roles\":[\"full_access_as_app\"]}"));

        Finding permissions = appOnly("/d/oauth2/v2.0/token", checks -> {
            checks.token();
            checks.token();
            return checks.permissions();
        });

        assertThat(permissions.outcome()).isEqualTo(Outcome.PASSED);
        assertThat(service.requests()).hasSize(2);
    }

    @Test
    void saysThatATokenWithoutPermissionIsNoGood() {
        service.gives(token("{}"))
                .answers(403, NOTHING, "x-ms-diagnostics",
                        "2000008;reason=\"The token contains not enough scope to make this call.\"");

        assertFailed(appOnly("/d/oauth2/v2.0/token", checks -> checks.protocol(AGENT)),
                "the application has no permission for them", "full_access_as_app");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            Mailbox      | PASSED | is a mailbox of its own
            PublicDL     | FAILED | is a distribution list, not a user's mailbox
            GroupMailbox | FAILED | is a Microsoft 365 group, not a user's mailbox
            Unknown      | WARNED | cannot be told
            """)
    void asksTheDirectoryWhatTheAddressIs(String type, Outcome outcome, String evidence) {
        service.answers(200, MailboxAnswers.folder("contacts-id", "top-id"))
                .answers(200, Answers.messages("ResolveNames", Answers.done("ResolveNames",
                        "<m:ResolutionSet TotalItemsInView=\"1\"><t:Resolution><t:Mailbox>"
                                + "<t:EmailAddress>agent@example.com</t:EmailAddress>"
                                + "<t:MailboxType>" + type + "</t:MailboxType></t:Mailbox>"
                                + "</t:Resolution></m:ResolutionSet>")));

        Finding finding = basic(checks -> checks.mailbox(AGENT));

        assertThat(finding.outcome()).isEqualTo(outcome);
        assertThat(finding.evidence()).startsWith(outcome == Outcome.WARNED ? "A mailbox" : AGENT)
                .contains(evidence);
        assertThat(service.request().body()).contains("smtp:agent@example.com");
    }

    @Test
    void saysThatItCannotTellWhatTheAddressIs() {
        service.answers(200, MailboxAnswers.folder("contacts-id", "top-id"))
                .answers(500, Answers.fault("ErrorInvalidRequest", ""));

        assertThat(basic(checks -> checks.mailbox(AGENT)).outcome()).isEqualTo(Outcome.WARNED);
    }

    @ParameterizedTest
    @CsvSource({"ErrorAccessDenied, PASSED", "ErrorImpersonateUserDenied, PASSED",
            "ErrorItemNotFound, PASSED", "ErrorNonExistentMailbox, FAILED",
            "ErrorServerBusy, FAILED"})
    void wantsToBeRefusedOutside(String code, Outcome outcome) {
        service.answers(200, Answers.messages("GetFolder",
                Answers.refused("GetFolder", code, "")));

        assertThat(basic(checks -> checks.outside("other@example.com")).outcome())
                .isEqualTo(outcome);
    }

    private Finding basic(Function<EwsChecks, Finding> look) {
        return found(settings(BASIC), look);
    }

    private Finding appOnly(String path, Function<EwsChecks, Finding> look) {
        return found(settings(new Login.AppOnly(service.url(path), "scope", "client",
                new Credential.Secret("hidden"))), look);
    }

    private EwsSettings settings(Login login) {
        return service.settings(login, Duration.ofSeconds(5), 1);
    }

    private static Finding found(EwsSettings settings, Function<EwsChecks, Finding> look) {
        try (EwsChecks checks = new EwsChecks(settings)) {
            return look.apply(checks);
        }
    }

    private static String token(String claims) {
        return "e30." + Base64.getUrlEncoder().encodeToString(claims.getBytes(UTF_8)) + ".s";
    }

    private static void assertFailed(Finding finding, String evidence, String remedy) {
        assertThat(finding.outcome()).as(finding.toString()).isEqualTo(Outcome.FAILED);
        assertThat(finding.evidence()).contains(evidence);
        assertThat(finding.remedy()).contains(remedy);
    }
}
