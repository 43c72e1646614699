package io.syncline.console.rebuild;

import io.syncline.console.system.ConsoleException;
import io.syncline.console.system.RunningSystem;
import io.syncline.console.tenant.Actor;
import io.syncline.schemas.contact.Decision;
import io.syncline.schemas.ops.Audit;
import io.syncline.schemas.ops.Generation;
import io.syncline.schemas.topic.RecordKey;
import io.syncline.schemas.topic.Topic;
import io.syncline.schemas.topic.TopicCatalogue;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.InvalidProducerEpochException;
import org.apache.kafka.common.errors.ProducerFencedException;

/**
 * Writes about generations, one rebuild command at a time: each takes the same transactional id, so that
 * whoever comes later ends the one before at its next write. Whoever reads after taking it reads what nobody
 * else changes any more. What belongs together stands in one transaction: a mark in the journal and how far
 * the record says the promotion is.
 */
final class SoleWriter implements AutoCloseable {

    private static final String ID = "syncline-rebuild";
    /** How many decisions one transaction holds. */
    private static final int BATCH_MAX = 500;

    private final KafkaProducer<String, SpecificRecord> producer;

    /** Takes the place of every other one. */
    SoleWriter(RunningSystem system) {
        this.producer = system.clients().transactionalProducer(ID);
        try {
            producer.initTransactions();
        } catch (KafkaException e) {
            producer.close();
            throw ConsoleException.failed("The broker lets nobody write about generations: "
                    + e.getMessage(), e);
        }
    }

    /** Writes all of it, or nothing. */
    @SuppressWarnings("FutureReturnValueIgnored") // commitTransaction() reports what failed.
    void write(Batch batch) {
        try {
            producer.beginTransaction();
            batch.records.forEach(producer::send);
            producer.commitTransaction();
        } catch (ProducerFencedException | InvalidProducerEpochException e) {
            throw ConsoleException.failed("Another rebuild command has taken this one's place, and"
                    + " goes on from where it was; see: deploy/syncline rebuild status", e);
        } catch (KafkaException e) {
            producer.abortTransaction();
            throw ConsoleException.failed("Nothing can be written about generations: "
                    + e.getMessage() + "; give the command again, it goes on", e);
        }
    }

    /** Hands many decisions in, some at a time; once more is no harm. */
    void hand(List<Decision> decisions) {
        for (int from = 0; from < decisions.size(); from += BATCH_MAX) {
            Batch batch = new Batch();
            decisions.subList(from, Math.min(decisions.size(), from + BATCH_MAX))
                    .forEach(batch::decide);
            write(batch);
        }
    }

    @Override
    public void close() {
        producer.close();
    }

    /** What is written together. */
    static final class Batch {

        private final List<ProducerRecord<String, SpecificRecord>> records = new ArrayList<>();

        List<ProducerRecord<String, SpecificRecord>> records() {
            return records;
        }

        Batch note(Generation generation) {
            return add(TopicCatalogue.GENERATIONS,
                    new GenerationName(generation.getNumber()).key(), generation);
        }

        Batch decide(Decision decision) {
            return add(TopicCatalogue.DECISIONS, RecordKey.prefix(decision.getTenant(),
                    decision.getMailbox().orElse("")), decision);
        }

        /** Says who did what to a generation, or to a private topic. */
        Batch audit(Actor actor, String action, String subject, String detail) {
            return add(TopicCatalogue.AUDIT, "", Audit.newBuilder()
                    .setAt(Instant.now())
                    .setWho(actor.name())
                    .setDoor(actor.door())
                    .setAction(action)
                    .setSubject(subject)
                    .setDetail(detail)
                    .build());
        }

        private Batch add(Topic topic, String key, SpecificRecord value) {
            records.add(new ProducerRecord<>(topic.name(), key, value));
            return this;
        }
    }
}
