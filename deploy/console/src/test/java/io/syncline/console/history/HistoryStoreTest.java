package io.syncline.console.history;

import static org.assertj.core.api.Assertions.assertThat;

import io.syncline.console.proof.FurtherCounts;
import io.syncline.console.system.MailboxName;
import io.syncline.schemas.contact.Contact;
import io.syncline.schemas.contact.EmailAddress;
import io.syncline.schemas.contact.Phone;
import io.syncline.topology.history.Glance;
import io.syncline.topology.history.Turn;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the store tells is what the same journal tells folded in memory, whatever ends the process when. */
class HistoryStoreTest {

    private static final int PEOPLE = 12;
    private static final int PARTITIONS = 1;

    private final ToldJournal journal = new ToldJournal().ready();

    @TempDir
    private Path folder;

    @BeforeEach
    void live() {
        for (int i = 0; i < PEOPLE; i++) {
            String record = "record-" + i;
            String item = journal.created(record, person(i));
            journal.landed(item, record, 1);
            journal.passMinutes(1);
            journal.seen(record, 2, Contact.newBuilder(person(i)).setJobTitle("Broker").build());
            journal.patchedUnseen(record, "jobTitle", People.title("Director"), 1);
            if (i % 3 == 0) {
                journal.rejected(item, "ErrorInvalidProperty");
            } else if (i % 3 == 1) {
                journal.landed(item, record, 3);
                journal.gone(record);
            }
        }
    }

    @Test
    void tellsWhatTheJournalTellsInMemory() {
        try (HistoryStore store = opened()) {
            take(store, journal.entries().size());

            assertSame(store);
        }
    }

    @Test
    void leavesNobodysContactsInFilesOfAFormatBefore() throws IOException {
        Path former = Files.writeString(folder.resolve("history-1.mv"), "contacts");

        opened().close();

        assertThat(former).doesNotExist();
    }

    @Test
    void keepsWhatWasCommittedAndNothingElse() {
        int committed = journal.entries().size() / 2;
        try (HistoryStore store = opened()) {
            take(store, committed);
            store.commit();
            take(store, journal.entries().size());
        }

        try (HistoryStore again = opened()) {
            assertThat(again.next(0)).isEqualTo(committed);
            take(again, journal.entries().size());
            assertSame(again);
        }
    }

    /** A copy of the file is what a kill leaves: it may be made at any moment. */
    @Test
    void goesOnFromAnyMomentAtWhichItWasKilled() throws IOException {
        Path killed = folder.resolve("killed");
        Files.createDirectories(killed);
        try (HistoryStore store = opened()) {
            for (int i = 1; i <= journal.entries().size(); i++) {
                take(store, i);
                if (i % 5 == 0) {
                    store.commit();
                }
                if (i % 7 == 0) {
                    copy(killed);
                    try (HistoryStore left = HistoryStore.open(killed)) {
                        left.begin("journal-1", PARTITIONS);
                        assertThat(left.next(0)).isEqualTo(i - i % 5);
                        take(left, journal.entries().size());
                        assertSame(left);
                    }
                }
            }
        }
    }

    @Test
    void forgetsAllWhenTheJournalIsAnotherOne() {
        try (HistoryStore store = opened()) {
            take(store, journal.entries().size());
            store.commit();

            store.begin("journal-2", PARTITIONS);

            assertThat(store.next(0)).isZero();
            assertThat(store.glances(ToldJournal.MAILBOX, "", 100)).isEmpty();
            assertThat(store.find("Person3", Optional.empty(), 10)).isEmpty();
        }
    }

    @Test
    void findsNamesByTheirBeginningsAndNumbersInAnySpelling() {
        try (HistoryStore store = opened()) {
            take(store, journal.entries().size());

            assertThat(found(store, "person3")).containsExactly("Person3");
            assertThat(found(store, "jánE PERS")).hasSize(PEOPLE);
            assertThat(found(store, "person4@example.com")).containsExactly("Person4");
            assertThat(found(store, "(202) 555-0105")).containsExactly("Person5");
            assertThat(found(store, "+1 202 555 0105")).containsExactly("Person5");
            assertThat(found(store, "0105")).containsExactly("Person5");
            assertThat(found(store, "nobody")).isEmpty();
            assertThat(found(store, " ,;")).isEmpty();
        }
    }

    @Test
    void findsNoOtherMailboxsContacts() {
        try (HistoryStore store = opened()) {
            take(store, journal.entries().size());

            assertThat(store.find("person3", Optional.of(ToldJournal.MAILBOX), 10)).hasSize(1);
            assertThat(store.find("person3", Optional.of(
                    new MailboxName("acme", "agent-2")), 10)).isEmpty();
        }
    }

    @Test
    void listsConflictsNewestFirst() {
        try (HistoryStore store = opened()) {
            take(store, journal.entries().size());

            HistoryStore.Conflicts all = store.conflicts("", 100);

            assertThat(all.found()).hasSize(PEOPLE);
            assertThat(all.found()).extracting(found -> found.turn().at())
                    .isSortedAccordingTo((left, right) -> right.compareTo(left));
            assertThat(all.next()).isEmpty();
        }
    }

