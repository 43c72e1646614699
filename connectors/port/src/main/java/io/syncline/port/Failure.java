package io.syncline.port;

import java.time.Duration;

/** Why a provider could not do what it was asked; each case wants another reaction. */
public sealed interface Failure {

    /** The service's own words, for people; never holds secrets or contents. */
    String reason();

    /**
     * Too many requests; nothing was done. Wait that long, to the second.
     *
     * @param heldBack whether a limit of our own kept the request from being made; the service said nothing
     */
    record Throttled(Duration retryAfter, String reason, boolean heldBack) implements Failure {

        /** The service said so. */
        public Throttled(Duration retryAfter, String reason) {
            this(retryAfter, reason, false);
        }
    }

    /**
     * No answer, or one that says nothing of the outcome: a network failure, a time-out, a 5xx. A
     * write may have landed.
     *
     * @param retryAfter how long the service asks to be left alone; zero where it did not say
     */
    record Unreachable(Duration retryAfter, String reason) implements Failure {}

    /**
     * The mailbox as a whole is closed to us: no licence, no permission, no token. Says nothing about
     * any item.
     */
    record Unavailable(String reason) implements Failure {}

    /** The service refuses these very values or this id, for good. */
    record Rejected(String reason) implements Failure {}
}
