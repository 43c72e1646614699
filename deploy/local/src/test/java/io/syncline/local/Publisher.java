package io.syncline.local;

import io.syncline.local.stack.Infrastructure;
import io.syncline.schemas.AvroTrust;
import io.syncline.schemas.serde.KafkaAvroSerializer;
import io.syncline.schemas.serde.RegistryConfig;
import io.syncline.schemas.topic.MailboxPartitioner;
import io.syncline.schemas.topic.Topic;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.StringSerializer;

/** Whoever writes to topics from outside: operators, and a CRM that speaks Kafka. */
final class Publisher implements AutoCloseable {

    static {
        AvroTrust.install();
    }

    private final KafkaProducer<String, SpecificRecord> producer;

    Publisher(Infrastructure infrastructure) {
        KafkaAvroSerializer values = new KafkaAvroSerializer();
        values.configure(Map.of(RegistryConfig.URL, infrastructure.registryUrl()), false);
        producer = new KafkaProducer<>(Map.of(
                ProducerConfig.BOOTSTRAP_SERVERS_CONFIG, infrastructure.bootstrapServers(),
                ProducerConfig.PARTITIONER_CLASS_CONFIG, MailboxPartitioner.class),
                new StringSerializer(), values);
    }

    /** Returns when it stands there. */
    void send(Topic topic, String key, SpecificRecord value) {
        try {
            producer.send(new ProducerRecord<>(topic.name(), key, value)).get();
        } catch (ExecutionException e) {
            throw new AssertionError(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }

    @Override
    public void close() {
        producer.close();
    }
}
