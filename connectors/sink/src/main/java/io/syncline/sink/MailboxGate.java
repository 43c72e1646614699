package io.syncline.sink;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;

/**
 * Lets so many commands at once to one mailbox, and none while it is throttled; other mailboxes are
 * not held up. Thread-safe.
 */
final class MailboxGate {

    private final int concurrency;
    private final Map<String, Gate> gates = new ConcurrentHashMap<>();

    private record Gate(Semaphore places, AtomicLong closedUntilNanos) {}

    MailboxGate(int concurrency) {
        this.concurrency = concurrency;
    }

    void enter(String mailbox) throws InterruptedException {
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

    void leave(String mailbox) {
        gate(mailbox).places().release();
    }

    /** The service said how long to leave the mailbox alone. */
    void close(String mailbox, Duration time) {
        gate(mailbox).closedUntilNanos()
                .accumulateAndGet(System.nanoTime() + time.toNanos(),
                        Math::max);
    }

    private Gate gate(String mailbox) {
        return gates.computeIfAbsent(mailbox, name -> new Gate(new Semaphore(concurrency),
                new AtomicLong(System.nanoTime())));
    }
}
