package io.syncline.console.rebuild;

import io.syncline.console.system.RunningSystem;
import io.syncline.schemas.ops.Generation;
import io.syncline.topology.replay.StoredMailboxes;
import java.util.HashMap;
import java.util.Map;
import java.util.OptionalInt;
import java.util.OptionalLong;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/**
 * Counts the items of which something is not written before an operator releases it, since only the rules of a
 * generation want it that took over. Each mailbox's number stands in that generation's own store.
 */
final class WithheldItems {

    private final RunningSystem system;

    WithheldItems(RunningSystem system) {
        this.system = system;
    }

    /** How many there are now; nothing where another build runs, whose store this one does not read. */
    OptionalLong of(Generation running) {
        if (running.getPromotedAt().isEmpty()) {
            return OptionalLong.of(0); // It never took over from another.
        }
        String topic = StoredMailboxes.topic(running.getNumber());
        Map<String, OptionalInt> newest = new HashMap<>();
        new Offsets(system).ends(topic).keySet().forEach(partition -> {
            try (PartitionRecords records = new PartitionRecords(system, topic, partition)) {
                records.readToEnd(record -> take(record, newest));
            }
        });
        return newest.values().stream().allMatch(OptionalInt::isPresent)
                ? OptionalLong
                        .of(newest.values().stream().mapToLong(OptionalInt::orElseThrow).sum())
                : OptionalLong.empty();
    }

    private static void take(ConsumerRecord<String, byte[]> record,
            Map<String, OptionalInt> newest) {
        if (record.value() == null) {
            newest.remove(record.key());
        } else if (StoredMailboxes.isMailbox(record.key())) {
            newest.put(record.key(), StoredMailboxes.withheld(record.value()));
        }
    }
}
