package io.syncline.console.tenant;

import io.syncline.console.system.ConsoleException;
import io.syncline.schemas.ops.Alert;
import io.syncline.schemas.ops.Audit;
import io.syncline.schemas.ops.Severity;
import io.syncline.schemas.registry.Mailbox;
import io.syncline.schemas.registry.Tenant;
import io.syncline.schemas.registry.TenantState;
import io.syncline.schemas.topic.RecordKey;
import io.syncline.schemas.topic.Topic;
import io.syncline.schemas.topic.TopicCatalogue;
import io.syncline.service.config.SynclineConfig;
import io.syncline.service.kafka.FollowedTopic;
import io.syncline.service.kafka.KafkaClients;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.jspecify.annotations.Nullable;

/**
 * The registry of tenants and mailboxes, as its topics hold it now. Whoever wrote something reads it
 * right after. Thread-safe.
 */
public final class TenantStore implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final Duration LOOK_INTERVAL = Duration.ofMillis(20);

    private final FollowedTopic<Tenant> tenants;
    private final FollowedTopic<Mailbox> mailboxes;
    private final KafkaProducer<String, SpecificRecord> producer;

    public TenantStore(SynclineConfig config) {
        KafkaClients clients = new KafkaClients(config);
        this.tenants = new FollowedTopic<>(clients, TopicCatalogue.TENANTS, (key, tenant) -> {});
        this.mailboxes = new FollowedTopic<>(clients, TopicCatalogue.MAILBOXES,
                (key, mailbox) -> {});
        this.producer = clients.producer();
    }

    /**
     * Begins to follow, and waits until all is known.
     *
     * @throws ConsoleException if the topics cannot be read
     */
    public TenantStore start() {
        tenants.start();
        mailboxes.start();
        if (!tenants.awaitCaughtUp() || !mailboxes.awaitCaughtUp()) {
            throw ConsoleException.failed("The registry of tenants cannot be read; are its topics"
                    + " there, and may we read them?");
        }
        return this;
    }

    public boolean isHealthy() {
        return tenants.isHealthy() && mailboxes.isHealthy();
    }

    /** All tenants, by id. */
    public List<Tenant> tenants() {
        return tenants.all()
                .stream()
                .filter(TenantStore::isThere)
                .sorted(Comparator.comparing(Tenant::getTenant))
                .toList();
    }

    public Optional<Tenant> tenant(String id) {
        return tenants.of(id).filter(TenantStore::isThere);
    }

    /** Whether a tenant of this id was deleted: what was synced for it is known by that id for ever. */
    public boolean isDeleted(String id) {
        return tenants.of(id).filter(tenant -> !isThere(tenant)).isPresent();
    }

    private static boolean isThere(Tenant tenant) {
        return tenant.getState() != TenantState.DELETED;
    }

    /** Those of all tenants, in no order. */
    public Collection<Mailbox> mailboxes() {
        return mailboxes.all();
    }

    /** The mailboxes of a tenant, by id. */
    public List<Mailbox> mailboxes(String tenant) {
        return mailboxes.all()
                .stream()
                .filter(mailbox -> mailbox.getTenant().equals(tenant))
                .sorted(Comparator.comparing(Mailbox::getMailbox))
                .toList();
    }

    public Optional<Mailbox> mailbox(String tenant, String mailbox) {
        return mailboxes.of(RecordKey.prefix(tenant, mailbox));
    }

    /** Writes a tenant, and waits until it is read back. */
    public void write(Tenant tenant) {
        send(TopicCatalogue.TENANTS, tenant.getTenant(), tenant);
        ByteBuffer written = bytes(tenant);
        await(() -> tenants.of(tenant.getTenant())
                .filter(now -> bytes(now).equals(written))
                .isPresent());
    }

    /** Avro's lists compare their records without knowing of times. */
    private static ByteBuffer bytes(Tenant tenant) {
        try {
            return tenant.toByteBuffer();
        } catch (IOException e) {
            throw new UncheckedIOException("A record in memory can always be written", e);
        }
    }

    /** Takes the tenant's mailboxes out of the registry. */
    public void removeMailboxes(String tenant) {
        mailboxes(tenant).forEach(mailbox -> send(TopicCatalogue.MAILBOXES,
                RecordKey.prefix(tenant, mailbox.getMailbox()), null));
        await(() -> mailboxes(tenant).isEmpty());
    }

    /** Writes mailboxes, and waits until they are read back. */
    public void write(List<Mailbox> written) {
        written.forEach(mailbox -> send(TopicCatalogue.MAILBOXES,
                RecordKey.prefix(mailbox.getTenant(), mailbox.getMailbox()), mailbox));
        await(() -> written.stream()
                .allMatch(mailbox -> mailbox(mailbox.getTenant(), mailbox.getMailbox())
                        .filter(mailbox::equals)
                        .isPresent()));
    }

    /** Says who did what. */
    public void audit(Actor actor, String action, @Nullable String tenant, String detail,
            Instant now) {
        send(TopicCatalogue.AUDIT, tenant == null ? "" : tenant, Audit.newBuilder()
                .setAt(now)
                .setWho(actor.name())
                .setDoor(actor.door())
                .setAction(action)
                .setTenant(tenant)
                .setDetail(detail)
                .build());
    }

    /** Tells operators something of a tenant. */
    public void alert(String tenant, Severity severity, String code, String message) {
        send(TopicCatalogue.ALERTS, tenant, Alert.newBuilder()
                .setTenant(tenant)
                .setSeverity(severity)
                .setCode(code)
                .setMessage(message)
                .build());
    }

    @Override
    public void close() {
        tenants.close();
        mailboxes.close();
        producer.close();
    }

    private void send(Topic topic, String key, @Nullable SpecificRecord value) {
        try {
            producer.send(new ProducerRecord<>(topic.name(), key, value))
                    .get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException e) {
            throw ConsoleException.failed("Nothing can be written to " + topic.name() + ": "
                    + e.getCause(), e);
        } catch (TimeoutException e) {
            throw ConsoleException.failed("Nothing could be written to " + topic.name()
                    + " within " + PATIENCE.toSeconds() + " s", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw ConsoleException.failed("Interrupted while writing to " + topic.name(), e);
        }
    }

    private void await(BooleanSupplier read) {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (!read.getAsBoolean() && isHealthy()) {
            if (System.nanoTime() > deadline) {
                throw ConsoleException.failed("What was written to the registry is not read back"
                        + " within " + PATIENCE.toSeconds() + " s; somebody else may have changed"
                        + " it meanwhile: look at it again", new TimeoutException());
            }
            LockSupport.parkNanos(LOOK_INTERVAL.toNanos());
        }
    }
}
