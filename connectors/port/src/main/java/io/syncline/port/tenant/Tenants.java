package io.syncline.port.tenant;

import io.syncline.port.CurrentProviders;
import io.syncline.port.MailboxProvider;
import io.syncline.port.MailboxRef;
import io.syncline.port.Providers;
import io.syncline.port.Providers.SetUp;
import io.syncline.port.Tracking;
import io.syncline.schemas.contact.Policy;
import io.syncline.schemas.registry.Access;
import io.syncline.schemas.registry.Mailbox;
import io.syncline.schemas.registry.MailboxState;
import io.syncline.schemas.registry.Tenant;
import io.syncline.schemas.registry.TenantState;
import io.syncline.schemas.topic.RecordKey;
import io.syncline.schemas.topic.TopicCatalogue;
import io.syncline.service.config.SynclineConfig;
import io.syncline.service.kafka.FollowedTopic;
import io.syncline.service.kafka.KafkaClients;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The tenants and mailboxes that take part. What operators register takes effect within a moment:
 * nobody has to be started again. Thread-safe.
 *
 * <pre>
 * tenant                          takes part with
 * named by the configuration      the mailboxes that are named there
 * registered, ACTIVE              its ACTIVE mailboxes, by each access whose credential is verified
 * registered, any other state     nothing: its providers are closed and its secrets forgotten
 * both                            as configured; the registered one is told of in the log
 * </pre>
 */
public final class Tenants implements AutoCloseable {

    private static final Logger LOGGER = LoggerFactory.getLogger(Tenants.class);

    private static final Duration OPEN_AGAIN = Duration.ofMinutes(1);

    private final SynclineConfig config;
    private final List<ProviderKind> kinds;
    private final Share share;
    private final Optional<Sealing> sealing;
    private final Consumer<String> listener;
    private final Providers providers = new Providers();
    private final Map<String, Policy> policies = new ConcurrentHashMap<>();
    private final Map<String, String> configuredRegions = new ConcurrentHashMap<>();
    private final FollowedTopic<Tenant> tenants;
    private final FollowedTopic<Mailbox> mailboxes;
    private final CurrentProviders current;
    private final Set<String> lacking = ConcurrentHashMap.newKeySet();
    private volatile boolean closed;
    /** What the present providers of registered tenants were made from. */
    private final Map<String, Map<Access, MailboxProvider>> made = new HashMap<>();

    /**
     * @param kinds of the providers to make; none where only names are asked for
     * @param listener is told the key prefix of each mailbox, or tenant, of which something changed
     */
    public Tenants(SynclineConfig config, List<ProviderKind> kinds, Consumer<String> listener) {
        this(config, kinds, Share.WHOLE, listener);
    }

    /** The same, for one process of several. @param share of each tenant's requests */
    public Tenants(SynclineConfig config, List<ProviderKind> kinds, Share share,
            Consumer<String> listener) {
        this.share = share;
        this.config = config;
        this.kinds = List.copyOf(kinds);
        this.sealing = kinds.isEmpty() ? Optional.empty() : Sealing.of(config.secrets());
        this.listener = listener;
        KafkaClients clients = new KafkaClients(config);
        this.tenants = new FollowedTopic<>(clients, TopicCatalogue.TENANTS,
                (key, tenant) -> changed(key));
        this.mailboxes = new FollowedTopic<>(clients, TopicCatalogue.MAILBOXES,
                (key, mailbox) -> changedMailbox(key));
        this.current = new CurrentProviders(providers, mailboxes::of);
        config.tenants().forEach(this::configure);
    }

    /** Begins to follow; what the configuration names is there before. */
    public void start() {
        tenants.start();
        mailboxes.start();
    }

    /** Waits until all that was registered is known; false if it never will be. */
    public boolean awaitCaughtUp() {
        if (!tenants.awaitCaughtUp() || !mailboxes.awaitCaughtUp()) {
            return false;
        }
        tenants.all().forEach(tenant -> changed(tenant.getTenant()));
        return true;
    }