    @Test
    void losesNoConflictBetweenPagesWhereManyCameInOneMillisecond() {
        ToldJournal atOnce = new ToldJournal().ready();
        for (int i = 0; i < 7; i++) {
            String item = atOnce.created("at-once-" + i, person(i));
            atOnce.landed(item, "at-once-" + i, 1);
        }
        atOnce.passMinutes(1);
        for (int i = 0; i < 7; i++) {
            atOnce.seen("at-once-" + i, 2,
                    Contact.newBuilder(person(i)).setJobTitle("Broker").build());
            atOnce.patchedUnseen("at-once-" + i, "jobTitle", People.title("Director"), 1);
        }
        try (HistoryStore store = opened()) {
            atOnce.entries().forEach(entry -> store.take(entry.entry(), entry.place()));
            List<HistoryStore.Found> all = store.conflicts("", 100).found();

            List<HistoryStore.Found> paged = new ArrayList<>();
            String next = "";
            do {
                HistoryStore.Conflicts page = store.conflicts(next, 2);
                paged.addAll(page.found());
                next = page.next();
            } while (!next.isEmpty());

            assertThat(all).extracting(found -> found.turn().at()).hasSizeGreaterThan(5);
            assertThat(all.stream().map(found -> found.turn().at()).distinct()).hasSize(1);
            assertThat(paged).isEqualTo(all);
        }
    }

    @Test
    void countsFromTheJournalAloneWhatTheHistoriesCount() {
        JournalCounts counts = journal.counted(journal.now());
        Standing standing = Standing.of(journal.folded(), ToldJournal.MAILBOX, journal.now());

        assertThat(counts.of(ToldJournal.MAILBOX)).contains(new FurtherCounts.Further(
                standing.count(Mark.PARKED), standing.count(Mark.WITHHELD),
                standing.count(Mark.DUE), standing.conflicts()));
        assertThat(standing.count(Mark.PARKED)).isPositive();
        assertThat(standing.conflicts()).isPositive();
        assertThat(journal.counted(journal.now().plus(Duration.ofDays(31)))
                .of(ToldJournal.MAILBOX)).hasValueSatisfying(
                        later -> assertThat(later.conflicts()).isZero());
        assertThat(counts.of(new MailboxName("acme", "agent-2")))
                .contains(FurtherCounts.Further.NONE);
    }

    private void assertSame(HistoryStore store) {
        FoldedMailbox memory = journal.folded();
        List<Glance> glances = memory.glances(ToldJournal.MAILBOX, "", 1_000);
        assertThat(store.glances(ToldJournal.MAILBOX, "", 1_000)).isEqualTo(glances)
                .hasSize(PEOPLE);
        for (Glance glance : glances) {
            List<Turn> turns = memory.timeline(ToldJournal.key(glance.item())).turns();
            assertThat(store.timeline(ToldJournal.key(glance.item())).turns()).isEqualTo(turns);
        }
        assertThat(store.timeline(ToldJournal.key("")).turns())
                .isEqualTo(memory.timeline(ToldJournal.key("")).turns())
                .isNotEmpty();
        Standing stored = Standing.of(store, ToldJournal.MAILBOX, journal.now());
        assertThat(stored).isEqualTo(Standing.of(memory, ToldJournal.MAILBOX, journal.now()));
        assertThat(stored.count(Mark.PARKED)).isEqualTo(4);
        assertThat(stored.count(Mark.OUTSTANDING)).isEqualTo(4);
        assertThat(stored.count(Mark.DELETED)).isEqualTo(4);
        assertThat(stored.conflicts()).isEqualTo(PEOPLE);
        assertThat(store.marked(ToldJournal.MAILBOX, Mark.PARKED, "", 100))
                .isEqualTo(memory.marked(ToldJournal.MAILBOX, Mark.PARKED, "", 100));
    }

    private HistoryStore opened() {
        HistoryStore store = HistoryStore.open(folder);
        store.begin("journal-1", PARTITIONS);
        return store;
    }

    /** Takes in what is not taken yet, up to that many entries. */
    private void take(HistoryStore store, int until) {
        for (long next = store.next(0); next < until; next++) {
            ToldJournal.Entry entry = journal.entries().get((int) next);
            store.take(entry.entry(), entry.place());
        }
    }

    private void copy(Path to) throws IOException {
        try (var files = Files.newDirectoryStream(folder, "history-*.mv*")) {
            for (Path file : files) {
                Files.copy(file, to.resolve(file.getFileName()),
                        StandardCopyOption.REPLACE_EXISTING);
            }
        }
    }

    private static List<String> found(HistoryStore store, String text) {
        return store.find(text, Optional.empty(), 100)
                .stream()
                .map(glance -> glance.value("surname").text())
                .toList();
    }

    private static String number(int number) {
        return String.format(Locale.ROOT, "%02d", number);
    }

    private static Contact person(int number) {
        return People.jane()
                .setSurname("Person" + number)
                .setMobilePhone(new Phone("(202) 555-01"
                        + number(number),
                        "+120255501" + number(number)))
                .setEmailAddresses(List.of(new EmailAddress(
                        "person" + number + "@example.com", null)))
                .build();
    }
}
