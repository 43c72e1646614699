package io.syncline.simulator.http;

import java.time.Duration;
import java.util.Optional;

/** What goes wrong on demand at Graph's door. Thread-safe. */
public final class Faults {

    private final Armed<Fault> armed = new Armed<>();

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

        Duration delay() {
            return Duration.ofSeconds(seconds);
        }
    }

    public void arm(Fault fault) {
        armed.arm(fault, fault.times());
    }

    /** Ends all others in the same moment. */
    public void armInstead(Fault fault) {
        armed.armInstead(fault, fault.times());
    }

    public void clear() {
        armed.clear();
    }

    /** Takes one occurrence of a fault that concerns the request. */
    Optional<Fault> take(String mailbox, String method, String path) {
        return armed.take(fault -> fault.concerns(mailbox, method, path));
    }
}
