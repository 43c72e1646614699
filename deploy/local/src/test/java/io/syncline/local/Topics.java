package io.syncline.local;

import io.syncline.local.stack.Infrastructure;
import io.syncline.schemas.AvroTrust;
import io.syncline.schemas.contact.Decision;
import io.syncline.schemas.contact.DecisionKind;
import io.syncline.schemas.contact.Merged;
import io.syncline.schemas.serde.KafkaAvroDeserializer;
import io.syncline.schemas.serde.RegistryConfig;
import io.syncline.schemas.topic.RecordKey;
import io.syncline.schemas.topic.Topic;
import io.syncline.schemas.topic.TopicCatalogue;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.Consumer;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringDeserializer;

/** What any subscriber can read, and the topic on which an operator decides. */
final class Topics {

    static {
        AvroTrust.install();
    }

    /** As local mode names its one tenant. */
    private static final String TENANT = "example";
    private static final Duration POLL = Duration.ofMillis(100);

    private final Infrastructure infrastructure;

    Topics(Infrastructure infrastructure) {
        this.infrastructure = infrastructure;
    }

    /** Everything that stands on a topic. */
    <T extends SpecificRecord> List<T> all(Topic topic, Class<T> type) {
        List<T> all = new ArrayList<>();
        read(topic, record -> all.add(type.cast(record.value())));
        return all;
    }

    /** Hands out every record of a topic. */
    void records(Topic topic, Consumer<ConsumerRecord<String, SpecificRecord>> reader) {
        read(topic, reader);
    }

    /** How many deletes of a mailbox are held. */
    long heldDeletes(String mailbox) {
        Map<String, Merged> items = new TreeMap<>();
        read(TopicCatalogue.MERGED,
                record -> items.put(record.key(), (Merged) record.value()));
        return items.values()
                .stream()
                .filter(item -> item.getMailbox().equals(mailbox))
                .filter(item -> item.getHeldDelete().isPresent())
                .count();
    }

    /** An operator decides about all that is held of a mailbox. */
    void decide(String mailbox, DecisionKind kind) {
        Decision decision = Decision.newBuilder()
                .setTenant(TENANT)
                .setMailbox(mailbox)
                .setEventId(kind + " " + mailbox + " " + UUID.randomUUID())
                .setKind(kind)
                .setDecidedBy("operator")
                .build();
        try (Publisher publisher = new Publisher(infrastructure)) {
            publisher.send(TopicCatalogue.DECISIONS, RecordKey.prefix(TENANT, mailbox), decision);
        }
    }

    private void read(Topic topic, Consumer<ConsumerRecord<String, SpecificRecord>> reader) {
        KafkaAvroDeserializer values = new KafkaAvroDeserializer();
        values.configure(Map.of(RegistryConfig.URL, infrastructure.registryUrl()), false);
        try (KafkaConsumer<String, SpecificRecord> consumer = new KafkaConsumer<>(Map.of(
                ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG, infrastructure.bootstrapServers(),
                ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed"),
                new StringDeserializer(), values)) {
            List<TopicPartition> places = consumer.partitionsFor(topic.name())
                    .stream()
                    .map(place -> new TopicPartition(place.topic(), place.partition()))
                    .toList();
            consumer.assign(places);
            consumer.seekToBeginning(places);
            Map<TopicPartition, Long> ends = consumer.endOffsets(places);
            while (places.stream()
                    .anyMatch(place -> consumer.position(place) < ends.getOrDefault(place, 0L))) {
                consumer.poll(POLL).forEach(reader);
            }
        }
    }
}
