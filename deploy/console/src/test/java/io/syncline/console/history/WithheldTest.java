package io.syncline.console.history;

import static org.assertj.core.api.Assertions.assertThat;

import io.syncline.console.history.WithheldContacts.Found;
import io.syncline.console.proof.FurtherCounts;
import io.syncline.topology.history.Glance;
import io.syncline.topology.history.Happening;
import io.syncline.topology.history.HistoryFold;
import io.syncline.topology.history.Turn;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** After another generation took over, an operator sees what a release would write. */
class WithheldTest {

    private final ToldJournal journal = new ToldJournal().ready();
    private String changed = "";
    private String deleted = "";

    @BeforeEach
    void live() {
        changed = journal.created("record-1", People.jane().build());
        journal.landed(changed, "m1", 1);
        deleted = journal.created("record-2", People.jane().setSurname("Roe").build());
        journal.landed(deleted, "m2", 1);
        journal.passMinutes(1);
        journal.patched("record-1", "kim", "jobTitle", People.title("Partner"));
        journal.deleted("record-2", "kim");
        journal.passMinutes(1);
    }

    @Test
    void tellsWhichValuesWaitAndSinceWhen() {
        assertThat(found()).isEmpty();

        journal.takenOver();
        Instant since = journal.now();
        journal.passMinutes(5);

        assertThat(values(changed)).singleElement().satisfies(title -> {
            assertThat(title.field()).isEqualTo("jobTitle");
            assertThat(title.value().text()).isEqualTo("Partner");
            assertThat(title.act()).isEqualTo(Withheld.Act.WRITE);
            assertThat(title.since()).isEqualTo(since);
        });
        assertThat(values(deleted)).singleElement().satisfies(whole -> {
            assertThat(whole.field()).isEqualTo(Glance.WHOLE_ITEM);
            assertThat(whole.act()).isEqualTo(Withheld.Act.DELETE);
            assertThat(whole.values()).containsEntry("act", "delete");
        });
    }

    @Test
    void tellsThatACopyIsToBeMade() {
        String made = journal.created("record-3", People.jane().setSurname("Poe").build());
        journal.takenOver();

        assertThat(values(made)).filteredOn(one -> one.field().equals(Glance.WHOLE_ITEM))
                .singleElement()
                .satisfies(whole -> assertThat(whole.says("")).isEqualTo(
                        "to be made in the mailbox"));
        assertThat(values(made)).extracting(Withheld::field).contains("surname");
    }

    @Test
    void tellsNothingAnyMoreOnceItIsReleased() {
        journal.takenOver();
        journal.released();

        assertThat(found()).isEmpty();
        assertThat(ofAll()).isEmpty();
        assertThat(happenings(changed)).containsOnlyOnce(new Happening.LetOut("jobTitle"));
        assertThat(journal.glance(changed).outstanding()).isPresent();
        assertThat(journal.glance(deleted).outstanding()).isPresent();
    }

    @Test
    void forgetsAValueWhereAnotherIsWished() {
        journal.takenOver();
        journal.passMinutes(1);

        journal.patched("record-1", "kim", "jobTitle", People.title("Director"));

        assertThat(found()).extracting(one -> one.glance().item()).containsExactly(deleted);
        assertThat(ofAll()).isEqualTo(found());
    }

    @Test
    void listsOfAllMailboxesWhatItListsOfOne() {
        journal.takenOver();

        assertThat(ofAll()).isEqualTo(found()).hasSize(2);
    }

    @Test
    void countsContactsOnceInEachWay() {
        journal.takenOver();
        Standing standing = Standing.of(journal.folded(), ToldJournal.MAILBOX, journal.now());

        assertThat(standing.count(Mark.WITHHELD)).isEqualTo(2);
        assertThat(journal.counted(journal.now()).of(ToldJournal.MAILBOX))
                .contains(new FurtherCounts.Further(0, 2, standing.count(Mark.DUE), 0));
        journal.released();
        assertThat(journal.counted(journal.now()).of(ToldJournal.MAILBOX))
                .hasValueSatisfying(counts -> assertThat(counts.withheld()).isZero());
    }

    @Test
    void isStoredAsItIsFolded(@TempDir Path folder) {
        journal.takenOver();
        journal.released();
        try (HistoryStore store = HistoryStore.open(folder)) {
            journal.fill(store);

            List<Turn> turns = store.timeline(ToldJournal.key(changed)).turns();

            assertThat(turns)
                    .isEqualTo(journal.folded().timeline(ToldJournal.key(changed)).turns())
                    .anyMatch(turn -> turn.happenings()
                            .stream()
                            .anyMatch(Happening.Withheld.class::isInstance));
            assertThat(store.marked(ToldJournal.MAILBOX, Mark.WITHHELD, "", 10)).isEmpty();
        }
    }

    @Test
    void isListedFromTheStore(@TempDir Path folder) {
        journal.takenOver();
        try (HistoryStore store = HistoryStore.open(folder)) {
            journal.fill(store);

            assertThat(WithheldContacts.of(store, ToldJournal.MAILBOX)).isEqualTo(found());
            assertThat(store.count(ToldJournal.MAILBOX, Mark.WITHHELD)).isEqualTo(2);
        }
    }

    @Test
    void explainsWhyAValueIsNotInTheMailbox() {
        journal.takenOver();

        Optional<Explanation> title = why("jobTitle");
        Optional<Explanation> name = why("surname");

        assertThat(title).hasValueSatisfying(why -> assertThat(why.withheld()).isTrue());
        assertThat(name).hasValueSatisfying(why -> assertThat(why.withheld()).isFalse());
    }

    @Test
    void isToldInWordsAndInJson() {
        journal.takenOver();

        assertThat(Sentences.of(new Happening.LetOut("jobTitle")))
                .isEqualTo("The value of jobTitle waits for a release no more");
        Happening withheld = happenings(changed).stream()
                .filter(Happening.Withheld.class::isInstance)
                .findFirst()
                .orElseThrow();
        assertThat(Sentences.of(withheld, field -> "job title"))
                .startsWith("The value of job title is not written before it is released");
        assertThat(HistoryJson.of(journal.glance(changed)))
                .containsEntry("withheld", Map.of("jobTitle", "Partner"));
        assertThat(HistoryJson.of(journal.folded()
                .timeline(ToldJournal.key(changed))
                .turns()
                .getLast()).toString()).contains("field=jobTitle, value=Partner");
    }

    private Optional<Explanation> why(String field) {
        return Explaining.of(journal.glance(changed),
                journal.folded().timeline(ToldJournal.key(changed)), field, journal.now());
    }

    private List<Withheld> values(String item) {
        return found().stream()
                .filter(one -> one.glance().item().equals(item))
                .flatMap(one -> one.values().stream())
                .toList();
    }

    private List<Happening> happenings(String item) {
        return journal.folded()
                .timeline(ToldJournal.key(item))
                .turns()
                .stream()
                .flatMap(turn -> turn.happenings().stream())
                .toList();
    }

    private List<Found> found() {
        return WithheldContacts.of(journal.folded(), ToldJournal.MAILBOX);
    }

    private List<Found> ofAll() {
        WithheldContacts contacts = new WithheldContacts();
        HistoryFold fold = JournalCounts.fold();
        journal.entries().forEach(entry -> contacts.take(fold.fold(entry.entry(), entry.place())));
        return contacts.all();
    }
}
