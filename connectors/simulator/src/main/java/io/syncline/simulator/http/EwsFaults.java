package io.syncline.simulator.http;

import io.syncline.simulator.ews.Oddity;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;

/** What goes wrong on demand at the door of EWS. Thread-safe. */
public final class EwsFaults {

    private final Armed<Fault> armed = new Armed<>();

    /** The kinds of fault. Nothing is done but where a kind says so. */
    public enum Kind {
        /** HTTP 503; its body is a fault with the time to wait, or IIS's own page where there is none. */
        BUSY_STATUS,
        /** HTTP 500 with the fault ErrorServerBusy. */
        BUSY_FAULT,
        /** HTTP 200 with response messages ErrorServerBusy. */
        BUSY_MESSAGE,
        /** HTTP 200 with response messages ErrorInternalServerError around ErrorServerBusy. */
        BUSY_NESTED,
        /** The given HTTP status with a page and no SOAP: 403 where EWS is switched off. */
        STATUS,
        /** HTTP 500 with a fault of the given code. */
        FAULT,
        /** HTTP 200 with response messages of the given code. */
        ERROR,
        /** The sync state is refused as unknown. */
        STATE_LOST,
        /** Done; a sync also tells an item that is not there. */
        GHOST,
        /** Done; a sync also tells that an item was read. */
        READ_FLAG,
        /** Done; a sync also tells a change of a kind that nobody knows. */
        UNKNOWN_CHANGE,
        /** Done; a phone is shown under a key that nobody knows. */
        UNKNOWN_VALUE,
        /** Done, the work comes late. */
        SLOW,
        /** Done, the answer is a 504. */
        DROP_ANSWER,
        /** Done, the answer comes late. */
        HOLD_ANSWER
    }

    /**
     * @param kind what happens
     * @param mailbox to whom; empty: everyone
     * @param operation to which, such as {@code GetItem}; empty: all
     * @param times how often
     * @param status of STATUS
     * @param code of FAULT and ERROR
     * @param delay what the busy kinds ask to wait; how late the others come
     */
    public record Fault(Kind kind, String mailbox, String operation, int times, int status,
            String code, Duration delay) {

        boolean concerns(String otherMailbox, String otherOperation) {
            return (mailbox.isEmpty() || mailbox.equalsIgnoreCase(otherMailbox))
                    && (operation.isEmpty() || operation.equals(otherOperation));
        }

        /** What is strange about an answer to a request that is carried out. */
        Set<Oddity> oddities() {
            return switch (kind) {
                case STATE_LOST -> Set.of(Oddity.STATE_LOST);
                case GHOST -> Set.of(Oddity.GHOST);
                case READ_FLAG -> Set.of(Oddity.READ_FLAG);
                case UNKNOWN_CHANGE -> Set.of(Oddity.UNKNOWN_CHANGE);
                case UNKNOWN_VALUE -> Set.of(Oddity.UNKNOWN_VALUE);
                case BUSY_STATUS, BUSY_FAULT, BUSY_MESSAGE, BUSY_NESTED, STATUS, FAULT, ERROR, SLOW,
                        DROP_ANSWER, HOLD_ANSWER ->
                    Set.of();
            };
        }
    }

    public void arm(Fault fault) {
        armed.arm(fault, fault.times());
    }

    public void clear() {
        armed.clear();
    }

    /** Takes one occurrence of a fault that concerns the request. */
    Optional<Fault> take(String mailbox, String operation) {
        return armed.take(fault -> fault.concerns(mailbox, operation));
    }
}
