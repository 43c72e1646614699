package io.syncline.local;

import static java.util.Objects.requireNonNull;

import io.syncline.local.stack.Infrastructure;
import io.syncline.schemas.AvroTrust;
import io.syncline.schemas.contact.Change;
import io.syncline.schemas.contact.Conflict;
import io.syncline.schemas.contact.JournalEntry;
import io.syncline.schemas.contact.JournalKind;
import io.syncline.schemas.contact.Merged;
import io.syncline.schemas.contact.Write;
import io.syncline.schemas.contact.WriteKind;
import io.syncline.schemas.ops.Alert;
import io.syncline.schemas.ops.DeadLetter;
import io.syncline.schemas.serde.KafkaAvroDeserializer;
import io.syncline.schemas.serde.RegistryConfig;
import io.syncline.schemas.topic.Topic;
import io.syncline.schemas.topic.TopicCatalogue;
import io.syncline.simulation.truth.Witness;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** Reads what becomes visible on the broker's topics, and tells the witness and the CRM. */
final class BrokerWatch implements AutoCloseable {

    static {
        AvroTrust.install();
    }

    private static final List<Topic> TOPICS = List.of(TopicCatalogue.JOURNAL,
            TopicCatalogue.ALERTS, TopicCatalogue.DEAD_LETTERS, TopicCatalogue.CONFLICTS,
            TopicCatalogue.MERGED, TopicCatalogue.CHANGES, TopicCatalogue.WRITES);
    private static final Duration POLL = Duration.ofMillis(50);

    private final KafkaConsumer<byte[], byte[]> consumer;
    private final KafkaAvroDeserializer avro = new KafkaAvroDeserializer();
    private final Witness witness;
    private final Consumer<Change> follower;
    private final Consumer<String> story;
    private final List<Alert> alerts = new ArrayList<>();
    private List<Published> unheard = new ArrayList<>();
    private long writes;

    private record Published(Change change, long at) {}

    /** @param follower takes in the changes, each after the Conflicts of its decision */
    BrokerWatch(Infrastructure infrastructure, Witness witness, Consumer<Change> follower,
            Consumer<String> story) {
        this.witness = witness;
        this.follower = follower;
        this.story = story;
        avro.configure(Map.of(RegistryConfig.URL, infrastructure.registryUrl()), false);
        consumer = new KafkaConsumer<>(
                Map.of(ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG, infrastructure.bootstrapServers(),
                        ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed"),
                new ByteArrayDeserializer(), new ByteArrayDeserializer());
        List<TopicPartition> places = TOPICS.stream().flatMap(this::places).toList();
        consumer.assign(places);
        consumer.seekToBeginning(places);
    }

    /**
     * Reads what came since the last look; returns how much, but for what was observed and has decided
     * nothing: every full listing tells again of what lies in folders that are not followed. A change
     * is told at the look after it: by then every Conflict of the same transaction can be read.
     */
    int look() {
        List<Published> before = unheard;
        unheard = new ArrayList<>();
        Map<TopicPartition, Long> ends = consumer.endOffsets(consumer.assignment());
        int read = 0;
        while (ends.entrySet()
                .stream()
                .anyMatch(end -> consumer.position(end.getKey()) < end.getValue())) {
            for (ConsumerRecord<byte[], byte[]> record : consumer.poll(POLL)) {
                read += tell(record) ? 1 : 0;
            }
        }
        before.forEach(published -> {
            witness.published(published.change(), published.at());
            follower.accept(published.change());
        });
        return read + before.size();
    }

    /** The alerts so far with this code. */
    List<Alert> alerts(String code) {
        return alerts.stream().filter(alert -> alert.getCode().equals(code)).toList();
    }

    /** How many commands so far asked for more than a look. */
    long writes() {
        return writes;
    }

    @Override
    public void close() {
        consumer.close();
        avro.close();
    }

    /** Whether it is more than an observation. */
    private boolean tell(ConsumerRecord<byte[], byte[]> record) {
        Object value = requireNonNull(avro.deserialize(record.topic(), record.value()));
        switch (value) {
            case JournalEntry fact -> witness.journalled(fact, record.value(),
                    record.timestamp());
            case Merged merged -> witness.merged(merged, record.timestamp());
            case Conflict conflict -> witness.kept(conflict);
            case DeadLetter letter -> witness.refused(letter);
            case Change change -> unheard.add(new Published(change, record.timestamp()));
            case Write write -> {
                writes += write.getKind() == WriteKind.READ ? 0 : 1;
                witness.commanded(write);
            }
            case Alert alert -> {
                alerts.add(alert);
                witness.alerted(alert);
            }
            default -> throw new IllegalStateException("Not expected: " + value);
        }
        story.accept("  " + record.topic() + " " + record.partition() + "/" + record.offset()
                + " " + value);
        return !(value instanceof JournalEntry fact && fact.getKind() == JournalKind.OBSERVED);
    }

    private Stream<TopicPartition> places(Topic topic) {
        return consumer.partitionsFor(topic.name())
                .stream()
                .map(place -> new TopicPartition(place.topic(), place.partition()));
    }
}
