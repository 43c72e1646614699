package io.syncline.schemas.topic;

import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.apache.kafka.clients.producer.Partitioner;
import org.apache.kafka.common.Cluster;
import org.apache.kafka.common.utils.Utils;
import org.jspecify.annotations.Nullable;

/**
 * One mailbox, one partition, one order: partitions by the first two parts of the key alone.
 *
 * <p>
 * The only partitioner of item topics. Producers name it as {@code partitioner.class}; the topology
 * calls {@link #partition(String, int)}. A producer elsewhere may compute the same: murmur2, as
 * Kafka's own default, of the UTF-8 bytes of {@code tenant/mailbox} as they stand in the key.
 */
public final class MailboxPartitioner implements Partitioner {

    /** The partition of a key of the form {@code tenant/mailbox/...}. */
    public static int partition(String key, int partitions) {
        int end = key.indexOf('/', key.indexOf('/') + 1);
        String mailbox = end < 0 ? key : key.substring(0, end);
        return Utils.toPositive(Utils.murmur2(mailbox.getBytes(StandardCharsets.UTF_8)))
                % partitions;
    }

    @Override
    public int partition(String topic, @Nullable Object key, byte @Nullable [] keyBytes,
            @Nullable Object value, byte @Nullable [] valueBytes, Cluster cluster) {
        if (keyBytes == null) {
            throw new IllegalArgumentException("A record for " + topic + " has no key");
        }
        return partition(new String(keyBytes, StandardCharsets.UTF_8),
                cluster.partitionCountForTopic(topic));
    }

    @Override
    public void configure(Map<String, ?> settings) {
        // Nothing to set: two producers with different settings would break the one order.
    }

    @Override
    public void close() {
        // Holds nothing.
    }
}
