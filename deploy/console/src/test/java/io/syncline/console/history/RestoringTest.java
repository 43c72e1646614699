package io.syncline.console.history;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.syncline.console.system.ConsoleException;
import io.syncline.schemas.contact.Contact;
import io.syncline.topology.history.Glance;
import io.syncline.topology.history.Happening;
import io.syncline.topology.history.Shown;
import io.syncline.topology.history.Timeline;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Restores, carried out by the fold that merge runs. */
class RestoringTest {

    private static final EditsOf EDITS = new EditsOf("pat", "was wrong");

    private final ToldJournal journal = new ToldJournal().ready();
    private String item = "";

    @BeforeEach
    void makeJane() {
        item = journal.created("record-1", People.jane().build());
        journal.landed(item, "m1", 1);
        journal.passMinutes(1);
    }

    @Test
    void bringsTheValueOfAVersionBack() {
        journal.patched("record-1", "kim", "mobilePhone", People.phone("999", "+999"));
        journal.landed(item, "m1", 2);
        journal.passMinutes(1);

        RestorePlan plan = Restoring.field(glance(), "mobilePhone", then("1"), journal.now());
        journal.handed(EDITS.restore(plan));

        assertThat(plan.fields()).singleElement().satisfies(field -> {
            assertThat(field.now().text()).contains("999");
            assertThat(field.then().text()).contains("+12025550111");
        });
        assertThat(contact()).isEqualTo(People.jane().build());
        assertThat(lastCommand().fields()).containsExactly("mobilePhone");
    }

    @Test
    void bringsTheWholeContactOfATimeBack() {
        Instant before = journal.now();
        journal.passMinutes(1);
        journal.patched("record-1", "kim", "jobTitle", People.title("Partner"));
        journal.landed(item, "m1", 2);
        journal.passMinutes(1);
        journal.seen("m1", 3, People.jane().setJobTitle("Partner").setSurname("Roe").build());

        RestorePlan plan = Restoring.whole(glance(), then(before.toString()), journal.now());
        journal.handed(EDITS.restore(plan));

        assertThat(plan.fields()).extracting(FieldBack::field)
                .containsExactly("jobTitle", "surname");
        assertThat(contact()).isEqualTo(People.jane().build());
    }

    @Test
    void bringsADeletedContactBackAsItWas() {
        journal.patched("record-1", "kim", "jobTitle", People.title("Partner"));
        journal.landed(item, "m1", 2);
        journal.passMinutes(1);
        journal.deleted("record-1", "kim");
        journal.landedGone(item);
        journal.passMinutes(1);

        RestorePlan plan = Restoring.whole(glance(), then("1"), journal.now());
        journal.handed(EDITS.restore(plan));

        assertThat(plan.revives()).isTrue();
        assertThat(glance().deleted()).isFalse();
        assertThat(contact()).isEqualTo(People.jane().build());
    }

    @Test
    void leavesWhatSomebodyEditsAfterItWasPlanned() {
        journal.patched("record-1", "kim", "jobTitle", People.title("Partner"));
        journal.landed(item, "m1", 2);
        journal.passMinutes(1);
        RestorePlan plan = Restoring.field(glance(), "jobTitle", then("1"), journal.now());
        journal.passMinutes(1);
        journal.seen("m1", 3, People.jane().setJobTitle("Broker").build());

        journal.handed(EDITS.restore(plan));

        assertThat(contact().getJobTitle()).contains("Broker");
    }

    /** Whoever looked has seen what the CRM said, whatever its clock says. */
    @Test
    void winsOverACrmWhoseClockIsAhead() {
        Instant planned = journal.now();
        journal.passMinutes(5);
        journal.patched("record-1", "kim", "jobTitle", People.title("Partner"));
        journal.landed(item, "m1", 2);

        journal.handed(EDITS.restore(Restoring.field(glance(), "jobTitle", then("1"), planned)));

        assertThat(contact().getJobTitle()).contains("Agent");
    }

    @Test
    void changesNothingWhereAllIsAsItWas() {
        RestorePlan plan = Restoring.whole(glance(), then("1"), journal.now());

        assertThat(plan.isEmpty()).isTrue();
        assertThat(EDITS.restore(plan)).isEmpty();
    }

    @Test
    void namesWhatItDoesNotUnderstand() {
        assertThatThrownBy(() -> then("7")).isInstanceOf(ConsoleException.class)
                .hasMessageContaining("no version 7; it goes from 1 to 1");
        assertThatThrownBy(() -> then("yesterday")).hasMessageContaining("'yesterday' is no time");
        assertThatThrownBy(() -> then("2020-01-01")).hasMessageContaining(
                "At 2020-01-01T00:00:00Z there was no such contact");
        assertThatThrownBy(() -> Restoring.field(glance(), "shoeSize", Shown.NOTHING,
                journal.now())).hasMessageContaining("no field 'shoeSize'; it has")
                .hasMessageContaining("mobilePhone");
    }

    private Timeline.Then then(String wanted) {
        return Restoring.then(journal.folded().timeline(ToldJournal.key(item)), wanted);
    }

    private Glance glance() {
        return journal.glance(item);
    }

    private Contact contact() {
        return ToldJournal.contact(glance());
    }

    private Happening.Commanded lastCommand() {
        List<Happening.Commanded> commands = journal.folded()
                .timeline(ToldJournal.key(item))
                .turns()
                .stream()
                .flatMap(turn -> turn.happenings().stream())
                .filter(Happening.Commanded.class::isInstance)
                .map(Happening.Commanded.class::cast)
                .toList();
        return commands.getLast();
    }
}
