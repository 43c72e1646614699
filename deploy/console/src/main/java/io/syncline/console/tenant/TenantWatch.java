package io.syncline.console.tenant;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import io.syncline.console.system.ConsoleException;
import io.syncline.port.verify.Finding;
import io.syncline.port.verify.Finding.Outcome;
import io.syncline.port.verify.Step;
import io.syncline.port.verify.Verification;
import io.syncline.schemas.ops.Severity;
import io.syncline.schemas.registry.Access;
import io.syncline.schemas.registry.SealedCredential;
import io.syncline.schemas.registry.Tenant;
import io.syncline.schemas.registry.TenantState;
import io.syncline.service.kafka.PollThread;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Looks after what was verified once: tells operators in time when a credential, or a service, ends,
 * and verifies each access again from time to time, so that nobody learns from agents that one broke.
 */
public final class TenantWatch implements AutoCloseable {

    private static final Logger LOGGER = LoggerFactory.getLogger(TenantWatch.class);
    private static final Duration LOOK_INTERVAL = Duration.ofSeconds(5);
    private static final int SOONER_AFTER_FAILURE = 24;

    private final TenantDesk desk;
    private final Duration canaryInterval;
    private final Webhook webhook;
    private final MeterRegistry meters;
    private final Map<String, Instant> days = new ConcurrentHashMap<>();
    private final Set<String> unseen = ConcurrentHashMap.newKeySet();
    private final PollThread thread = new PollThread("tenant-watch", this::run);

    /**
     * @param canaryInterval after which an access is verified again
     * @param meters get the days that each credential has left: syncline.tenant.credential.days
     */
    public TenantWatch(TenantDesk desk, Duration canaryInterval, Webhook webhook,
            MeterRegistry meters) {
        this.desk = desk;
        this.canaryInterval = canaryInterval;
        this.webhook = webhook;
        this.meters = meters;
    }

    public void start() {
        thread.start();
    }

    public boolean isHealthy() {
        return thread.isHealthy();
    }

    @Override
    public void close() {
        thread.close();
    }

    private void run(BooleanSupplier ended) {
        while (!ended.getAsBoolean()) {
            List<Tenant> all = desk.store().tenants();
            all.forEach(this::look);
            days.keySet().retainAll(ending(all));
            LockSupport.parkNanos(LOOK_INTERVAL.toNanos());
        }
    }

    private static Set<String> ending(List<Tenant> tenants) {
        return tenants.stream()
                .flatMap(tenant -> tenant.getAccesses()
                        .stream()
                        .filter(access -> access.getCredential()
                                .flatMap(SealedCredential::getExpiresAt)
                                .isPresent())
                        .map(access -> tenant.getTenant() + "/" + access.getProvider()))
                .collect(Collectors.toSet());
    }

    /** One tenant's trouble must not keep the others from being looked at. */
    void look(Tenant tenant) {
        try {
            tenant.getAccesses()
                    .stream()
                    .filter(Accesses::isInUse)
                    .forEach(access -> look(tenant, access));
            tellIfItIsSeenAgain(tenant.getTenant());
        } catch (RuntimeException e) { // Keys that are away, a damaged access: whatever it is.
            if (unseen.add(tenant.getTenant())) {
                tellThatItCannotBeSeen(tenant.getTenant(), e);
            }
        }
    }

    /** Its accesses could be opened; what became of them was told, unless they work as they did before. */
    private void tellIfItIsSeenAgain(String tenant) {
        boolean works = desk.store()
                .tenant(tenant)
                .stream()
                .flatMap(known -> known.getAccesses().stream())
                .filter(Accesses::isInUse)
                .allMatch(access -> access.getVerification()
                        .map(last -> last.getPassed())
                        .orElse(false));
        if (unseen.contains(tenant) && works) {
            tell(tenant, Severity.INFO, "access-works-again",
                    "The access of " + tenant + " can be verified again, and works");
        }
        unseen.remove(tenant);
    }

    private void tellThatItCannotBeSeen(String tenant, RuntimeException cause) {
        LOGGER.atError()
                .addKeyValue("tenant", tenant)
                .setCause(cause)
                .log("A tenant cannot be looked at; it is tried again and again");
        try {
            tell(tenant, Severity.CRITICAL, "access-broken",
                    "The access of " + tenant + " cannot be verified: " + cause.getMessage());
        } catch (ConsoleException e) { // No broker takes the alert: it is told at the next look.
            unseen.remove(tenant);
        }
    }

    private void look(Tenant tenant, Access access) {
        String id = tenant.getTenant();
        Instant now = desk.now();
        access.getCredential()
                .flatMap(SealedCredential::getExpiresAt)
                .ifPresent(end -> measured(id, access.getProvider(), end));
        Optional<ExpiryAlarm.Due> due = ExpiryAlarm.ofCredential(id, access, now)
                .or(() -> ExpiryAlarm.ofService(id, access, now));
        if (due.isPresent()) {
            tell(id, due.get().severity(), due.get().code(), due.get().message());
            desk.alerted(id, access, due.get().access());
        } else if (tenant.getState() == TenantState.ACTIVE && isCanaryDue(access, now)) {
            verifyAgain(tenant, access);
        }
    }

    private boolean isCanaryDue(Access access, Instant now) {
        return access.getVerification()
                .map(last -> !last.getAt()
                        .plus(last.getPassed()
                                ? canaryInterval
                                : canaryInterval.dividedBy(SOONER_AFTER_FAILURE))
                        .isAfter(now))
                .orElse(true);
    }

    private void verifyAgain(Tenant tenant, Access access) {
        boolean passedBefore = access.getVerification()
                .map(last -> last.getPassed())
                .orElse(true);
        Map<Step, Finding> findings = desk.verifyInUse(tenant, access, Actor.SYNCLINE,
                Verification.Watcher.NOBODY);
        boolean passes = Verification.isPassed(findings);
        if (passes != passedBefore) {
            tell(tenant.getTenant(), passes ? Severity.INFO : Severity.CRITICAL,
                    passes ? "access-works-again" : "access-broken", passes
                            ? "The access of " + tenant.getTenant() + " by "
                                    + access.getProvider() + " works again"
                            : broken(tenant, access, findings));
        }
    }

    private static String broken(Tenant tenant, Access access, Map<Step, Finding> findings) {
        return findings.entrySet()
                .stream()
                .filter(entry -> entry.getValue().outcome() == Outcome.FAILED)
                .findFirst()
                .map(entry -> "The access of " + tenant.getTenant() + " by "
                        + access.getProvider() + " does not work any more: "
                        + entry.getValue().evidence() + ". " + entry.getValue().remedy())
                .orElseThrow();
    }

    private void tell(String tenant, Severity severity, String code, String message) {
        desk.store().alert(tenant, severity, code, message);
        webhook.send(tenant, severity, code, message);
    }

    private void measured(String tenant, String provider, Instant end) {
        String key = tenant + "/" + provider;
        if (days.put(key, end) == null) {
            meters.gauge("syncline.tenant.credential.days",
                    Tags.of("tenant", tenant, "provider", provider), days,
                    known -> daysLeft(known.get(key)));
        }
    }

    private double daysLeft(@Nullable Instant end) {
        return end == null ? Double.NaN : ExpiryAlarm.daysLeft(end, desk.now());
    }
}
