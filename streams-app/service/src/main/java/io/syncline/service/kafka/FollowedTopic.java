package io.syncline.service.kafka;

import io.syncline.schemas.topic.Topic;
import java.time.Duration;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/**
 * A compacted topic as it is now: read from its beginning at the start, and followed from then
 * on by a thread of its own. Reads are wait-free.
 */
public final class FollowedTopic<T extends SpecificRecord> implements AutoCloseable {

    private static final Duration POLL = Duration.ofMillis(200);
    private static final Duration LOOK_INTERVAL = Duration.ofMillis(5);

    private final KafkaClients clients;
    private final Topic topic;
    private final Listener<T> listener;
    private final Map<String, T> newest = new ConcurrentHashMap<>();
    private final Map<TopicPartition, Long> positions = new ConcurrentHashMap<>();
    private final CaughtUp caughtUp = new CaughtUp();
    private final PollThread thread;

    /** Is told what changes, on the thread that follows. */
    public interface Listener<T> {
        /** @param value the new one; empty where the key is gone */
        void changed(String key, Optional<T> value);
    }

    /** @param listener is told each change */
    public FollowedTopic(KafkaClients clients, Topic topic, Listener<T> listener) {
        this.clients = clients;
        this.topic = topic;
        this.listener = listener;
        this.thread = new PollThread("follow-" + topic.name(), this::run);
    }

    public void start() {
        thread.start();
    }

    public boolean isHealthy() {
        return thread.isHealthy();
    }

    /** Whether everything is known that stood on the topic at the start. */
    public boolean isCaughtUp() {
        return caughtUp.isReached();
    }

    /** Waits until it is caught up; false if it will never be, since it has failed or is closed. */
    public boolean awaitCaughtUp() {
        return caughtUp.await();
    }

    /** Waits until all is known that stands on the topic now; false if that takes longer, or it has failed. */
    public boolean awaitEnd(Duration patience) {
        long deadlineNanos = System.nanoTime() + patience.toNanos();
        // Of a transaction just committed the markers come a moment later: only an end with its records counts.
        Map<String, Object> settings = clients.common();
        settings.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_uncommitted");
        try (KafkaConsumer<byte[], byte[]> reader = new KafkaConsumer<>(settings,
                new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
            Map<TopicPartition, Long> ends = reader
                    .endOffsets(KafkaClients.fromTheStart(reader, topic));
            while (!ends.entrySet()
                    .stream()
                    .allMatch(end -> positions.getOrDefault(end.getKey(), 0L) >= end.getValue())) {
                if (!isHealthy() || System.nanoTime() > deadlineNanos) {
                    return false;
                }
                LockSupport.parkNanos(LOOK_INTERVAL.toNanos());
            }
            return true;
        }
    }

    /** The newest value of a key. */
    public Optional<T> of(String key) {
        return Optional.ofNullable(newest.get(key));
    }

    /** The newest values of all keys. */
    public Collection<T> all() {
        return Collections.unmodifiableCollection(newest.values());
    }

    @Override
    public void close() {
        thread.close();
    }

    private void run(BooleanSupplier ended) {
        try (KafkaConsumer<String, T> reader = clients.reader()) {
            List<TopicPartition> all = KafkaClients.fromTheStart(reader, topic);
            Map<TopicPartition, Long> ends = reader.endOffsets(all);
            while (!ended.getAsBoolean()) {
                reader.poll(POLL).forEach(this::take);
                all.forEach(place -> positions.put(place, reader.position(place)));
                if (!caughtUp.isReached() && all.stream()
                        .allMatch(place -> reader.position(place) >= ends.getOrDefault(place,
                                0L))) {
                    caughtUp.reach();
                }
            }
        } finally {
            caughtUp.end();
        }
    }

    private void take(ConsumerRecord<String, T> record) {
        if (record.value() == null) {
            newest.remove(record.key());
        } else {
            newest.put(record.key(), record.value());
        }
        listener.changed(record.key(), Optional.ofNullable(record.value()));
    }
}
