package io.syncline.ews;

import static org.assertj.core.api.Assertions.assertThat;

import io.syncline.ews.client.EwsSettings;
import io.syncline.ews.client.EwsSettings.Login;
import io.syncline.port.Failure;
import io.syncline.port.verify.Finding;
import io.syncline.port.verify.Finding.Outcome;
import io.syncline.service.access.Credential;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a failure means to an administrator. */
class EwsRemediesTest {

    private static final String ONLINE = "https://outlook.office365.com/EWS/Exchange.asmx";
    private static final String SERVER = "https://mail.example.com/EWS/Exchange.asmx";
    private static final URI TOKENS = URI
            .create("https://login.microsoftonline.com/directory/oauth2/v2.0/token");
    private static final Login BASIC = new Login.Basic("svc", "hidden");
    private static final Login APP_ONLY = new Login.AppOnly(TOKENS, "scope", "our-app-id",
            new Credential.Secret("hidden"));
    private static final Login DELEGATED = new Login.Delegated(TOKENS, "scope", "our-app-id",
            "svc@example.com", "hidden");

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            ErrorNonExistentMailbox: No mailbox. | There is no mailbox with this address | typing errors
            ErrorNonPrimarySmtpAddress: Not primary. | not the mailbox's primary one | PrimarySmtpAddress
            ErrorImpersonateUserDenied: Denied. | may not act for the owner | full_access_as_app
            ErrorImpersonateUserDenied: Denied. | may not act for the owner | Application EWS.AccessAsApp
            ErrorAccessDenied: Denied. | is denied access to this mailbox | full_access_as_app
            ErrorCreateItemAccessDenied: Denied. | may read this mailbox, and not write | full_access_as_app
            ErrorQuotaExceeded: Full. | The mailbox is full | quota
            ErrorCrossSiteRequest: Elsewhere. | not served at this address | Microsoft Graph
            HTTP 401: the service does not take these credentials | does not take the token | full_access_as_app
            HTTP 404: there is no EWS at this address | There is no EWS at https://outlook | ExternalUrl
            HTTP 302: the service points to another address | There is no EWS at https://outlook | ExternalUrl
            HTTP 403: EWS is closed to us | are closed to Syncline (HTTP 403) | -EwsAllowedAppIDs '<the ids that are there>,our-app-id'
            HTTP 403: EWS is closed to us | are closed to Syncline (HTTP 403) | Set-CASMailbox <mailbox> -EwsEnabled $true
            HTTP 403: EWS is closed to us | are closed to Syncline (HTTP 403) | F1, F3 and Kiosk
            HTTP 403: EWS is closed to us (2000008;reason="not enough scope") | the application has no permission | full_access_as_app
            ErrorSomethingNew: Odd. | is closed to us (ErrorSomethingNew) | Verify again
            No token: HTTP 400 invalid_grant: AADSTS50126: Wrong. | the user name or the password is wrong | Reset password
            """)
    void explainsAClosedMailbox(String reason, String evidence, String remedy) {
        Finding finding = explained(ONLINE, APP_ONLY, true, new Failure.Unavailable(reason));

        assertThat(finding.outcome()).isEqualTo(Outcome.FAILED);
        assertThat(finding.evidence()).contains(evidence);
        assertThat(finding.remedy()).contains(remedy);
    }

    @Test
    void namesTheRightsOfAnAccountOnAServer() {
        Failure denied = new Failure.Unavailable("ErrorImpersonateUserDenied: Denied.");

        assertThat(explained(SERVER, BASIC, true, denied).remedy())
                .contains("-Role ApplicationImpersonation -User svc");
        assertThat(explained(SERVER, BASIC, false, new Failure.Rejected("ErrorFolderNotFound: x"))
                .remedy()).contains("Add-MailboxPermission -Identity <mailbox> -User svc");
        assertThat(explained(ONLINE, DELEGATED, true, denied).remedy())
                .contains("no account may act for others any more");
    }

    @Test
    void asksForOtherSwitchesOnAServer() {
        assertThat(explained(SERVER, BASIC, true, new Failure.Unavailable("HTTP 403: closed"))
                .remedy()).contains("Exchange Management Shell", "Set-CASMailbox")
                .doesNotContain("EwsAllowedAppIDs");
    }

    @Test
    void saysThatThePasswordIsNotTaken() {
        Finding finding = explained(SERVER, BASIC, true,
                new Failure.Unavailable("HTTP 401: the service does not take these credentials"));

        assertThat(finding.evidence()).isEqualTo("The server does not accept the password of svc");
        assertThat(finding.remedy()).contains("neither locked nor disabled");
    }

    @Test
    void saysHowLongToWait() {
        assertThat(explained(ONLINE, APP_ONLY, true,
                new Failure.Throttled(Duration.ofSeconds(17), "ErrorServerBusy: Busy."))
                .remedy()).isEqualTo("Nothing needs mending: verify again in 17 s");
        assertThat(explained(ONLINE, APP_ONLY, true, new Failure.Unreachable(Duration.ZERO,
                "ErrorMailboxStoreUnavailable: Away.")).remedy()).contains("some minutes");
    }

    @Test
    void namesTheHostThatDoesNotAnswer() {
        assertThat(explained(SERVER, APP_ONLY, true, new Failure.Unreachable(Duration.ZERO,
                "No token: ConnectException at login.microsoftonline.com")).evidence())
                .isEqualTo("No connection to login.microsoftonline.com");
        assertThat(explained(SERVER, BASIC, true, new Failure.Unreachable(Duration.ZERO,
                "SSLHandshakeException: PKIX path building failed")).evidence())
                .isEqualTo("The certificate of mail.example.com is not trusted here");
    }

    @Test
    void warnsThatEwsEndsInExchangeOnline() {
        Finding finding = new EwsSwitches(settings(ONLINE, APP_ONLY, true)).open();

        assertThat(finding.outcome()).isEqualTo(Outcome.WARNED);
        assertThat(finding.evidence()).contains("they end on 2027-04-01");
        assertThat(new EwsSwitches(settings(SERVER, BASIC, true)).open().outcome())
                .isEqualTo(Outcome.PASSED);
    }

    private static Finding explained(String url, Login login, boolean impersonates,
            Failure failure) {
        return new EwsRemedies(settings(url, login, impersonates)).explained(failure);
    }

    private static EwsSettings settings(String url, Login login, boolean impersonates) {
        return new EwsSettings(URI.create(url), EwsSettings.SERVER_VERSION, login, impersonates,
                Optional.empty(), Duration.ofSeconds(5), 1, 0, "US");
    }
}
