package io.syncline.console.tenant;

import io.syncline.console.system.ConsoleException;
import io.syncline.console.system.RegistryChange;
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
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.jspecify.annotations.Nullable;

/**
 * The registry of tenants and mailboxes, as its topics hold it now. It is changed by one at a time,
 * wherever they are ({@link #alone}), and whoever wrote something reads it right after. Thread-safe.
 */
public final class TenantStore implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final FollowedTopic<Tenant> tenants;
    private final FollowedTopic<Mailbox> mailboxes;
    private final KafkaClients clients;
    private final KafkaProducer<String, SpecificRecord> producer;
    private final ReentrantLock lock = new ReentrantLock();
    /** What is written now, by whoever holds the lock. */
    private @Nullable RegistryChange open;

    public TenantStore(SynclineConfig config) {
        this.clients = new KafkaClients(config);
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

    /**
     * Changes the registry: all that the act reads here is still so when it is written, and all that it
     * writes is written, or nothing. Afterwards it is read back.
     *
     * @param act done again where another process came between; nothing else may come of it
     * @throws ConsoleException if it cannot be read or written
     */
    public <T> T alone(Supplier<T> act) {
        lock.lock();
        try {
            if (open != null) {
                return act.get();
            }
            T result = RegistryChange.alone(clients, change -> {
                awaitAllRead();
                open = change;
                return act.get();
            });
            awaitAllRead();
            return result;
        } finally {
            if (lock.getHoldCount() == 1) {
                open = null;
            }
            lock.unlock();
        }
    }

    /** As {@link #alone(Supplier)}. */
    public void alone(Runnable act) {
        this.<Optional<Void>>alone(() -> {
            act.run();
            return Optional.empty();
        });
    }

    /** Only within {@link #alone}. */
    public void write(Tenant tenant) {
        change().send(TopicCatalogue.TENANTS, tenant.getTenant(), tenant);
    }

    /** Takes the tenant's mailboxes out of the registry; only within {@link #alone}. */
    public void removeMailboxes(String tenant) {
        mailboxes(tenant).forEach(mailbox -> change().send(TopicCatalogue.MAILBOXES,
                RecordKey.prefix(tenant, mailbox.getMailbox()), null));
    }

    /** Only within {@link #alone}. */
    public void write(List<Mailbox> changed) {
        changed.forEach(mailbox -> change().send(TopicCatalogue.MAILBOXES,
                RecordKey.prefix(mailbox.getTenant(), mailbox.getMailbox()), mailbox));
    }

    private RegistryChange change() {
        if (!lock.isHeldByCurrentThread() || open == null) {
            throw new IllegalStateException("The registry is changed within alone() only");
        }
        return open;
    }

    private void awaitAllRead() {
        if (!tenants.awaitEnd(PATIENCE) || !mailboxes.awaitEnd(PATIENCE)) {
            throw ConsoleException.failed("The registry of tenants cannot be read to its end; are"
                    + " its topics there, and may we read them?");
        }
    }

    /** Says who did what; within {@link #alone}, only if it comes to pass. */
    public void audit(Actor actor, String action, @Nullable String tenant, String detail,
            Instant now) {
        Audit audit = Audit.newBuilder()
                .setAt(now)
                .setWho(actor.name())
                .setDoor(actor.door())
                .setAction(action)
                .setTenant(tenant)
                .setDetail(detail)
                .build();
        String key = tenant == null ? "" : tenant;
        if (lock.isHeldByCurrentThread() && open != null) {
            open.send(TopicCatalogue.AUDIT, key, audit);
        } else {
            send(TopicCatalogue.AUDIT, key, audit);
        }
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

    private void send(Topic topic, String key, SpecificRecord value) {
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
}
