package io.syncline.console.history;

import static org.assertj.core.api.Assertions.assertThat;

import io.syncline.schemas.contact.Side;
import io.syncline.schemas.contact.WriteOutcome;
import io.syncline.topology.history.Cause;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ExplainingTest {

    private final ToldJournal journal = new ToldJournal().ready();
    private String item = "";

    @BeforeEach
    void makeJane() {
        item = journal.created("record-1", People.jane().build());
        journal.landed(item, "m1", 1);
        journal.passMinutes(1);
    }

    @Test
    void tracesAValueOfTheCrmFromItsEditorToTheMailbox() {
        journal.patched("record-1", "kim", "mobilePhone", People.phone("999", "+999"));
        journal.pass(Duration.ofMillis(750));
        journal.landed(item, "m1", 2);

        Explanation why = why("mobilePhone", journal.now());

        assertThat(why.value().text()).contains("999");
        assertThat(why.displaced().text()).contains("+12025550111");
        assertThat(why.origin().side()).isEqualTo(Side.CRM);
        assertThat(why.by()).isEqualTo("kim");
        assertThat(why.fact()).containsInstanceOf(Cause.Edited.class);
        assertThat(why.version()).isEqualTo(2);
        Explanation.Carried write = why.write().orElseThrow();
        assertThat(write.number()).isEqualTo(2);
        Explanation.Answer answer = write.answer().orElseThrow();
        assertThat(answer.outcome()).isEqualTo(WriteOutcome.LANDED);
        assertThat(Duration.between(write.issuedAt(), answer.at())).hasMillis(750);
    }

    @Test
    void namesTheMailboxsOwnTime() {
        Instant modified = journal.now();
        journal.seen("m1", 2, People.jane().setJobTitle("Broker").build());

        Explanation why = why("jobTitle", journal.now());

        assertThat(why.origin().side()).isEqualTo(Side.MAILBOX);
        assertThat(why.fact()).hasValueSatisfying(fact -> assertThat(fact)
                .isEqualTo(new Cause.Read(fact.eventId(), "graph", modified)));
        assertThat(why.write()).isEmpty();
    }

    @Test
    void tellsWhatLostAgainstIt() {
        journal.seen("m1", 2, People.jane().setJobTitle("Broker").build());
        Instant conflictAt = journal.passMinutes(1);
        journal.patchedUnseen("record-1", "jobTitle", People.title("Director"), 1);

        Explanation why = why("jobTitle", journal.now());

        assertThat(why.value().text()).isEqualTo("Director");
        assertThat(why.lost()).singleElement().satisfies(lost -> {
            assertThat(lost.at()).isEqualTo(conflictAt);
            assertThat(lost.value().text()).isEqualTo("Broker");
            assertThat(lost.origin().side()).isEqualTo(Side.MAILBOX);
        });
    }

    @Test
    void tellsThatTheMailboxRefusesIt() {
        journal.patched("record-1", "kim", "jobTitle", People.title("Partner"));
        journal.rejected(item, "ErrorInvalidProperty");

        Explanation why = why("jobTitle", journal.now());

        assertThat(why.parked()).isTrue();
        assertThat(why.write().orElseThrow().answer().orElseThrow().reason())
                .isEqualTo("ErrorInvalidProperty");
    }

    @Test
    void explainsThePastAsItWasThen() {
        Instant before = journal.now();
        journal.passMinutes(1);
        journal.patched("record-1", "kim", "jobTitle", People.title("Partner"));

        assertThat(why("jobTitle", before).value().text()).isEqualTo("Agent");
        assertThat(why("jobTitle", journal.now()).value().text()).isEqualTo("Partner");
    }

    @Test
    void knowsNothingOfAFieldThatNobodyEverSet() {
        assertThat(explained("nickName", journal.now())).isEmpty();
    }

    private Explanation why(String field, Instant until) {
        return explained(field, until).orElseThrow();
    }

    private Optional<Explanation> explained(String field, Instant until) {
        return Explaining.of(journal.glance(item),
                journal.folded().timeline(ToldJournal.key(item)), field, until);
    }
}
