package io.syncline.console.history;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.syncline.console.history.UndoneItem.Act;
import io.syncline.schemas.contact.Contact;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Undos, carried out by the fold that merge runs. */
class UndoingTest {

    private final ToldJournal journal = new ToldJournal().ready();

    @Test
    void takesBackWhatOneEditorDidAndNothingElse() {
        String changed = made("record-1");
        String other = made("record-2");
        Instant from = journal.passMinutes(1);
        journal.patched("record-1", "kim", "jobTitle", People.title("Spam"));
        journal.landed(changed, "record-1", 2);
        journal.patched("record-2", "lee", "jobTitle", People.title("Partner"));
        journal.landed(other, "record-2", 2);
        journal.passMinutes(1);

        UndoPlan plan = plan("kim", from);
        hand(plan);

        assertThat(plan.items()).singleElement()
                .satisfies(item -> assertThat(item.act()).isEqualTo(Act.CHANGED_BACK));
        assertThat(title(changed)).contains("Agent");
        assertThat(title(other)).contains("Partner");
    }

    @Test
    void skipsAFieldThatSomebodyHasSetSince() {
        String item = made("record-1");
        Instant from = journal.passMinutes(1);
        journal.patched("record-1", "kim", "jobTitle", People.title("Spam"));
        journal.landed(item, "record-1", 2);
        journal.patched("record-1", "kim", "companyName",
                Contact.newBuilder().setCompanyName("Spam Inc.").build());
        journal.landed(item, "record-1", 3);
        journal.passMinutes(1);
        journal.seen("record-1", 4,
                People.jane().setCompanyName("Spam Inc.").setJobTitle("Broker").build());
        journal.passMinutes(1);

        UndoPlan plan = plan("crm", from);
        hand(plan);

        UndoneItem undone = plan.items().getFirst();
        assertThat(undone.fields()).extracting(FieldBack::field).containsExactly("companyName");
        assertThat(undone.skipped()).singleElement().satisfies(skipped -> {
            assertThat(skipped.what()).isEqualTo("jobTitle");
            assertThat(skipped.why()).isEqualTo("the mailbox has set it since");
        });
        assertThat(title(item)).contains("Broker");
        assertThat(ToldJournal.contact(journal.glance(item)).getCompanyName()).isEmpty();
    }

    /** Their own steps in a row go back to before the first of them, and no further. */
    @Test
    void goesBackToWhatAnotherSetBetweenTheirSteps() {
        String item = made("record-1");
        Instant from = journal.passMinutes(1);
        int version = 2;
        for (String[] step : List.of(new String[]{"kim", "One"}, new String[]{"lee", "Two"},
                new String[]{"kim", "Three"}, new String[]{"kim", "Four"})) {
            journal.patched("record-1", step[0], "jobTitle", People.title(step[1]));
            journal.landed(item, "record-1", version++);
            journal.passMinutes(1);
        }

        hand(plan("kim", from));

        assertThat(title(item)).contains("Two");
    }

    @Test
    void restoresWhatTheMailboxDeleted() {
        String item = made("record-1");
        Instant from = journal.passMinutes(1);
        journal.gone("record-1");
        Instant to = journal.passMinutes(1);

        UndoPlan plan = Undoing.plan(journal.folded(), ToldJournal.MAILBOX,
                Whose.parse("mailbox"), from, to, journal.now());
        hand(plan);

        assertThat(plan.count(Act.RESTORED)).isEqualTo(1);
        assertThat(journal.glance(item).deleted()).isFalse();
        assertThat(ToldJournal.contact(journal.glance(item))).isEqualTo(People.jane().build());
    }

    @Test
    void deletesWhatTheyMadeUnlessAnotherTouchedIt() {
        Instant from = journal.passMinutes(1);
        String junk = made("record-1");
        String adopted = made("record-2");
        journal.passMinutes(1);
        journal.seen("record-2", 2, People.jane().setJobTitle("Broker").build());
        journal.passMinutes(1);

        UndoPlan plan = plan("crm", from);
        hand(plan);

        assertThat(plan.count(Act.DELETED)).isEqualTo(1);
        assertThat(plan.count(Act.LEFT)).isEqualTo(1);
        assertThat(journal.glance(junk).deleted()).isTrue();
        assertThat(journal.glance(adopted).deleted()).isFalse();
    }

    @Test
    void leavesWhatWasDoneBeforeAndAfter() {
        String item = made("record-1");
        journal.patched("record-1", "kim", "jobTitle", People.title("Before"));
        journal.landed(item, "record-1", 2);
        Instant from = journal.passMinutes(1);
        Instant to = journal.passMinutes(1);
        journal.patched("record-1", "kim", "jobTitle", People.title("After"));
        journal.landed(item, "record-1", 3);

        UndoPlan plan = Undoing.plan(journal.folded(), ToldJournal.MAILBOX, Whose.parse("kim"),
                from, to, journal.now());

        assertThat(plan.items()).isEmpty();
    }

    /** An undo is an edit: the guard holds what is too much of it. */
    @Test
    void isHeldByTheGuardLikeAnyDelete() {
        Instant from = journal.passMinutes(1);
        for (int i = 0; i < 30; i++) {
            made("record-" + i);
        }
        journal.passMinutes(1);

        hand(plan("crm", from));

        long deleted = journal.folded()
                .glances(ToldJournal.MAILBOX, "", 100)
                .stream()
                .filter(glance -> glance.deleted())
                .count();
        assertThat(deleted).isEqualTo(20);
        assertThat(journal.folded().glances(ToldJournal.MAILBOX, "", 100))
                .filteredOn(glance -> glance.heldDelete().isPresent())
                .hasSize(10);
    }

    @Test
    void refusesATimeThatEndsBeforeItBegins() {
        assertThatThrownBy(() -> Undoing.plan(journal.folded(), ToldJournal.MAILBOX,
                Whose.parse("crm"), journal.now(), journal.now(), journal.now()))
                .hasMessageContaining("which is not later");
    }

    private String made(String record) {
        String name = record.replace("record", "name");
        String item = journal.created(record, record.equals("record-1")
                ? People.jane().build()
                : People.jane().setSurname(name).setEmailAddresses(List.of()).build());
        journal.landed(item, record, 1);
        return item;
    }

    private UndoPlan plan(String whose, Instant from) {
        return Undoing.plan(journal.folded(), ToldJournal.MAILBOX, Whose.parse(whose), from,
                journal.now(), journal.now());
    }

    private void hand(UndoPlan plan) {
        journal.handed(new EditsOf("pat", null).undo(plan));
    }

    private Optional<String> title(String item) {
        return ToldJournal.contact(journal.glance(item)).getJobTitle();
    }
}
