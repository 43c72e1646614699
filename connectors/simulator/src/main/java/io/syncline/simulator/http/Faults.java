package io.syncline.simulator.http;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;

/** What goes wrong on demand. Thread-safe. */
public final class Faults {

    private final List<Fault> armed = new ArrayList<>();
    private final AtomicInteger held = new AtomicInteger();

    /** The kinds of fault. */
    public enum Kind {
        /** 429 with Retry-After, nothing done. */
        THROTTLE,
        /** The given status, nothing done. */
        ERROR,
        /** 410 on delta: the sync state is gone. */
        RESYNC,
        /** The answer comes late. */
        SLOW,
        /** The work is done, the answer is a 504. */
        DROP_ANSWER,
        /** The work is done, the answer comes late. */
        HOLD_ANSWER
    }

    /**
     * @param kind what happens
     * @param mailbox to whom; empty: everyone
     * @param method to which requests; empty: all
     * @param path to paths that hold this text; empty: all
     * @param times how often
     * @param status of ERROR
     * @param code of ERROR, as Graph names it
     * @param seconds Retry-After of THROTTLE and ERROR, delay of SLOW and HOLD_ANSWER
     */
    public record Fault(Kind kind, String mailbox, String method, String path, int times,
            int status, String code, int seconds) {

        boolean concerns(String otherMailbox, String otherMethod, String otherPath) {
            return (mailbox.isEmpty() || mailbox.equalsIgnoreCase(otherMailbox))
                    && (method.isEmpty() || method.equals(otherMethod))
                    && otherPath.contains(path);
        }

        Fault once() {
            return new Fault(kind, mailbox, method, path, times - 1, status, code, seconds);
        }
    }

    public synchronized void arm(Fault fault) {
        armed.add(fault);
    }

    public synchronized void clear() {
        armed.clear();
    }

    /** How many answers are held back now, after their work was done. */
    int held() {
        return held.get();
    }

    void hold(Fault fault) {
        held.incrementAndGet();
        try {
            pause(fault);
        } finally {
            held.decrementAndGet();
        }
    }

    static void pause(Fault fault) {
        try {
            Thread.sleep(Duration.ofSeconds(fault.seconds()));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Takes one occurrence of a fault that concerns the request. */
    synchronized Optional<Fault> take(String mailbox, String method, String path) {
        for (int i = 0; i < armed.size(); i++) {
            Fault fault = armed.get(i);
            if (fault.concerns(mailbox, method, path)) {
                if (fault.times() <= 1) {
                    armed.remove(i);
                } else {
                    armed.set(i, fault.once());
                }
                return Optional.of(fault);
            }
        }
        return Optional.empty();
    }
}