    public boolean isHealthy() {
        return tenants.isHealthy() && mailboxes.isHealthy();
    }

    public Providers providers() {
        return providers;
    }

    /** By which provider each mailbox is reached now. */
    public CurrentProviders current() {
        return current;
    }

    /** How a tenant's contacts are synced. */
    public Policy policy(String tenant) {
        return policies.getOrDefault(tenant, Policy.newBuilder().build());
    }

    /**
     * In which region a mailbox's phones without a country code are read; nothing for one that nobody
     * named. Known too are mailboxes that take no part for now: what the CRM says of them waits.
     */
    public Optional<String> region(String tenant, String mailbox) {
        if (isConfigured(tenant)) {
            return providers.mailbox(tenant, mailbox)
                    .map(known -> configuredRegions.get(tenant));
        }
        return mailboxes.of(RecordKey.prefix(tenant, mailbox))
                .flatMap(known -> tenants.of(tenant))
                .filter(known -> known.getState() != TenantState.DELETED)
                .map(known -> known.getDefaultRegion().orElse(OpenAccess.DEFAULT_REGION));
    }

    /** Nothing is followed from now on; whoever waits until all is known waits no more. */
    public void stopFollowing() {
        closed = true;
        tenants.close();
        mailboxes.close();
    }

    @Override
    public void close() {
        stopFollowing();
        providers.close();
    }

    private void configure(SynclineConfig.Tenant tenant) {
        policies.put(tenant.id(), Policies.of(tenant));
        configuredRegions.put(tenant.id(), tenant.defaultRegion());
        List<MailboxProvider> configured = kinds.stream()
                .flatMap(kind -> within(kind, tenant.id()).configured(config, tenant).stream())
                .toList();
        providers.put(tenant.id(), configured);
        Tracking tracking = Tracking.of(policy(tenant.id()));
        tenant.mailboxes()
                .forEach(mailbox -> providers.setUp(new SetUp(new MailboxRef(tenant.id(),
                        mailbox.id(), mailbox.address(), mailbox.folders(), tracking),
                        tenant.providerOf(mailbox).text())));
    }

    private synchronized void changedMailbox(String key) {
        RecordKey name = RecordKey.parse(key);
        if (made.containsKey(name.tenant())) {
            mailboxes.of(key)
                    .ifPresentOrElse(this::place,
                            () -> providers.takeOut(name.tenant(), name.mailbox()));
        }
        listener.accept(key);
    }

    /** Until everything is known once, nothing is concluded from what is. */
    private synchronized void changed(String id) {
        if (isConfigured(id)) {
            if (tenants.of(id).isPresent()) {
                LOGGER.atWarn()
                        .addKeyValue("tenant", id)
                        .log("A registered tenant is named by the configuration too, which counts");
            }
        } else if (tenants.isCaughtUp() && mailboxes.isCaughtUp()) {
            tenants.of(id)
                    .filter(tenant -> tenant.getState() == TenantState.ACTIVE)
                    .ifPresentOrElse(this::takesPart, () -> takesNoPart(id));
        }
    }

    private void takesPart(Tenant tenant) {
        String id = tenant.getTenant();
        policies.put(id, tenant.getPolicy().orElseGet(() -> Policy.newBuilder().build()));
        Map<Access, MailboxProvider> before = made.getOrDefault(id, Map.of());
        Map<Access, MailboxProvider> now = new HashMap<>();
        for (Access access : tenant.getAccesses()) {
            Access what = unmarked(access);
            Optional.ofNullable(before.get(what))
                    .or(() -> provider(tenant, access))
                    .ifPresent(provider -> now.put(what, provider));
        }
        made.put(id, now);
        if (now.size() < wanted(tenant)) {
            tryAgainLater(id);
        }
        close(providers.put(id, List.copyOf(now.values())));
        mailboxes.all()
                .stream()
                .filter(mailbox -> mailbox.getTenant().equals(id))
                .forEach(this::place);
        if (!before.equals(now)) {
            LOGGER.atInfo()
                    .addKeyValue("tenant", id)
                    .addKeyValue("providers", now.size())
                    .log("A registered tenant takes part");
        }
        listener.accept(id);
    }

