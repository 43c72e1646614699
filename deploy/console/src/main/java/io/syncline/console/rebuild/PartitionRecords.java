package io.syncline.console.rebuild;

import io.syncline.console.system.ConsoleException;
import io.syncline.console.system.RunningSystem;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.LongSupplier;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;

/** The committed records of one partition, read on and on; for one thread. */
final class PartitionRecords implements AutoCloseable {

    private static final Duration POLL = Duration.ofMillis(100);
    private static final Duration STALLED = Duration.ofSeconds(30);
    private static final int CALL_TIMEOUT_MS = 15_000;

    private final Consumer<String, byte[]> consumer;
    private final TopicPartition place;
    private final LongSupplier end;

    /** Takes what is read. */
    interface Reader {
        void accept(ConsumerRecord<String, byte[]> record);
    }

    /** Stands at the beginning. */
    PartitionRecords(RunningSystem system, String topic, int partition) {
        this(consumer(system), new TopicPartition(topic, partition), () -> new Offsets(system)
                .ends(topic)
                .getOrDefault(partition, 0L));
    }

    /** @param end where the partition ends now, with what is not committed yet */
    PartitionRecords(Consumer<String, byte[]> consumer, TopicPartition place, LongSupplier end) {
        this.consumer = consumer;
        this.place = place;
        this.end = end;
        consumer.assign(List.of(place));
        consumer.seekToBeginning(List.of(place));
    }

    private static Consumer<String, byte[]> consumer(RunningSystem system) {
        Map<String, Object> settings = system.clients().common();
        settings.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
        settings.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
        settings.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
        settings.put(ConsumerConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, CALL_TIMEOUT_MS);
        return new KafkaConsumer<>(settings, new StringDeserializer(),
                new ByteArrayDeserializer());
    }

    /** Goes on from there. */
    void seek(long offset) {
        consumer.seek(place, offset);
    }

    /** Goes on with what is appended from now on. */
    void seekToEnd() {
        consumer.seekToEnd(List.of(place));
        consumer.position(place); // The seek is lazy; what follows must not be skipped.
    }

    /** What is read next. */
    long position() {
        return consumer.position(place);
    }

    /**
     * Reads all that stands there now. Of what is under way at the moment it waits for the end, so that
     * whatever a group had committed before, with its offsets, is read.
     */
    void readToEnd(Reader reader) {
        read(end.getAsLong(), reader);
    }

    /**
     * Reads up to an offset, or to where the partition ends before it. What is handed out from there on comes
     * again at the next reading.
     */
    void read(long upTo, Reader reader) {
        try {
            long movedNanos = System.nanoTime();
            long before = position();
            while (before < upTo) {
                for (ConsumerRecord<String, byte[]> record : consumer.poll(POLL)) {
                    if (record.offset() >= upTo) {
                        seek(upTo);
                        return;
                    }
                    reader.accept(record);
                }
                long now = position();
                if (now > before) {
                    before = now;
                    movedNanos = System.nanoTime();
                } else if (System.nanoTime() - movedNanos > STALLED.toNanos()) {
                    throw ConsoleException.failed("The broker does not hand out " + place
                            + " from offset " + now
                            + " on: a transaction there does not end, or the"
                            + " broker is ill; look at its log");
                }
            }
        } catch (KafkaException e) {
            throw ConsoleException.failed("Cannot read " + place + ": " + e.getMessage(), e);
        }
    }

    /** Whether a record stands at or after an offset and before an end; what ends transactions is none. */
    boolean hasRecord(long from, long upTo) {
        seek(from);
        long deadline = System.nanoTime() + STALLED.toNanos();
        while (position() < upTo) {
            ConsumerRecords<String, byte[]> some = consumer.poll(POLL);
            if (!some.isEmpty()) {
                return some.iterator().next().offset() < upTo;
            }
            if (System.nanoTime() > deadline) {
                return true; // A transaction is open there: something may come of it.
            }
        }
        return false;
    }

    @Override
    public void close() {
        consumer.close();
    }
}
