package io.syncline.service.kafka;

import io.syncline.service.kafka.StageLag.Backlog;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.jspecify.annotations.Nullable;

/**
 * Reads what a group has not yet taken of a topic: how many records, and the first of them. Never
 * joins the group and never commits. Used by one thread.
 */
final class Backlogs implements AutoCloseable {

    private static final int TIMEOUT_MS = 5_000;
    private static final int ONE_BATCH = 1;
    private static final int NOTHING_THERE_MS = 50;
    private static final Duration POLL = Duration.ofMillis(100);
    /** For a partition with many aborted records before the first that counts; then it is told roughly. */
    private static final Duration SEARCH = Duration.ofSeconds(1);

    private final KafkaClients clients;
    private final String group;
    private @Nullable KafkaConsumer<byte[], byte[]> open;

    /** Where the first record stands that waits in a partition. */
    private record First(long offset, long writtenAt) {}

    Backlogs(KafkaClients clients, String group) {
        this.clients = clients;
        this.group = group;
    }

    /** @throws org.apache.kafka.common.KafkaException if the broker does not answer */
    Backlog of(String topic) {
        KafkaConsumer<byte[], byte[]> consumer = consumer();
        List<TopicPartition> places = consumer.partitionsFor(topic)
                .stream()
                .map(place -> new TopicPartition(place.topic(), place.partition()))
                .toList();
        Map<TopicPartition, OffsetAndMetadata> committed = consumer
                .committed(Set.copyOf(places));
        Map<TopicPartition, Long> begins = consumer.beginningOffsets(places);
        Map<TopicPartition, Long> ends = consumer.endOffsets(places);
        long records = 0;
        long taken = 0;
        long oldest = Long.MAX_VALUE;
        for (TopicPartition place : places) {
            long from = from(committed.get(place), begins.getOrDefault(place, 0L));
            long end = ends.getOrDefault(place, 0L);
            taken += from;
            Optional<First> first = from < end
                    ? first(consumer, place, from, end)
                    : Optional.empty();
            if (first.isPresent()) {
                records += end - first.get().offset();
                oldest = Math.min(oldest, first.get().writtenAt());
            }
        }
        long age = oldest == Long.MAX_VALUE ? 0 : System.currentTimeMillis() - oldest;
        return new Backlog(records, Math.max(0, age) / 1_000.0, taken);
    }

    @Override
    public void close() {
        if (open != null) {
            open.close();
        }
    }

    /** Records may have been deleted that nobody has taken. */
    private static long from(@Nullable OffsetAndMetadata committed, long begin) {
        return committed == null ? begin : Math.max(begin, committed.offset());
    }

    /** Nothing where only markers of transactions stand up to the end. */
    private static Optional<First> first(KafkaConsumer<byte[], byte[]> consumer,
            TopicPartition place, long from, long end) {
        consumer.assign(List.of(place));
        consumer.seek(place, from);
        long deadline = System.nanoTime() + SEARCH.toNanos();
        while (consumer.position(place) < end && System.nanoTime() - deadline < 0) {
            ConsumerRecords<byte[], byte[]> some = consumer.poll(POLL);
            for (ConsumerRecord<byte[], byte[]> record : some) {
                return record.offset() < end
                        ? Optional.of(new First(record.offset(), record.timestamp()))
                        : Optional.empty();
            }
        }
        return consumer.position(place) < end
                ? Optional.of(new First(consumer.position(place), System.currentTimeMillis()))
                : Optional.empty();
    }

    private KafkaConsumer<byte[], byte[]> consumer() {
        if (open == null) {
            Map<String, Object> settings = new HashMap<>(clients.common());
            settings.put(ConsumerConfig.GROUP_ID_CONFIG, group);
            settings.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
            settings.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
            settings.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
            settings.put(ConsumerConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, TIMEOUT_MS);
            settings.put(ConsumerConfig.REQUEST_TIMEOUT_MS_CONFIG, TIMEOUT_MS);
            // One record is wanted, and no more than its batch is fetched.
            settings.put(ConsumerConfig.MAX_POLL_RECORDS_CONFIG, 1);
            settings.put(ConsumerConfig.MAX_PARTITION_FETCH_BYTES_CONFIG, ONE_BATCH);
            settings.put(ConsumerConfig.FETCH_MAX_WAIT_MS_CONFIG, NOTHING_THERE_MS);
            open = new KafkaConsumer<>(settings, new ByteArrayDeserializer(),
                    new ByteArrayDeserializer());
        }
        return open;
    }
}