    private long wanted(Tenant tenant) {
        return tenant.getAccesses()
                .stream()
                .filter(access -> access.getCredential().isPresent())
                .filter(access -> kinds.stream()
                        .anyMatch(kind -> kind.name().equals(access.getProvider())))
                .count();
    }

    /** What keeps an access closed may pass, such as a volume of keys that is away. */
    private void tryAgainLater(String id) {
        if (lacking.add(id)) {
            Thread.ofVirtual().name("open-" + id).start(() -> {
                LockSupport.parkNanos(OPEN_AGAIN.toNanos());
                lacking.remove(id);
                if (!closed) {
                    changed(id);
                }
            });
        }
    }

    private void takesNoPart(String id) {
        policies.remove(id);
        if (made.remove(id) != null) {
            close(providers.remove(id));
            LOGGER.atInfo().addKeyValue("tenant", id).log("A registered tenant takes no part");
            listener.accept(id);
        }
    }

    private void place(Mailbox mailbox) {
        if (mailbox.getState() == MailboxState.ACTIVE) {
            providers.setUp(new SetUp(new MailboxRef(mailbox.getTenant(), mailbox.getMailbox(),
                    mailbox.getAddress(), mailbox.getFolders(),
                    Tracking.of(policy(mailbox.getTenant()))), mailbox.getProvider()));
        } else {
            providers.takeOut(mailbox.getTenant(), mailbox.getMailbox());
        }
    }

    private Optional<MailboxProvider> provider(Tenant tenant, Access access) {
        Optional<ProviderKind> kind = kinds.stream()
                .filter(one -> one.name().equals(access.getProvider()))
                .findFirst();
        if (kind.isEmpty() || access.getCredential().isEmpty()) {
            return Optional.empty();
        }
        try {
            return opened(tenant, access).map(within(kind.get(), tenant.getTenant())::registered);
        } catch (RuntimeException e) { // One tenant's broken access must not stop the others.
            told(tenant, access, String.valueOf(e.getMessage()));
            return Optional.empty();
        }
    }

    private ProviderKind within(ProviderKind kind, String tenant) {
        return kind.within(() -> share.of(tenant));
    }

    private Optional<OpenAccess> opened(Tenant tenant, Access access) {
        if (sealing.isEmpty()) {
            told(tenant, access, "Missing setting secrets.masterKeyFile");
            return Optional.empty();
        }
        return switch (sealing.get()
                .open(tenant, access, access.getCredential().orElseThrow(),
                        config.sink().requestTimeout())) {
            case Sealing.Result.Open(OpenAccess open) -> Optional.of(open);
            case Sealing.Result.Closed(String why) -> {
                told(tenant, access, why);
                yield Optional.empty();
            }
        };
    }

    private static void told(Tenant tenant, Access access, String why) {
        LOGGER.atError()
                .addKeyValue("tenant", tenant.getTenant())
                .addKeyValue("provider", access.getProvider())
                .addKeyValue("reason", why)
                .log("A tenant's mailboxes cannot be reached");
    }

    /** Only what a provider is made from: another verification, or an alert, makes no other provider. */
    private static Access unmarked(Access access) {
        return Access.newBuilder(access)
                .setSubmitted(null)
                .setVerification(null)
                .setCredentialAlertedDays(null)
                .setServiceAlertedDays(null)
                .build();
    }

    /** Nobody asks them anything new; what is under way may end in peace. */
    private void close(List<MailboxProvider> left) {
        if (!left.isEmpty()) {
            Thread.ofVirtual().name("close-providers").start(() -> {
                LockSupport.parkNanos(config.sink().requestTimeout().toNanos());
                left.forEach(MailboxProvider::close);
            });
        }
    }

    private boolean isConfigured(String id) {
        return configuredRegions.containsKey(id);
    }
}
