package io.syncline.console.system;

import io.syncline.schemas.topic.Topic;
import io.syncline.service.kafka.KafkaClients;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Function;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.AuthenticationException;
import org.apache.kafka.common.errors.AuthorizationException;
import org.apache.kafka.common.errors.TimeoutException;
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
    private static final Duration CLOSE_TIMEOUT = Duration.ofSeconds(5);

    private final KafkaProducer<String, SpecificRecord> producer;
    private boolean begun;

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
            try {
                return once(clients, act);
            } catch (AuthenticationException | AuthorizationException e) {
                throw ConsoleException.failed("Nothing may be written to the registry: "
                        + e.getMessage(), e);
            } catch (TimeoutException e) { // Each further try would take as long.
                throw ConsoleException.failed("The broker does not answer (" + e.getMessage()
                        + "). If it went away at the very end, the change may have been made all"
                        + " the same: look before you repeat it", e);
            } catch (KafkaException e) {
                // Fenced; or, when two commit at once, left in the dark by the broker (4.3.1). What is read next is certain.
                if (attempt == ATTEMPTS_MAX) {
                    throw ConsoleException
                            .failed("Nothing can be written to the registry, or others"
                                    + " change it all the time: " + e.getMessage(), e);
                }
                LockSupport.parkNanos(PAUSE_NANOS * attempt);
            }
        }
    }

    private static <T> T once(KafkaClients clients, Function<RegistryChange, T> act) {
        KafkaProducer<String, SpecificRecord> producer = producer(clients);
        try {
            producer.initTransactions();
            return new RegistryChange(producer).made(act);
        } finally {
            producer.close(CLOSE_TIMEOUT);
        }
    }

    /** @throws ConsoleException if its settings are no good, which no further try would change */
    private static KafkaProducer<String, SpecificRecord> producer(KafkaClients clients) {
        try {
            return clients.transactionalProducer(TRANSACTIONAL_ID);
        } catch (KafkaException e) {
            Throwable why = e.getCause() == null ? e : e.getCause();
            throw ConsoleException.failed("Nothing can be written to the registry: "
                    + why.getMessage(), e);
        }
    }

    private <T> T made(Function<RegistryChange, T> act) {
        boolean isDone = false;
        try {
            T result = act.apply(this);
            isDone = true;
            if (begun) {
                producer.commitTransaction();
            }
            return result;
        } finally {
            if (!isDone && begun) {
                producer.abortTransaction();
            }
        }
    }

    /** @param value null takes the key out */
    public void send(Topic topic, String key, @Nullable SpecificRecord value) {
        if (!begun) { // What refuses before it writes leaves no transaction to end.
            producer.beginTransaction();
            begun = true;
        }
        var unused = producer.send(new ProducerRecord<>(topic.name(), key, value)); // The commit tells.
    }
}
