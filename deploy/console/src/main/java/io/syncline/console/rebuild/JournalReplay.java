package io.syncline.console.rebuild;

import io.syncline.console.system.ConsoleException;
import io.syncline.console.system.MailboxName;
import io.syncline.console.system.RunningSystem;
import io.syncline.schemas.contact.JournalEntry;
import io.syncline.schemas.topic.MailboxPartitioner;
import io.syncline.schemas.topic.RecordKey;
import io.syncline.schemas.topic.TopicCatalogue;
import io.syncline.topology.replay.JournalFold;
import io.syncline.topology.replay.Replay;
import io.syncline.topology.replay.Scope;
import java.time.Instant;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.BiConsumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.serialization.Deserializer;

/**
 * Folds the journal of some mailboxes again, a partition at a time and, where a partition's items do not fit
 * into memory, in several passes over it ({@link Replay}).
 */
final class JournalReplay {

    private static final String JOURNAL = TopicCatalogue.JOURNAL.name();
    /** What an item is reckoned to take in memory, with its state and its last version: rather too much. */
    private static final long ITEM_BYTES = 24 * 1024;
    private static final long ITEMS_MIN = 1_000;
    private static final int ITEMS_MAX = 10_000_000;
    private static final int TOLD_EACH = 1_000;

    private final RunningSystem system;
    private final Scope scope;
    private final Watcher watcher;
    private final Offsets offsets;

    JournalReplay(RunningSystem system, Scope scope, Watcher watcher) {
        this.system = system;
        this.scope = scope;
        this.watcher = watcher;
        this.offsets = new Offsets(system);
    }

    /** Before which offset each partition ends that holds any of the mailboxes. */
    NavigableMap<Integer, Long> ends(Until until) {
        NavigableMap<Integer, Long> ends = offsets.ends(JOURNAL);
        NavigableMap<Integer, Long> before = until.before(ends, at -> offsets.at(JOURNAL, at));
        if (!scope.isOneMailbox()) {
            return before;
        }
        int home = MailboxPartitioner.partition(RecordKey.prefix(scope.tenant(), scope.mailbox()),
                ends.size());
        Long end = before.get(home);
        if (end == null) {
            throw ConsoleException.wrongUsage(new MailboxName(scope.tenant(), scope.mailbox())
                    + " stands in partition " + home
                    + " of the journal; name an offset of that one");
        }
        return new TreeMap<>(Map.of(home, end));
    }

    /** Begins a pass over a partition. */
    interface Begin<T extends JournalFold> {
        /**
         * @param after only mailboxes whose keys come after this one
         * @param itemsMax how many items fit
         */
        T begin(int partition, String after, int itemsMax);
    }

    /**
     * Folds.
     *
     * @param ends before which offset each partition ends
     * @param each gets every pass of every partition, with the partition
     */
    <T extends JournalFold> void fold(NavigableMap<Integer, Long> ends, Begin<T> begin,
            BiConsumer<Integer, T> each) {
        int itemsMax = (int) Math.clamp(Runtime.getRuntime().maxMemory() / 2 / ITEM_BYTES,
                ITEMS_MIN, ITEMS_MAX);
        ends.forEach((partition, end) -> {
            Optional<String> after = Optional.of("");
            while (after.isPresent()) {
                T fold = begin.begin(partition, after.get(), itemsMax);
                pass(fold, partition, end);
                each.accept(partition, fold);
                after = fold.rest();
            }
        });
    }

    /** The items as they were published last. */
    void items(NavigableMap<Integer, Long> ends, BiConsumer<Integer, Replay> each) {
        fold(ends, (partition, after, itemsMax) -> new Replay(partition, scope, after, itemsMax),
                each);
    }

    private void pass(JournalFold fold, int partition, long end) {
        long[] passed = {0};
        try (PartitionRecords records = new PartitionRecords(system, JOURNAL, partition);
                Deserializer<JournalEntry> values = system.clients().deserializer()) {
            records.read(end, record -> {
                tell(fold, record, values);
                passed[0]++;
                if (passed[0] % TOLD_EACH == 0) {
                    watcher.at("folding partition " + partition + " of the journal",
                            record.offset(), end);
                }
            });
        }
    }

    private static void tell(JournalFold fold, ConsumerRecord<String, byte[]> record,
            Deserializer<JournalEntry> values) {
        Instant at = Instant.ofEpochMilli(record.timestamp());
        if (!fold.needs(record.key())) {
            fold.tick(at);
            return;
        }
        try {
            fold.tell(values.deserialize(JOURNAL, record.value()), record.offset(), at);
        } catch (IllegalStateException e) {
            throw ConsoleException.failed("The entry at " + record.partition() + ":"
                    + record.offset() + " of the journal cannot be folded by this build: "
                    + e.getMessage(), e);
        }
    }
}
