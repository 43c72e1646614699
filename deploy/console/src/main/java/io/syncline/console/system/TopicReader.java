package io.syncline.console.system;

import io.syncline.schemas.topic.MailboxPartitioner;
import io.syncline.schemas.topic.Topic;
import io.syncline.service.kafka.KafkaClients;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.Deserializer;
import org.apache.kafka.common.serialization.StringDeserializer;

/**
 * Reads committed records from a topic's beginning up to where it ended when the reading began. Values
 * are read only where the key was asked for: a topic holds every mailbox, and a command asks for one.
 */
public final class TopicReader {

    private static final Duration POLL = Duration.ofMillis(200);
    private static final Duration STALLED = Duration.ofSeconds(30);
    private static final int CALL_TIMEOUT_MS = 15_000;

    private final KafkaClients clients;
    private final Reading watcher;

    /**
     * A record whose key was asked for.
     *
     * @param timestamp in milliseconds, by the topic's own clock
     */
    public record Row<T>(String key, T value, long timestamp, int partition, long offset) {}

    /** One that nobody watches. */
    public TopicReader(KafkaClients clients) {
        this(clients, Reading.NOBODY);
    }

    TopicReader(KafkaClients clients, Reading watcher) {
        this.clients = clients;
        this.watcher = watcher;
    }

    /** Everything that stands on a topic. */
    public <T extends SpecificRecord> void all(Topic topic, Consumer<Row<T>> reader) {
        reading(topic, consumer -> read(consumer, topic, partitions(consumer, topic),
                key -> true, reader));
    }

    /**
     * Everything that stands on a topic, one partition after the other: what is remembered of one can be let
     * go when the next begins.
     *
     * @param readers gives, as each partition begins, who gets its records
     */
    public <T extends SpecificRecord> void byPartition(Topic topic,
            Supplier<Consumer<Row<T>>> readers) {
        reading(topic, consumer -> {
            try (Deserializer<T> values = values()) {
                List<TopicPartition> places = partitions(consumer, topic);
                Passed passed = new Passed(consumer, topic, places);
                for (TopicPartition place : places) {
                    Consumer<Row<T>> reader = readers.get();
                    walk(consumer, List.of(place), passed, record -> {
                        if (record.value() != null) {
                            reader.accept(row(values, topic, record));
                        }
                    });
                }
            }
        });
    }

    /** Everything of one mailbox; only its partition is read. */
    public <T extends SpecificRecord> void of(MailboxName mailbox, Topic topic,
            Consumer<Row<T>> reader) {
        reading(topic, consumer -> read(consumer, topic,
                List.of(placeOf(consumer, mailbox, topic)),
                key -> key.startsWith(mailbox.prefix()), reader));
    }

    /** The keys of a topic; no value is read. */
    void keys(Topic topic, Consumer<String> reader) {
        reading(topic, consumer -> {
            List<TopicPartition> places = partitions(consumer, topic);
            walk(consumer, places, new Passed(consumer, topic, places),
                    record -> reader.accept(record.key()));
        });
    }

    /** A consumer that is assigned by hand, sees committed records only, and commits nothing. */
    public KafkaConsumer<String, byte[]> consumer() {
        Map<String, Object> settings = clients.common();
        settings.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
        settings.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
        settings.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
        settings.put(ConsumerConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, CALL_TIMEOUT_MS);
        return new KafkaConsumer<>(settings, new StringDeserializer(),
                new ByteArrayDeserializer());
    }

    /** Reads values; the caller knows what its topic holds. */
    public <T extends SpecificRecord> Deserializer<T> values() {
        return clients.deserializer();
    }

    /** @throws ConsoleException if there is no such topic */
    public static List<TopicPartition> partitions(KafkaConsumer<?, ?> consumer, Topic topic) {
        List<TopicPartition> places = consumer.partitionsFor(topic.name())
                .stream()
                .map(place -> new TopicPartition(place.topic(), place.partition()))
                .toList();
        if (places.isEmpty()) {
            throw ConsoleException.failed("There is no topic " + topic.name()
                    + " at this broker; was Syncline ever started with it?");
        }
        return places;
    }

    /** The partition that holds a mailbox; of a topic with a single one, that. */
    public static TopicPartition placeOf(KafkaConsumer<?, ?> consumer, MailboxName mailbox,
            Topic topic) {
        int count = partitions(consumer, topic).size();
        return new TopicPartition(topic.name(),
                MailboxPartitioner.partition(mailbox.prefix(), count));
    }

    private void reading(Topic topic, Consumer<KafkaConsumer<String, byte[]>> body) {
        try (KafkaConsumer<String, byte[]> consumer = consumer()) {
            body.accept(consumer);
        } catch (KafkaException e) {
            throw ConsoleException.failed("Cannot read " + topic.name() + ": " + e.getMessage(),
                    e);
        }
    }

    private <T extends SpecificRecord> void read(KafkaConsumer<String, byte[]> consumer,
            Topic topic, List<TopicPartition> places, Predicate<String> asked,
            Consumer<Row<T>> reader) {
        try (Deserializer<T> values = values()) {
            walk(consumer, places, new Passed(consumer, topic, places), record -> {
                if (record.value() != null && asked.test(record.key())) {
                    reader.accept(row(values, topic, record));
                }
            });
        }
    }

    /** With its value read. */
    public static <T> Row<T> row(Deserializer<T> values, Topic topic,
            ConsumerRecord<String, byte[]> record) {
        return new Row<>(record.key(), values.deserialize(topic.name(), record.value()),
                record.timestamp(), record.partition(), record.offset());
    }

    /** How far a reading is, to be told to whoever watches. */
    private final class Passed {

        private final Topic topic;
        private final long all;
        private long done;

        Passed(KafkaConsumer<?, ?> consumer, Topic topic, List<TopicPartition> places) {
            this.topic = topic;
            this.all = sum(consumer.endOffsets(places)) - sum(consumer.beginningOffsets(places));
        }

        void more(long records) {
            done += records;
            watcher.progressed(topic, done, all);
        }

        private static long sum(Map<TopicPartition, Long> offsets) {
            return offsets.values().stream().mapToLong(Long::longValue).sum();
        }
    }

    private static void walk(KafkaConsumer<String, byte[]> consumer, List<TopicPartition> places,
            Passed passed, Consumer<ConsumerRecord<String, byte[]>> reader) {
        consumer.assign(places);
        consumer.seekToBeginning(places);
        Map<TopicPartition, Long> ends = consumer.endOffsets(places);
        long movedNanos = System.nanoTime();
        long before = places.stream().mapToLong(consumer::position).sum();
        while (places.stream()
                .anyMatch(place -> consumer.position(place) < ends.getOrDefault(place, 0L))) {
            consumer.poll(POLL).forEach(reader);
            long now = places.stream().mapToLong(consumer::position).sum();
            if (now > before) {
                passed.more(now - before);
                before = now;
                movedNanos = System.nanoTime();
            } else if (System.nanoTime() - movedNanos > STALLED.toNanos()) {
                throw ConsoleException.failed("The broker does not hand out "
                        + places.getFirst().topic() + "; look at its log");
            }
        }
    }
}
