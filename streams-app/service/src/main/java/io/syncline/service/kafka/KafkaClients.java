package io.syncline.service.kafka;

import io.syncline.schemas.serde.RegistryConfig;
import io.syncline.schemas.topic.MailboxPartitioner;
import io.syncline.schemas.topic.Topic;
import io.syncline.service.config.SynclineConfig;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.CommonClientConfigs;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.Deserializer;
import org.apache.kafka.common.serialization.Serializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;

/**
 * Makes Kafka clients. Later settings win:
 * <ol>
 * <li>what is set here
 * <li>{@code kafka.properties} of the configuration
 * <li>{@code kafka.propertiesFile}
 * <li>what a caller needs for correctness (transactions, isolation, no automatic commits)
 * </ol>
 */
public final class KafkaClients {

    private static final Duration TRANSACTION_TIMEOUT = Duration.ofSeconds(10);

    private final SynclineConfig config;

    public KafkaClients(SynclineConfig config) {
        this.config = config;
    }

    public Admin admin() {
        return Admin.create(common());
    }

    /** A consumer that sees committed records only and never commits by itself. */
    public <T extends SpecificRecord> KafkaConsumer<String, T> consumer(String group) {
        Map<String, Object> settings = common();
        settings.put(ConsumerConfig.GROUP_ID_CONFIG, group);
        settings.put(ConsumerConfig.GROUP_PROTOCOL_CONFIG, "consumer");
        settings.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
        settings.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
        settings.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
        return new KafkaConsumer<>(settings, new StringDeserializer(), deserializer());
    }

    /** A consumer that reads partitions it names itself, from where it says. */
    public <T extends SpecificRecord> KafkaConsumer<String, T> reader() {
        return reader(deserializer());
    }

    /** The same for values as they stand on the topic. */
    public KafkaConsumer<String, byte[]> rawReader() {
        return reader(new ByteArrayDeserializer());
    }

    private <T> KafkaConsumer<String, T> reader(Deserializer<T> values) {
        Map<String, Object> settings = common();
        settings.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
        settings.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
        settings.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
        return new KafkaConsumer<>(settings, new StringDeserializer(), values);
    }

    /** Assigns all partitions of these topics to a reader, at their beginning; returns them. */
    public static List<TopicPartition> fromTheStart(Consumer<?, ?> reader, Topic... topics) {
        List<TopicPartition> all = Stream.of(topics)
                .flatMap(topic -> reader.partitionsFor(topic.name()).stream())
                .map(place -> new TopicPartition(place.topic(), place.partition()))
                .toList();
        reader.assign(all);
        reader.seekToBeginning(all);
        return all;
    }

    /**
     * A producer of single records; each is acknowledged by all in-sync replicas. One request at a
     * time: a broker takes any sequence number for the first of a producer it does not know, so that
     * after its restart a second request may overtake the first, which then fails until
     * delivery.timeout.ms is over (seen with 4.3.1).
     */
    public KafkaProducer<String, SpecificRecord> producer() {
        Map<String, Object> settings = producing();
        settings.put(ProducerConfig.MAX_IN_FLIGHT_REQUESTS_PER_CONNECTION, 1);
        return new KafkaProducer<>(settings, new StringSerializer(), serializer());
    }

    /** A producer whose id fences every earlier one with the same id. */
    public KafkaProducer<String, SpecificRecord> transactionalProducer(String id) {
        Map<String, Object> settings = producing();
        settings.put(ProducerConfig.TRANSACTIONAL_ID_CONFIG, id);
        settings.put(ProducerConfig.TRANSACTION_TIMEOUT_CONFIG,
                (int) TRANSACTION_TIMEOUT.toMillis());
        return new KafkaProducer<>(settings, new StringSerializer(), serializer());
    }

    /** The settings that every client shares. */
    public Map<String, Object> common() {
        Map<String, Object> settings = new HashMap<>();
        settings.put(CommonClientConfigs.BOOTSTRAP_SERVERS_CONFIG,
                config.kafka().bootstrapServers());
        settings.putAll(config.kafka().properties());
        PropertiesFile.read("kafka.propertiesFile", config.kafka().propertiesFile())
                .forEach(settings::put);
        return settings;
    }

    /** A configured serializer of Avro values. */
    public Serializer<SpecificRecord> serializer() {
        Serializer<SpecificRecord> serializer = make("KafkaAvroSerializer");
        serializer.configure(registrySettings(), false);
        return serializer;
    }

    /** A configured deserializer of Avro values; the caller knows what its topic holds. */
    public <T extends SpecificRecord> Deserializer<T> deserializer() {
        Deserializer<T> deserializer = make("KafkaAvroDeserializer");
        deserializer.configure(registrySettings(), false);
        return deserializer;
    }

    /** The registry's settings under Confluent's property names. */
    public Map<String, Object> registrySettings() {
        Map<String, Object> settings = new HashMap<>(config.registry().properties());
        PropertiesFile.read("registry.propertiesFile", config.registry().propertiesFile())
                .forEach(settings::put);
        settings.put(RegistryConfig.URL, config.registry().url());
        settings.putIfAbsent(RegistryConfig.AUTO_REGISTER, "false");
        settings.putIfAbsent("specific.avro.reader", "true");
        return settings;
    }

    private Map<String, Object> producing() {
        Map<String, Object> settings = common();
        settings.put(ProducerConfig.ACKS_CONFIG, "all");
        settings.put(ProducerConfig.MAX_REQUEST_SIZE_CONFIG, Topic.RECORD_BYTES_MAX);
        settings.put(ProducerConfig.COMPRESSION_TYPE_CONFIG, "lz4");
        settings.put(ProducerConfig.PARTITIONER_CLASS_CONFIG, MailboxPartitioner.class);
        return settings;
    }

    /** By class name, so that Confluent's pair can take the place of ours. */
    @SuppressWarnings("unchecked") // The class is named by configuration; its type is Kafka's.
    private <T> T make(String simpleName) {
        String name = config.registry().serdePackage() + "." + simpleName;
        try {
            return (T) Class.forName(name).getDeclaredConstructor().newInstance();
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(
                    "registry.serdePackage names no usable class " + name, e);
        }
    }
}
