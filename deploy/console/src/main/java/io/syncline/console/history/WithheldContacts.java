package io.syncline.console.history;

import io.syncline.console.system.MailboxName;
import io.syncline.console.system.RunningSystem;
import io.syncline.console.system.TopicReader;
import io.syncline.schemas.contact.JournalEntry;
import io.syncline.schemas.topic.RecordKey;
import io.syncline.schemas.topic.TopicCatalogue;
import io.syncline.topology.history.Glance;
import io.syncline.topology.history.Happening;
import io.syncline.topology.history.HistoryFold;
import io.syncline.topology.history.Turn;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.function.LongConsumer;

/**
 * The contacts of which something waits for a release. Of all mailboxes, the whole journal is folded once,
 * partition by partition; of one partition at a time the items are held, and of the others what waits.
 */
public final class WithheldContacts {

    private final Map<String, Glance> glances = new TreeMap<>();
    private final Map<String, List<Turn>> turns = new HashMap<>();

    WithheldContacts() {}

    /** A contact, and what of it waits, by field. */
    public record Found(Glance glance, List<Withheld> values) {
        public Found {
            values = List.copyOf(values);
        }
    }

    /** Those of every mailbox, up to where the journal ends now, in order of tenant, mailbox and id. */
    public static List<Found> read(TopicReader topics) {
        WithheldContacts contacts = new WithheldContacts();
        topics.<JournalEntry>byPartition(TopicCatalogue.JOURNAL, contacts::ofPartition);
        return contacts.all();
    }

    /**
     * Those of one mailbox, of which only the partition is read.
     *
     * @param watcher is told how many records of the partition were passed
     */
    public static List<Found> read(RunningSystem system, MailboxName mailbox,
            LongConsumer watcher) {
        return of(FoldedMailbox.read(system, mailbox, watcher), mailbox);
    }

    static List<Found> of(Histories histories, MailboxName mailbox) {
        return histories.marked(mailbox, Mark.WITHHELD, "", Integer.MAX_VALUE)
                .stream()
                .map(glance -> new Found(glance, Withheld.of(histories, glance)))
                .toList();
    }

    private Consumer<TopicReader.Row<JournalEntry>> ofPartition() {
        HistoryFold fold = JournalCounts.fold();
        return row -> take(fold.fold(row.value(), new HistoryFold.Place(row.partition(),
                row.offset(), Instant.ofEpochMilli(row.timestamp()))));
    }

    /** What one fact led to. */
    void take(HistoryFold.Folded folded) {
        folded.turns()
                .stream()
                .filter(turn -> turn.happenings()
                        .stream()
                        .anyMatch(Happening.Withheld.class::isInstance))
                .forEach(turn -> turns.computeIfAbsent(
                        new RecordKey(turn.tenant(), turn.mailbox(), turn.item()).text(),
                        key -> new ArrayList<>()).add(turn));
        folded.steps().forEach(step -> {
            String key = HistoryJson.itemOf(step.after());
            if (Mark.WITHHELD.isOn(step.after())) {
                glances.put(key, step.after());
            } else if (Mark.WITHHELD.isOn(step.before())) {
                glances.remove(key);
                turns.remove(key);
            }
        });
    }

    List<Found> all() {
        return glances.entrySet()
                .stream()
                .map(entry -> new Found(entry.getValue(), Withheld.of(entry.getValue(),
                        turns.getOrDefault(entry.getKey(), List.of()))))
                .toList();
    }
}
