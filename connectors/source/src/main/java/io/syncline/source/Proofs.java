package io.syncline.source;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.syncline.port.MailboxRef;
import io.syncline.schemas.registry.Proof;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The newest proof of each mailbox that this instance looks after, as two gauges a tenant: how many items
 * are not proven equal, and how long ago the mailbox was listed whose listing is the oldest. One that was never
 * listed counts from when this instance began to look after it. Thread-safe.
 */
final class Proofs {

    private static final double MILLIS = 1_000;

    private final MeterRegistry meters;
    private final InstantSource clock;
    private final Map<String, Map<MailboxRef, Standing>> tenants = new ConcurrentHashMap<>();

    /** @param since the end of the last full listing, or when waiting for the first one began */
    private record Standing(Instant since, int unproven) {}

    Proofs(MeterRegistry meters, InstantSource clock) {
        this.meters = meters;
        this.clock = clock;
    }

    /** A mailbox is looked after here; what was said of it stays. */
    void expect(MailboxRef mailbox) {
        ofTenant(mailbox).putIfAbsent(mailbox, new Standing(clock.instant(), 0));
    }

    /** The newest that is known of a mailbox. */
    void proven(MailboxRef mailbox, Proof proof) {
        ofTenant(mailbox).put(mailbox, new Standing(proof.getEndedAt(), proof.getDiffering()));
    }

    /** It is looked after elsewhere, or nowhere. */
    void forget(MailboxRef mailbox) {
        ofTenant(mailbox).remove(mailbox);
    }

    private Map<MailboxRef, Standing> ofTenant(MailboxRef mailbox) {
        return tenants.computeIfAbsent(mailbox.tenant(), this::measured);
    }

    private Map<MailboxRef, Standing> measured(String tenant) {
        Map<MailboxRef, Standing> standings = new ConcurrentHashMap<>();
        Gauge.builder("syncline.source.unproven", standings, Proofs::unproven)
                .description("Items that stood otherwise at their mailbox's last full listing than"
                        + " they had been told; each was told then")
                .baseUnit("items")
                .tag("tenant", tenant)
                .register(meters);
        Gauge.builder("syncline.source.listing.age", standings, this::age)
                .description("Time since the last full listing of the mailbox for which it is the"
                        + " longest ago")
                .baseUnit("seconds")
                .tag("tenant", tenant)
                .register(meters);
        return standings;
    }

    private static double unproven(Map<MailboxRef, Standing> standings) {
        return standings.values().stream().mapToInt(Standing::unproven).sum();
    }

    /** None where no mailbox of the tenant is looked after here. */
    private double age(Map<MailboxRef, Standing> standings) {
        return standings.values()
                .stream()
                .map(Standing::since)
                .min(Instant::compareTo)
                .map(oldest -> Duration.between(oldest, clock.instant()).toMillis() / MILLIS)
                .orElse(Double.NaN);
    }
}
