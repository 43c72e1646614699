package io.syncline.console.rebuild;

import io.syncline.console.system.ConsoleException;
import io.syncline.console.system.RunningSystem;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
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

    private final KafkaConsumer<String, byte[]> consumer;
    private final TopicPartition place;
    private final Offsets offsets;

    /** Stands at the beginning. */
    PartitionRecords(RunningSystem system, String topic, int partition) {
        Map<String, Object> settings = system.clients().common();
        settings.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
        settings.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
        settings.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
        settings.put(ConsumerConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, CALL_TIMEOUT_MS);
        this.offsets = new Offsets(system);
        this.consumer = new KafkaConsumer<>(settings, new StringDeserializer(),
                new ByteArrayDeserializer());
        this.place = new TopicPartition(topic, partition);
        consumer.assign(List.of(place));
        consumer.seekToBeginning(List.of(place));
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
    void readToEnd(Consumer<ConsumerRecord<String, byte[]>> reader) {
        read(offsets.ends(place.topic()).getOrDefault(place.partition(), 0L), reader);
    }

    /** Reads up to an offset, or to where the partition ends before it. */
    void read(long end, Consumer<ConsumerRecord<String, byte[]>> reader) {
        try {
            long movedNanos = System.nanoTime();
            long before = position();
            while (before < end) {
                for (ConsumerRecord<String, byte[]> record : consumer.poll(POLL)) {
                    if (record.offset() < end) {
                        reader.accept(record);
                    }
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
    boolean hasRecord(long from, long end) {
        seek(from);
        long deadline = System.nanoTime() + STALLED.toNanos();
        while (position() < end) {
            ConsumerRecords<String, byte[]> some = consumer.poll(POLL);
            if (!some.isEmpty()) {
                return some.iterator().next().offset() < end;
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
