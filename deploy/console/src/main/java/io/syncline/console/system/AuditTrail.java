package io.syncline.console.system;

import io.syncline.schemas.ops.Audit;
import io.syncline.schemas.topic.TopicCatalogue;
import java.util.concurrent.ExecutionException;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;

/** Says on the topic of audits who did what. */
public final class AuditTrail {

    private final RunningSystem system;

    public AuditTrail(RunningSystem system) {
        this.system = system;
    }

    /** Appends a record; under the key of its tenant, as all of them stand. */
    public void append(Audit audit) {
        try (KafkaProducer<String, SpecificRecord> producer = system.clients().producer()) {
            producer.send(new ProducerRecord<>(TopicCatalogue.AUDIT.name(),
                    audit.getTenant().orElse(""), audit)).get();
        } catch (ExecutionException e) {
            throw ConsoleException.failed("Who did what could not be appended to "
                    + TopicCatalogue.AUDIT.name() + ": " + e.getCause(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw ConsoleException.failed("Interrupted; the audit record may be missing", e);
        }
    }
}
