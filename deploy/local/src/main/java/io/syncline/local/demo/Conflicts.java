package io.syncline.local.demo;

import io.syncline.schemas.contact.Conflict;
import io.syncline.schemas.serde.KafkaAvroDeserializer;
import io.syncline.schemas.serde.RegistryConfig;
import io.syncline.schemas.topic.TopicCatalogue;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringDeserializer;

/** Reads the topic of conflicts as any subscriber would. */
final class Conflicts implements AutoCloseable {

    private static final Duration POLL = Duration.ofMillis(50);

    private final KafkaConsumer<String, SpecificRecord> consumer;
    private final List<Conflict> seen = new ArrayList<>();

    Conflicts(String bootstrapServers, String registryUrl) {
        KafkaAvroDeserializer values = new KafkaAvroDeserializer();
        values.configure(Map.of(RegistryConfig.URL, registryUrl), false);
        this.consumer = new KafkaConsumer<>(Map.of(
                ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers,
                ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed"),
                new StringDeserializer(), values);
        List<TopicPartition> all = consumer.partitionsFor(TopicCatalogue.CONFLICTS.name())
                .stream()
                .map(place -> new TopicPartition(place.topic(), place.partition()))
                .toList();
        consumer.assign(all);
        consumer.seekToBeginning(all);
    }

    /** The value that lost in the last conflict about a field. */
    Optional<String> about(String field) {
        consumer.poll(POLL).forEach(record -> seen.add((Conflict) record.value()));
        return seen.reversed()
                .stream()
                .filter(conflict -> conflict.getField().filter(field::equals).isPresent())
                .findFirst()
                .map(conflict -> conflict.getLost().orElse("an empty value"));
    }

    @Override
    public void close() {
        consumer.close();
    }
}
