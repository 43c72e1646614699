package io.syncline.port.verify;

import static org.assertj.core.api.Assertions.assertThat;

import io.syncline.port.verify.Finding.Outcome;
import java.net.ConnectException;
import java.nio.channels.UnresolvedAddressException;
import java.util.List;
import java.util.stream.Stream;
import javax.net.ssl.SSLHandshakeException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Every cause that Entra names is told in plain words, with the place to mend it. */
class AadFailuresTest {

    /** All of facts/graph.md 7.4. */
    static Stream<String> codes() {
        return List.of("7000215", "7000222", "700016", "700011", "7000112", "70001", "90002",
                "50059", "50128", "90019", "900023", "700027", "50012", "700030", "7000218",
                "500011", "650052", "650056", "650057", "65001", "90094", "90095", "70011",
                "1002012", "50034", "51004", "50126", "50053", "50055", "50144", "50057", "50076",
                "50079", "50072", "50074", "50078", "53003", "53000", "53001", "53002", "50131",
                "530032", "530035", "50105", "50173", "700082", "70008", "70043", "50196", "90055",
                "50033", "90006", "90090", "90033", "7000229").stream();
    }

    @ParameterizedTest
    @MethodSource("codes")
    void knowsTheCode(String code) {
        assertThat(AadFailures.known(code)).isPresent();

        Finding finding = AadFailures.of("No token: HTTP 400 invalid_client: AADSTS" + code
                + ": Some words of Microsoft's. Trace ID: 1");

        assertThat(finding.outcome()).isEqualTo(Outcome.FAILED);
        assertThat(finding.evidence()).endsWith("(AADSTS" + code + ")")
                .doesNotContain("Microsoft's", "Trace");
        assertThat(finding.remedy()).isNotBlank();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            7000215 | the client secret is wrong | copy the Value, not the Secret ID
            7000222 | the client secret has expired | New client secret
            700016  | no application with this id | 'Application (client) ID'
            7000112 | the application is switched off | 'Enabled for users to sign-in?': Yes
            90002   | there is no directory with this id | Identity > Overview > Tenant ID
            900023  | the directory id is malformed | Identity > Overview > Tenant ID
            700027  | the certificate is not accepted | Upload certificate
            7000218 | public client flows are switched off | 'Allow public client flows': Yes
            65001   | no administrator has consented | Grant admin consent
            50126   | the user name or the password is wrong | Reset password
            50053   | the account is locked | wait an hour
            50055   | password has expired | Reset password
            50057   | the account is disabled | 'Account enabled': Yes
            50076   | a second factor (MFA) | an application with a certificate
            53003   | a Conditional Access policy | Protection > Conditional Access
            90055   | it is busy | verify again
            50196   | too often | Wait five minutes
            """)
    void saysInPlainWordsWhereToMendIt(String code, String words, String remedy) {
        Finding finding = AadFailures.of("AADSTS" + code + ": whatever");

        assertThat(finding.evidence()).contains(words);
        assertThat(finding.remedy()).contains(remedy);
    }

    @ParameterizedTest
    @CsvSource({"invalid_client, the secret or the certificate", "invalid_grant, the user name",
            "unauthorized_client, no application", "invalid_scope, the scope is wrong",
            "interaction_required, a second factor", "temporarily_unavailable, it is busy"})
    void fallsBackToTheWordOfOauth(String word, String words) {
        assertThat(AadFailures.of("No token: HTTP 400 " + word + ": no description").evidence())
                .contains(words)
                .endsWith("(" + word + ")");
    }

    @Test
    void tellsMicrosoftsWordsWhereItKnowsNoOthers() {
        Finding finding = AadFailures.of("No token: HTTP 400 invalid_client: AADSTS999001: Never"
                + " heard of. Trace ID: 0af Correlation ID: 1 Timestamp: now");

        assertThat(finding.evidence())
                .isEqualTo("Microsoft Entra gives no token: AADSTS999001: Never heard of.");
        assertThat(finding.remedy()).contains("error?code=999001");
    }

    @Test
    void tellsNoMoreThanALittleOfWhateverElseAnswers() {
        String page = "<html>" + "x".repeat(10_000);

        assertThat(AadFailures.of(page).evidence()).hasSizeLessThan(400);
    }

    @Test
    void findsTheDirectory() {
        assertThat(AadFailures.directory("contoso", 200, "{\"token_endpoint\":\"https://x\"}"))
                .isEqualTo(Finding.passed("The directory contoso is there"));
    }

    @Test
    void doesNotFindTheDirectory() {
        Finding finding = AadFailures.directory("contoso", 400,
                "{\"error\":\"invalid_tenant\",\"error_description\":\"AADSTS90002: Tenant"
                        + " 'contoso' not found.\"}");

        assertThat(finding.outcome()).isEqualTo(Outcome.FAILED);
        assertThat(finding.evidence()).isEqualTo("The directory contoso was not found: there is"
                + " no directory with this id in this cloud (AADSTS90002)");
        assertThat(finding.remedy()).contains("Microsoft Entra admin center > Identity > Overview"
                + " > Tenant ID");
    }

    @ParameterizedTest
    @CsvSource({"503, fault of its own", "429, fault of its own", "302, Something else",
            "200, Something else", "404, Something else"})
    void doesNotTakeAnotherAnswerForTheDirectorys(int status, String words) {
        Finding finding = AadFailures.directory("contoso", status, "<html>a proxy</html>");

        assertThat(finding.outcome()).isEqualTo(Outcome.FAILED);
        assertThat(finding.evidence()).contains(words).doesNotContain("proxy");
    }

    @Test
    void saysWhyThereIsNoAnswer() {
        assertThat(unreachable(new SSLHandshakeException("PKIX path building failed")).remedy())
                .contains("certificate of the authority", "PEM");
        assertThat(unreachable(new SSLHandshakeException("No subject alternative DNS name"))
                .evidence()).contains("another host's");
        assertThat(unreachable(unresolved()).evidence())
                .isEqualTo("No host with the name mail.example.com is known");
        assertThat(unreachable(new ConnectException("refused")).evidence())
                .isEqualTo("No connection to mail.example.com");
    }

    @ParameterizedTest
    @ValueSource(strings = {"HttpTimeoutException: request timed out", "no answer within PT10S"})
    void saysThatTheAnswerIsLate(String said) {
        assertThat(AadFailures.unreachable("mail.example.com", said).evidence())
                .isEqualTo("mail.example.com did not answer in time");
    }

    private static Finding unreachable(Exception thrown) {
        return AadFailures.unreachable("mail.example.com", AadFailures.said(thrown));
    }

    private static Exception unresolved() {
        ConnectException outer = new ConnectException();
        outer.initCause(new UnresolvedAddressException());
        return outer;
    }
}
