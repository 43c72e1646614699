package io.syncline.service.kafka;

import io.syncline.schemas.topic.Topic;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/**
 * The committed records of a topic, as they stand there: from its beginning at the start, and from then on
 * as they come, by a thread of its own. Whoever listens keeps what it needs.
 */
public final class FollowedRecords implements AutoCloseable {

    private static final Duration POLL = Duration.ofMillis(200);
    private static final Duration LOOK_INTERVAL = Duration.ofMillis(5);

    private final KafkaClients clients;
    private final Topic topic;
    private final Consumer<ConsumerRecord<String, byte[]>> listener;
    private final Map<TopicPartition, Long> positions = new ConcurrentHashMap<>();
    private final CaughtUp caughtUp = new CaughtUp();
    private final PollThread thread;

    /**
     * @param listener is told each record on the thread that follows, which ends with what it throws; a
     *     value is null where the key is gone
     */
    public FollowedRecords(KafkaClients clients, Topic topic,
            Consumer<ConsumerRecord<String, byte[]>> listener) {
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

    /** Whether everything was told that stood on the topic at the start. */
    public boolean isCaughtUp() {
        return caughtUp.isReached();
    }

    /** Waits until it is caught up; false if it will never be, since it has failed or is closed. */
    public boolean awaitCaughtUp() {
        return caughtUp.await();
    }

    /** Waits until all is told that stands on the topic now; false if that takes longer, or it has failed. */
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

    @Override
    public void close() {
        thread.close();
    }

    private void tell(ConsumerRecord<String, byte[]> record) {
        try {
            listener.accept(record);
        } catch (SerializationException e) {
            throw new SerializationException("The record at offset " + record.offset() + " of "
                    + record.topic() + "-" + record.partition() + " cannot be read", e);
        }
    }

    private void run(BooleanSupplier ended) {
        try (KafkaConsumer<String, byte[]> reader = clients.rawReader()) {
            List<TopicPartition> all = KafkaClients.fromTheStart(reader, topic);
            Map<TopicPartition, Long> ends = reader.endOffsets(all);
            while (!ended.getAsBoolean()) {
                reader.poll(POLL).forEach(this::tell);
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
}
