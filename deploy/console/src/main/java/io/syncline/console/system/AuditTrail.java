package io.syncline.console.system;

import io.syncline.schemas.ops.Audit;
import io.syncline.schemas.topic.TopicCatalogue;
import io.syncline.service.kafka.KafkaClients;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;

/** Writes down who decided what, and why. */
public final class AuditTrail {

    private final KafkaClients clients;

    public AuditTrail(RunningSystem system) {
        this.clients = system.clients();
    }

    /**
     * What a decision leaves.
     *
     * @param action such as deletes-approved
     * @param subject an item's id, or another name of what was decided about; empty: the mailbox itself
     */
    public static Audit entry(Decider decider, String action, MailboxName mailbox,
            Optional<String> subject, Instant now) {
        return Audit.newBuilder()
                .setAt(now)
                .setWho(decider.who())
                .setDoor(decider.door())
                .setAction(action)
                .setTenant(mailbox.tenant())
                .setMailbox(mailbox.mailbox())
                .setSubject(subject.orElse(null))
                .setDetail(decider.reason())
                .build();
    }

    /** Returns when it stands on the topic. */
    public void append(Audit entry) {
        write(List.of(entry));
    }

    /** Returns when they stand on the topic. */
    public void write(List<Audit> entries) {
        try (KafkaProducer<String, SpecificRecord> producer = clients.producer()) {
            List<Future<RecordMetadata>> sent = entries.stream()
                    .map(entry -> producer.send(new ProducerRecord<>(TopicCatalogue.AUDIT.name(),
                            entry.getTenant().orElse(""), entry)))
                    .toList();
            for (Future<RecordMetadata> one : sent) {
                one.get();
            }
        } catch (ExecutionException e) {
            throw ConsoleException.failed("What was done cannot be written to "
                    + TopicCatalogue.AUDIT.name() + ": " + e.getCause(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw ConsoleException.failed("Interrupted while writing to "
                    + TopicCatalogue.AUDIT.name(), e);
        }
    }
}
