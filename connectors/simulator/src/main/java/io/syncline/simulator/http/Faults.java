package io.syncline.simulator.http;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What goes wrong on demand. Thread-safe. */
public final class Faults {

    private final List<Fault> armed = new ArrayList<>();

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
     * @param seconds Retry-After of THROTTLE and ERROR, delay of SLOW and HOLD_ANSWER
     */
    public record Fault(Kind kind, String mailbox, String method, String path, int times,
            int status, int seconds) {

        boolean concerns(String otherMailbox, String otherMethod, String otherPath) {
            return (mailbox.isEmpty() || mailbox.equalsIgnoreCase(otherMailbox))
                    && (method.isEmpty() || method.equals(otherMethod))
                    && otherPath.contains(path);
        }

        Fault once() {
            return new Fault(kind, mailbox, method, path, times - 1, status, seconds);
        }
    }

    public synchronized void arm(Fault fault) {
        armed.add(fault);
    }

    public synchronized void clear() {
        armed.clear();
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
