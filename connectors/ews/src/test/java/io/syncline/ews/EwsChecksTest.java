package io.syncline.ews;

import static org.assertj.core.api.Assertions.assertThat;

import io.syncline.ews.client.EwsSettings;
import io.syncline.ews.client.EwsSettings.Login;
import io.syncline.port.verify.Finding;
import io.syncline.port.verify.Finding.Outcome;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Function;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Each check against the simulated tenant: what it says, and where to mend it. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class EwsChecksTest {

    private static final String AGENT = "agent@example.com";
    private static final String OTHER = "other@example.com";

    private SimulatedEws tenant;

    @BeforeAll
    void start(@TempDir Path data) {
        tenant = new SimulatedEws(data);
        tenant.addMailbox("other");
    }

    @BeforeEach
    void reset() {
        tenant.applicationAsWanted();
        tenant.access("", true);
        tenant.access(AGENT, true);
    }

    @AfterAll
    void stop() {
        tenant.close();
    }

    @Test
    void findsTheDirectory() {
        assertThat(found(EwsChecks::directory))
                .isEqualTo(Finding.passed("The directory directory is there"));
    }

    @Test
    void findsTheServer() {
        Finding finding = found(tenant.settings(tenant.basic()), EwsChecks::directory);

        assertThat(finding.outcome()).isEqualTo(Outcome.PASSED);
        assertThat(finding.evidence()).contains("asks who we are (Basic, Bearer)");
    }

    @Test
    void asksForTheCertificateThatItDoesNotTrust() {
        EwsSettings right = tenant.settings(tenant.basic());

        assertFailed(found(new EwsSettings(right.url(), right.serverVersion(), right.login(), true,
                Optional.empty(), right.requestTimeout(), 1, 0, "US"), EwsChecks::directory),
                "The certificate of 127.0.0.1 is not trusted here", "in PEM form");
    }

    @Test
    void getsATokenForTheApplication() {
        assertThat(found(EwsChecks::token))
                .isEqualTo(Finding.passed("Microsoft Entra gave a token, valid for 60 minutes"));
    }

    @Test
    void saysThatTheSecretIsWrong() {
        Finding finding = found(tenant.settings(tenant.appOnly("not-the-secret")),
                EwsChecks::token);

        assertFailed(finding, "the client secret is wrong", "copy the Value, not the Secret ID");
        assertThat(finding.toString()).doesNotContain("not-the-secret");
    }

    @Test
    void acceptsAPassword() {
        assertThat(found(tenant.settings(tenant.basic()), EwsChecks::token))
                .isEqualTo(Finding.passed("The server accepts the password of"
                        + " service@example.com"));
    }

    @Test
    void saysThatThePasswordIsWrong() {
        tenant.basic();

        assertFailed(found(tenant.settings(new Login.Basic("service@example.com", "wrong")),
                EwsChecks::token), "does not accept the password of service@example.com",
                "Check the user name");
    }

    @Test
    void warnsOfAServiceAccount() {
        Finding finding = found(tenant.settings(tenant.delegated()), EwsChecks::token);

        assertThat(finding.outcome()).isEqualTo(Outcome.WARNED);
        assertThat(finding.evidence()).contains("legacy");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            locked | the account is locked | wait an hour
            disabled | the account is disabled | Properties
            passwordExpired | password has expired | Reset password
            mfa | a second factor (MFA) | an application with a certificate
            """)
    void saysWhyAnAccountGetsNoToken(String state, String evidence, String remedy) {
        Login login = tenant.delegated();
        tenant.account("{'state': '" + state + "'}");

        assertFailed(found(tenant.settings(login), EwsChecks::token), evidence, remedy);
    }

    @Test
    void looksAtTheRoles() {
        assertThat(found(EwsChecks::permissions).outcome()).isEqualTo(Outcome.PASSED);

        tenant.application("{'roles': ['Contacts.ReadWrite']}");

        assertFailed(found(EwsChecks::permissions), "full_access_as_app is missing",
                "Office 365 Exchange Online");
    }

    @Test
    void isLetInByTheService() {
        assertThat(found(checks -> checks.protocol(AGENT)))
                .isEqualTo(Finding.passed("Exchange Web Services let the application in"));
    }

    @Test
    void saysThatTheServiceIsSwitchedOff() {
        tenant.access(AGENT, false);

        assertFailed(found(checks -> checks.protocol(AGENT)), "are closed to Syncline",
                "Set-CASMailbox");
    }

    @Test
    void saysThatTheApplicationIsNotOnTheList() {
        tenant.application("{'roles': ['full_access_as_app'], 'ews': 'notAllowed'}");

        assertFailed(found(checks -> checks.protocol(AGENT)), "not open to this application",
                "-EwsAllowedAppIDs '<the ids that are there>,client'");
    }

    @Test
    void saysThatTheApplicationHasNoPermission() {
        tenant.application("{'roles': ['Contacts.ReadWrite']}");

        assertFailed(found(checks -> checks.protocol(AGENT)), "has no permission for them",
                "full_access_as_app");
    }

    @Test
    void findsTheMailbox() {
        assertThat(found(checks -> checks.mailbox(AGENT)).outcome())
                .isIn(Outcome.PASSED, Outcome.WARNED);
    }

    @Test
    void findsNoMailbox() {
        assertFailed(found(checks -> checks.mailbox("nobody@example.com")),
                "There is no mailbox with this address", "a list or a group");
    }

    @Test
    void saysThatItMayNotActForTheOwner() {
        tenant.application("{'roles': ['full_access_as_app'],"
                + " 'mailboxes': ['other@example.com']}");

        assertFailed(found(checks -> checks.mailbox(AGENT)), "may not act for the owner",
                "management scope");
    }

    @Test
    void passesWhereAnotherMailboxIsClosed() {
        tenant.application("{'roles': ['full_access_as_app'],"
                + " 'mailboxes': ['agent@example.com']}");

        assertThat(found(checks -> checks.outside(OTHER)))
                .isEqualTo(Finding.passed("The application is refused in other@example.com"));
    }

    @Test
    void failsWhereAnotherMailboxIsOpen() {
        assertFailed(found(checks -> checks.outside(OTHER)), "can read other@example.com,"
                + " although access should be limited", "New-ManagementRoleAssignment -App client");
    }

    @Test
    void failsWhereTheOtherMailboxIsNone() {
        assertFailed(found(checks -> checks.outside("nobody@example.com")),
                "There is no mailbox nobody@example.com", "existing mailbox");
    }

    private Finding found(Function<EwsChecks, Finding> look) {
        return found(tenant.settings(tenant.appOnly("simulated-secret")), look);
    }

    private static Finding found(EwsSettings settings, Function<EwsChecks, Finding> look) {
        try (EwsChecks checks = new EwsChecks(settings)) {
            return look.apply(checks);
        }
    }

    private static void assertFailed(Finding finding, String evidence, String remedy) {
        assertThat(finding.outcome()).as(finding.toString()).isEqualTo(Outcome.FAILED);
        assertThat(finding.evidence()).contains(evidence);
        assertThat(finding.remedy()).contains(remedy);
    }
}
