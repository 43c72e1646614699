package io.syncline.sink;

import io.syncline.port.MailboxRef;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import java.util.function.ToIntFunction;

/**
 * Lets so many commands at once to one mailbox, and none while it is throttled; other mailboxes are
 * not held up. Thread-safe.
 */
final class MailboxGate {

    private final ToIntFunction<MailboxRef> concurrency;
    private final Map<String, Gate> gates = new ConcurrentHashMap<>();

    private record Gate(Semaphore places, AtomicLong closedUntilNanos) {}

    /** @param concurrency how many commands at once a mailbox takes; asked once */
    MailboxGate(ToIntFunction<MailboxRef> concurrency) {
        this.concurrency = concurrency;
    }

    void enter(MailboxRef mailbox) throws InterruptedException {
        Gate gate = gate(mailbox);
        gate.places().acquire();
        long wait = gate.closedUntilNanos().get() - System.nanoTime();
        while (wait > 0) {
            LockSupport.parkNanos(wait);
            if (Thread.interrupted()) {
                gate.places().release();
                throw new InterruptedException();
            }
            wait = gate.closedUntilNanos().get() - System.nanoTime();
        }
    }

    void leave(MailboxRef mailbox) {
        gate(mailbox).places().release();
    }

    /** The service said how long to leave the mailbox alone. */
    void close(MailboxRef mailbox, Duration time) {
        gate(mailbox).closedUntilNanos()
                .accumulateAndGet(System.nanoTime() + time.toNanos(),
                        Math::max);
    }

    private Gate gate(MailboxRef mailbox) {
        return gates.computeIfAbsent(mailbox.tenant() + "/" + mailbox.mailbox(),
                name -> new Gate(new Semaphore(concurrency.applyAsInt(mailbox)),
                        new AtomicLong(System.nanoTime())));
    }
}
