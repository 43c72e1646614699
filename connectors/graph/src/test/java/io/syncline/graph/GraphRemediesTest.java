package io.syncline.graph;

import static org.assertj.core.api.Assertions.assertThat;

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
class GraphRemediesTest {

    private final GraphRemedies remedies = new GraphRemedies(new GraphSettings(
            URI.create("https://graph.microsoft.com/v1.0"),
            URI.create("https://login.microsoftonline.com"), "directory", "client",
            new Credential.Secret("hidden"), Optional.empty(), Duration.ofSeconds(10), "US"));

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            HTTP 403 erroraccessdenied: Access is denied. | may not do this | Contacts.ReadWrite
            HTTP 403 erroraccessdenied: Access is denied. | may not do this | management scope
            HTTP 403 erroraccessdenied: Access to OData is disabled. | policy of Exchange keeps | Test-ServicePrincipalAuthorization
            HTTP 403 authorization_requestdenied: Insufficient. | into the directory | User.Read.All
            HTTP 404 mailboxnotenabledforrestapi: Inactive. | no mailbox in Exchange Online | licence
            HTTP 404 resourcenotfound: Resource could not. | no mailbox in Exchange Online | licence
            HTTP 404 request_resourcenotfound: Resource. | no user with this address | group or a list
            HTTP 404 errorinvaliduser: The user. | no user with this address | group or a list
            HTTP 401 invalidauthenticationtoken: Missing. | does not take the token | same cloud
            No token: AADSTS7000222: The secret is expired. | the client secret has expired | Certificates & secrets
            """)
    void explainsAClosedMailbox(String reason, String evidence, String remedy) {
        Finding finding = remedies.explained(new Failure.Unavailable(reason));

        assertThat(finding.outcome()).isEqualTo(Outcome.FAILED);
        assertThat(finding.evidence()).contains(evidence);
        assertThat(finding.remedy()).contains(remedy);
    }

    @Test
    void saysHowLongToWait() {
        Finding finding = remedies.explained(new Failure.Throttled(Duration.ofSeconds(17),
                "HTTP 429 applicationthrottled: Over its MailboxConcurrency limit."));

        assertThat(finding.evidence())
                .isEqualTo("Microsoft asks us to slow down (HTTP 429 applicationthrottled)");
        assertThat(finding.remedy()).isEqualTo("Nothing needs mending: verify again in 17 s");
    }

    @Test
    void blamesNobodyElseForOurOwnLimit() {
        Finding finding = remedies.explained(new Failure.Throttled(Duration.ofSeconds(1),
                "HTTP 429 synclinebudget: This instance's share is used up", true));

        assertThat(finding.evidence())
                .isEqualTo("Our own limit holds us back (HTTP 429 synclinebudget)");
    }

    @Test
    void tellsAFaultOfTheServiceFromAWayThatIsClosed() {
        assertThat(remedies.explained(new Failure.Unreachable(Duration.ofSeconds(7),
                "HTTP 503 servicenotavailable: Busy.")).remedy())
                .isEqualTo("Nothing needs mending: verify again in 7 s");
        assertThat(remedies.explained(new Failure.Unreachable(Duration.ZERO,
                "java.net.ConnectException: Failed to connect")).evidence())
                .isEqualTo("No connection to graph.microsoft.com");
        assertThat(remedies.explained(new Failure.Unreachable(Duration.ZERO,
                "No token: java.net.SocketTimeoutException: timeout")).evidence())
                .isEqualTo("login.microsoftonline.com did not answer in time");
    }

    @Test
    void namesTheCodeOfARefusal() {
        Finding finding = remedies.explained(
                new Failure.Rejected("HTTP 400 errorinvalidrequest: Something of the request"));

        assertThat(finding.evidence())
                .isEqualTo("Microsoft Graph refuses the request (HTTP 400 errorinvalidrequest)");
    }

    @Test
    void tellsAUserWithoutALicenceFromAMailboxElsewhere() {
        assertThat(GraphRemedies.withoutMailbox("a@b.example", false).remedy())
                .contains("Microsoft 365 admin center", "assign a licence");
        assertThat(GraphRemedies.withoutMailbox("a@b.example", true).remedy())
                .contains("server of your own");
    }
}
