package io.syncline.local;

import io.syncline.local.stack.Infrastructure;
import io.syncline.schemas.AvroTrust;
import io.syncline.schemas.contact.Decision;
import io.syncline.schemas.contact.DecisionKind;
import io.syncline.schemas.contact.Merged;
import io.syncline.schemas.serde.KafkaAvroDeserializer;
import io.syncline.schemas.serde.KafkaAvroSerializer;
import io.syncline.schemas.serde.RegistryConfig;
import io.syncline.schemas.topic.MailboxPartitioner;
import io.syncline.schemas.topic.RecordKey;
import io.syncline.schemas.topic.Topic;
import io.syncline.schemas.topic.TopicCatalogue;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import java.util.function.Consumer;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;

/** What any subscriber can read, and the topic on which an operator decides. */
final class Topics {

    static {
        AvroTrust.install();
    }

    /** As local mode names its one tenant. */
    private static final String TENANT = "example";
    private static final Duration POLL = Duration.ofMillis(100);

    private final String bootstrapServers;
    private final Map<String, String> registry;

    Topics(Infrastructure infrastructure) {
        this.bootstrapServers = infrastructure.bootstrapServers();
        this.registry = Map.of(RegistryConfig.URL, infrastructure.registryUrl());
    }

    /** Everything that stands on a topic. */
    <T extends SpecificRecord> List<T> all(Topic topic, Class<T> type) {
        List<T> all = new ArrayList<>();
        read(topic, record -> all.add(type.cast(record.value())));
        return all;
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
                .setEventId(kind + " " + mailbox)
                .setKind(kind)
                .setDecidedBy("operator")
                .build();
        KafkaAvroSerializer values = new KafkaAvroSerializer();
        values.configure(registry, false);
        try (KafkaProducer<String, SpecificRecord> producer = new KafkaProducer<>(Map.of(
                ProducerConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers,
                ProducerConfig.PARTITIONER_CLASS_CONFIG, MailboxPartitioner.class),
                new StringSerializer(), values)) {
            producer.send(new ProducerRecord<>(TopicCatalogue.DECISIONS.name(),
                    RecordKey.prefix(TENANT, mailbox), decision)).get();
        } catch (ExecutionException e) {
            throw new AssertionError(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }

    private void read(Topic topic, Consumer<ConsumerRecord<String, SpecificRecord>> reader) {
        KafkaAvroDeserializer values = new KafkaAvroDeserializer();
        values.configure(registry, false);
        try (KafkaConsumer<String, SpecificRecord> consumer = new KafkaConsumer<>(Map.of(
                ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers,
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
