package io.syncline.core.fact;

/**
 * A walk over a mailbox's items that plans each again, some at a time (rule R15).
 *
 * @param reason what changed the wishes
 * @param afterItem the item after which to go on, in order of id; empty to begin
 */
public record Review(Reason reason, String afterItem) {

    /** How many items one fact plans again. */
    public static final int ITEMS_MAX = 100;

    /** What changed the wishes; says which items are looked at. */
    public enum Reason {
        /** The mailbox takes commands again: what is due. */
        READY,
        /** What the mailbox can hold, or how it is synced, changed: all. */
        WISHES,
        /** Held deletes are approved. */
        APPROVED,
        /** Held deletes are rejected. */
        REJECTED,
        /** What we made is to be removed. */
        REMOVAL,
        /** What was refused is to be tried once more. */
        RETRIED,
        /**
         * Another generation of merge has taken over: what only its rules want written is kept back, or goes
         * out, once it was released.
         */
        RELEASE
    }

    /** The next step of the same walk. */
    public Review after(String item) {
        return new Review(reason, item);
    }
}
