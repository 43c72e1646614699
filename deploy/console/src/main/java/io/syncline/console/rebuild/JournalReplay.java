package io.syncline.console.rebuild;

import io.syncline.console.system.ConsoleException;
import io.syncline.console.system.MailboxName;
import io.syncline.console.system.RunningSystem;
import io.syncline.schemas.contact.JournalEntry;
import io.syncline.schemas.topic.MailboxPartitioner;
import io.syncline.schemas.topic.RecordKey;
import io.syncline.schemas.topic.TopicCatalogue;
import io.syncline.topology.replay.Replay;
import io.syncline.topology.replay.Scope;
import java.time.Instant;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Consumer;
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

    /**
     * Folds.
     *
     * @param ends before which offset each partition ends
     * @param each gets every pass of every partition
     */
    void fold(NavigableMap<Integer, Long> ends, Consumer<Pass> each) {
        int itemsMax = (int) Math.clamp(Runtime.getRuntime().maxMemory() / 2 / ITEM_BYTES, 1_000,
                10_000_000);
        ends.forEach((partition, end) -> {
            Optional<String> after = Optional.of("");
            while (after.isPresent()) {
                Replay replay = new Replay(partition, scope, after.get(), itemsMax);
                pass(replay, partition, end);
                each.accept(new Pass(partition, replay));
                after = replay.rest();
            }
        });
    }

    /** Some mailboxes of a partition, folded. */
    record Pass(int partition, Replay replay) {}

    private void pass(Replay replay, int partition, long end) {
        long[] passed = {0};
        try (PartitionRecords records = new PartitionRecords(system, JOURNAL, partition);
                Deserializer<JournalEntry> values = system.clients().deserializer()) {
            records.read(end, record -> {
                tell(replay, record, values);
                passed[0]++;
                if (passed[0] % TOLD_EACH == 0) {
                    watcher.at("folding partition " + partition + " of the journal",
                            record.offset(), end);
                }
            });
        }
    }

    private static void tell(Replay replay, ConsumerRecord<String, byte[]> record,
            Deserializer<JournalEntry> values) {
        Instant at = Instant.ofEpochMilli(record.timestamp());
        if (!replay.needs(record.key())) {
            replay.tick(at);
            return;
        }
        try {
            replay.tell(values.deserialize(JOURNAL, record.value()), record.offset(), at);
        } catch (IllegalStateException e) {
            throw ConsoleException.failed("The entry at " + record.partition() + ":"
                    + record.offset() + " of the journal cannot be folded by this build: "
                    + e.getMessage(), e);
        }
    }
}
