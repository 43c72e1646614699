package io.syncline.port.tenant;

import io.syncline.port.MailboxRef;
import io.syncline.schemas.topic.MailboxPartitioner;
import io.syncline.schemas.topic.RecordKey;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/**
 * An instance's share of a tenant's requests: the part of the tenant's mailboxes that lie in the partitions it
 * holds. Every instance knows all mailboxes and the one partitioner, and a partition is held by one instance,
 * so the shares of all add up to one and nobody has to be asked. Thread-safe.
 *
 * <p>
 * A partition is let go before another instance gets it: while they change hands, shares add up to less. Of
 * one that was cut off without knowing yet, they add up to more until it notices.
 */
public final class HeldShare implements Share {

    private static final Duration LOOK = Duration.ofSeconds(1);

    private final double ofService;
    private final int partitions;
    private final Supplier<List<MailboxRef>> mailboxes;
    private final LongSupplier nanoTime;
    /** Read by everybody, changed by one after the other: what is held must not be lost to a look. */
    private volatile Known known;

    /** The partitions held, and by that the part of each tenant's mailboxes, as of some time. */
    private record Known(Set<Integer> held, Map<String, Double> parts, long nanos) {}

    /**
     * @param ofService which part of the tenant's requests all instances of this service make together
     * @param partitions of every topic that is spread by mailbox
     * @param mailboxes all that take part
     */
    public HeldShare(double ofService, int partitions, Supplier<List<MailboxRef>> mailboxes) {
        this(ofService, partitions, mailboxes, System::nanoTime);
    }

    HeldShare(double ofService, int partitions, Supplier<List<MailboxRef>> mailboxes,
            LongSupplier nanoTime) {
        this.ofService = ofService;
        this.partitions = partitions;
        this.mailboxes = mailboxes;
        this.nanoTime = nanoTime;
        this.known = new Known(Set.of(), Map.of(), nanoTime.getAsLong());
    }

    /** This instance holds these partitions from now on, and no others. */
    public synchronized void hold(Set<Integer> held) {
        known = known(Set.copyOf(held));
    }

    @Override
    public double of(String tenant) {
        Known current = known;
        if (isOld(current)) {
            current = renewed();
        }
        return ofService * current.parts().getOrDefault(tenant, 0.0);
    }

    /** Mailboxes come and go; one look a second is enough for that. */
    private synchronized Known renewed() {
        if (isOld(known)) {
            known = known(known.held());
        }
        return known;
    }

    private boolean isOld(Known one) {
        return nanoTime.getAsLong() - one.nanos() > LOOK.toNanos();
    }

    private Known known(Set<Integer> held) {
        Map<String, List<MailboxRef>> byTenant = mailboxes.get()
                .stream()
                .collect(Collectors.groupingBy(MailboxRef::tenant));
        Map<String, Double> parts = new HashMap<>();
        byTenant.forEach((tenant, all) -> parts.put(tenant, (double) all.stream()
                .filter(mailbox -> held.contains(MailboxPartitioner.partition(
                        RecordKey.prefix(tenant, mailbox.mailbox()), partitions)))
                .count() / all.size()));
        return new Known(held, Map.copyOf(parts), nanoTime.getAsLong());
    }
}
