package io.syncline.console.tenant;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import io.syncline.console.tenant.SubmissionForm.Checked;
import io.syncline.port.tenant.TenantSecret;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The form names the mistakes that people make, before anybody is asked anything. */
class SubmissionFormTest {

    private static final Instant NOW = Instant.parse("2026-11-22T10:00:00Z");
    private static final String DIRECTORY = "11111111-1111-1111-1111-111111111111";
    private static final String CLIENT = "22222222-2222-2222-2222-222222222222";

    private final Map<String, String> texts = new HashMap<>(Map.of(SubmissionForm.TENANT, "acme",
            SubmissionForm.KIND, "graph", SubmissionForm.DIRECTORY_ID, DIRECTORY,
            SubmissionForm.CLIENT_ID, CLIENT, SubmissionForm.SECRET, "the~Value",
            SubmissionForm.EXPIRES_ON, "2027-11-30", SubmissionForm.TEST_MAILBOX,
            "Test@Example.com"));

    @Test
    void takesWhatIsRight() {
        Submission submission = good();

        assertThat(submission.kind()).isEqualTo(Kind.GRAPH);
        assertThat(submission.secret()).contains(new TenantSecret.ClientSecret("the~Value"));
        assertThat(submission.expiresAt()).contains(Instant.parse("2027-11-30T00:00:00Z"));
        assertThat(submission.testMailbox()).isEqualTo("test@example.com");
        assertThat(submission.region()).isEqualTo("US");
        assertThat(submission.name()).isEqualTo("acme");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            tenant | Acme Realty | small letters
            kind | imap | graph, ews-online, ews-account and ews-server
            directory-id | my directory | Directory (tenant) ID
            client-id | 22222222 | Application (client) ID
            client-id | 11111111-1111-1111-1111-111111111111 | Directory (tenant) ID again
            secret | 33333333-3333-3333-3333-333333333333 | This is the Secret ID
            expires-on | 2026-11-22 | has expired
            expires-on | soon | such as 2027-11-30
            test-mailbox | jane | no e-mail address
            test-mailbox | jane@outlook.com | personal
            outside-mailbox | test@example.com | must be open
            region | USA | two letters
            trusted-certificates | hello | PEM
            """)
    void namesTheFieldAndTheMistake(String field, String value, String said) {
        texts.put(field, value);

        assertThat(problems()).singleElement()
                .matches(problem -> problem.field().equals(field))
                .matches(problem -> problem.message().contains(said));
    }

    @Test
    void namesAllThatIsMissingAtOnce() {
        texts.keySet().retainAll(List.of(SubmissionForm.TENANT, SubmissionForm.KIND));

        assertThat(problems()).extracting(FieldProblem::field)
                .containsExactlyInAnyOrder(SubmissionForm.DIRECTORY_ID,
                        SubmissionForm.CLIENT_ID, SubmissionForm.SECRET,
                        SubmissionForm.TEST_MAILBOX);
    }

    @Test
    void wantsTheEndOfASecret() {
        texts.remove(SubmissionForm.EXPIRES_ON);

        assertThat(problems()).extracting(FieldProblem::field)
                .containsExactly(SubmissionForm.EXPIRES_ON);
    }

    @Test
    void keepsASecretThatWasSubmittedBefore() {
        texts.remove(SubmissionForm.SECRET);

        Checked checked = SubmissionForm.check(texts, Optional.empty(), true, NOW);

        assertThat(checked).isInstanceOf(Checked.Good.class);
        assertThat(((Checked.Good) checked).submission().secret()).isEmpty();
    }

    @Test
    void takesASecretOrACertificateAndNotBoth() {
        Checked checked = SubmissionForm.check(texts,
                Optional.of("no certificate".getBytes(US_ASCII)), false, NOW);

        assertThat(((Checked.Bad) checked).problems()).extracting(FieldProblem::field)
                .containsExactlyInAnyOrder(SubmissionForm.SECRET, SubmissionForm.CERTIFICATE);
    }

    @Test
    void takesAServiceAccountWhosePasswordHasNoEnd() {
        texts.putAll(Map.of(SubmissionForm.KIND, "ews-server", SubmissionForm.USERNAME,
                "EXAMPLE\\syncline", SubmissionForm.PASSWORD, " kept as it is ",
                SubmissionForm.URL, "https://mail.example.com/EWS/Exchange.asmx"));
        texts.keySet()
                .removeAll(List.of(SubmissionForm.SECRET, SubmissionForm.EXPIRES_ON,
                        SubmissionForm.DIRECTORY_ID, SubmissionForm.CLIENT_ID));

        Submission submission = good();

        assertThat(submission.secret()).contains(new TenantSecret.Password(" kept as it is "));
        assertThat(submission.expiresAt()).isEmpty();
        assertThat(submission.clientId()).isEmpty();
    }

    @Test
    void sendsNoPasswordInTheClear() {
        texts.putAll(Map.of(SubmissionForm.KIND, "ews-server", SubmissionForm.USERNAME, "syncline",
                SubmissionForm.PASSWORD, "hidden", SubmissionForm.URL,
                "http://mail.example.com/EWS/Exchange.asmx"));

        assertThat(problems()).extracting(FieldProblem::field)
                .containsExactly(SubmissionForm.URL);
    }

    @Test
    void showsNoSecret() {
        assertThat(good().toString()).doesNotContain("the~Value");
    }

    private Submission good() {
        Checked checked = SubmissionForm.check(texts, Optional.empty(), false, NOW);
        assertThat(checked).isInstanceOf(Checked.Good.class);
        return ((Checked.Good) checked).submission();
    }

    private List<FieldProblem> problems() {
        Checked checked = SubmissionForm.check(texts, Optional.empty(), false, NOW);
        assertThat(checked).isInstanceOf(Checked.Bad.class);
        return ((Checked.Bad) checked).problems();
    }
}
