package io.syncline.gateway;

import io.syncline.schemas.contact.Edited;
import io.syncline.schemas.topic.RecordKey;
import io.syncline.schemas.topic.TopicCatalogue;
import java.util.concurrent.ExecutionException;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;

/** Publishes edits; an edit is taken when the broker has it safe. */
final class Edits {

    private final KafkaProducer<String, SpecificRecord> producer;
    private final GatewayMeters meters;

    Edits(KafkaProducer<String, SpecificRecord> producer, GatewayMeters meters) {
        this.producer = producer;
        this.meters = meters;
    }

    void publish(Edited edited) {
        String key = new RecordKey(edited.getTenant(), edited.getMailbox(), edited.getRecordId())
                .text();
        meters.taking(edited);
        try {
            producer.send(new ProducerRecord<>(TopicCatalogue.EDITED.name(), key, edited)).get();
            meters.taken(edited);
        } catch (ExecutionException e) {
            throw new IllegalStateException("The edit could not be published", e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted while publishing", e);
        }
    }
}
