package io.syncline.console.system;

import io.syncline.schemas.topic.Topic;
import io.syncline.service.kafka.KafkaClients;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Function;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.InvalidProducerEpochException;
import org.apache.kafka.common.errors.ProducerFencedException;
import org.jspecify.annotations.Nullable;

/**
 * One change of the registry of tenants and mailboxes, made alone: what is read in it is still so when it
 * is written. All who change the registry, in whichever process, share one transactional id, so that
 * whoever begins fences the one before; that one begins again, with what it reads then.
 */
public final class RegistryChange {

    private static final String TRANSACTIONAL_ID = "syncline-registry";
    private static final int ATTEMPTS_MAX = 20;
    private static final long PAUSE_NANOS = 50_000_000;

    private final KafkaProducer<String, SpecificRecord> producer;

    private RegistryChange(KafkaProducer<String, SpecificRecord> producer) {
        this.producer = producer;
    }

    /**
     * Makes a change.
     *
     * @param act reads the registry as it is now and writes to it; done again where somebody came between
     * @throws ConsoleException if nothing can be written
     */
    public static <T> T alone(KafkaClients clients, Function<RegistryChange, T> act) {
        for (int attempt = 1;; attempt++) {
            try (KafkaProducer<String, SpecificRecord> producer = clients
                    .transactionalProducer(TRANSACTIONAL_ID)) {
                producer.initTransactions();
                producer.beginTransaction();
                RegistryChange change = new RegistryChange(producer);
                T result = act.apply(change);
                producer.commitTransaction();
                return result;
            } catch (ProducerFencedException | InvalidProducerEpochException e) {
                if (attempt == ATTEMPTS_MAX) {
                    throw ConsoleException.failed("The registry is being changed by others all"
                            + " the time; try again in a moment", e);
                }
                LockSupport.parkNanos(PAUSE_NANOS * attempt);
            } catch (KafkaException e) {
                throw ConsoleException.failed("Nothing can be written to the registry: "
                        + e.getMessage(), e);
            }
        }
    }

    /** @param value null takes the key out */
    public void send(Topic topic, String key, @Nullable SpecificRecord value) {
        var unused = producer.send(new ProducerRecord<>(topic.name(), key, value)); // The commit tells.
    }
}
