package io.syncline.sink;

import io.syncline.schemas.contact.Applied;
import io.syncline.schemas.contact.Observed;
import io.syncline.schemas.contact.ObservedKind;
import io.syncline.schemas.contact.WriteResult;
import io.syncline.schemas.topic.RecordKey;
import io.syncline.schemas.topic.Topic;
import io.syncline.schemas.topic.TopicCatalogue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;

/** Publishes what came of commands. Thread-safe. */
final class Results {

    private final Producer<String, SpecificRecord> producer;

    Results(Producer<String, SpecificRecord> producer) {
        this.producer = producer;
    }

    /** Publishes a result and remembers it; returns when both are safe. */
    void publish(WriteResult result) throws InterruptedException {
        String key = key(result);
        Future<RecordMetadata> told = send(TopicCatalogue.WRITE_RESULTS, key, result);
        Future<RecordMetadata> kept = send(TopicCatalogue.APPLIED, key, new Applied(result));
        await(told);
        await(kept);
    }

    /** Publishes an earlier result again. */
    void repeat(WriteResult result) throws InterruptedException {
        await(send(TopicCatalogue.WRITE_RESULTS, key(result), result));
    }

    /** Says that a mailbox answers again, so that what is due there is planned (rule R14). */
    void available(String tenant, String mailbox, String provider, String eventId)
            throws InterruptedException {
        await(send(TopicCatalogue.OBSERVED, new RecordKey(tenant, mailbox, "").text(),
                Observed.newBuilder()
                        .setTenant(tenant)
                        .setMailbox(mailbox)
                        .setProvider(provider)
                        .setEventId(eventId)
                        .setKind(ObservedKind.AVAILABLE)
                        .build()));
    }

    static String key(WriteResult result) {
        return new RecordKey(result.getWrite().getTenant(), result.getWrite().getMailbox(),
                result.getWrite().getItem()).text();
    }

    private Future<RecordMetadata> send(Topic topic, String key, SpecificRecord value) {
        return producer.send(new ProducerRecord<>(topic.name(), key, value));
    }

    private static void await(Future<RecordMetadata> sent) throws InterruptedException {
        try {
            sent.get();
        } catch (ExecutionException e) {
            throw new IllegalStateException("A result could not be published", e.getCause());
        }
    }
}
