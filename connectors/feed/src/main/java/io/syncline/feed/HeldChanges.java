package io.syncline.feed;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/**
 * Changes that were read and must not be copied yet: whoever begins with the tenant's {@code merged} and
 * goes on with its {@code changes} would miss a step whose change were there before its item. So the changes of
 * a partition wait until everything is copied that stood on the same partition of {@code merged} when
 * they were read: merge writes both in one transaction, hence the item stood there. Not thread-safe.
 */
final class HeldChanges {

    /** By partition; a partition of which some are held is not read on, so there is one batch of each. */
    private final Map<Integer, Batch> batches = new HashMap<>();

    /**
     * @param records in order of their offsets, not empty
     * @param mergedEnd where {@code merged} ended, with what was not committed, after they were read
     */
    private record Batch(List<ConsumerRecord<byte[], byte[]>> records, long mergedEnd) {}

    /** Holds what was read of one partition. */
    void hold(int partition, List<ConsumerRecord<byte[], byte[]>> records, long mergedEnd) {
        if (batches.put(partition, new Batch(List.copyOf(records), mergedEnd)) != null) {
            throw new IllegalStateException("Changes of partition " + partition
                    + " were read while earlier ones are held");
        }
    }

    /** The partitions of which some are held. */
    Set<Integer> partitions() {
        return Set.copyOf(batches.keySet());
    }

    boolean isEmpty() {
        return batches.isEmpty();
    }

    /**
     * Hands out what need not wait any more.
     *
     * @param copied up to where each partition of {@code merged} is copied, by anybody
     */
    List<ConsumerRecord<byte[], byte[]>> release(Map<Integer, Long> copied) {
        List<ConsumerRecord<byte[], byte[]>> released = new ArrayList<>();
        batches.entrySet().removeIf(entry -> {
            boolean ready = copied.getOrDefault(entry.getKey(), 0L) >= entry.getValue()
                    .mergedEnd();
            if (ready) {
                released.addAll(entry.getValue().records());
            }
            return ready;
        });
        return released;
    }

    /** Somebody else reads these from now on, from where was last committed. */
    void forget(Set<Integer> partitions) {
        batches.keySet().removeAll(partitions);
    }
}
