package io.syncline.sink;

import io.syncline.port.MailboxProvider;
import io.syncline.port.MailboxRef;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/**
 * Lets so many commands at once to one mailbox, and none while it is throttled; other mailboxes are
 * not held up. What one provider allows is not what another does. Thread-safe.
 */
final class MailboxGate {

    private static final Duration LOOK_INTERVAL = Duration.ofSeconds(1);

    private final int concurrencyMax;
    private final Map<String, Gate> gates = new ConcurrentHashMap<>();

    private record Gate(Semaphore places, AtomicLong closedUntilNanos) {}

    /** @param concurrencyMax how many commands at once a mailbox takes; a provider may allow fewer */
    MailboxGate(int concurrencyMax) {
        this.concurrencyMax = concurrencyMax;
    }

    /** @param wanted whether there is still a reason to wait; looked at now and then */
    void enter(MailboxRef mailbox, MailboxProvider provider, BooleanSupplier wanted)
            throws InterruptedException {
        Gate gate = gate(mailbox, provider);
        gate.places().acquire();
        long wait = gate.closedUntilNanos().get() - System.nanoTime();
        while (wait > 0 && wanted.getAsBoolean()) {
            LockSupport.parkNanos(Math.min(wait, LOOK_INTERVAL.toNanos()));
            if (Thread.interrupted()) {
                gate.places().release();
                throw new InterruptedException();
            }
            wait = gate.closedUntilNanos().get() - System.nanoTime();
        }
    }

    void leave(MailboxRef mailbox, MailboxProvider provider) {
        gate(mailbox, provider).places().release();
    }

    /** The service said how long to leave the mailbox alone. */
    void close(MailboxRef mailbox, MailboxProvider provider, Duration time) {
        gate(mailbox, provider).closedUntilNanos()
                .accumulateAndGet(System.nanoTime() + time.toNanos(),
                        Math::max);
    }

    private Gate gate(MailboxRef mailbox, MailboxProvider provider) {
        return gates.computeIfAbsent(
                mailbox.tenant() + "/" + mailbox.mailbox() + "/" + provider.name(),
                name -> new Gate(new Semaphore(Math.min(concurrencyMax, provider.writesMax())),
                        new AtomicLong(System.nanoTime())));
    }
}
