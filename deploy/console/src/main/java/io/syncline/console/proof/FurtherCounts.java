package io.syncline.console.proof;

import io.syncline.console.system.MailboxName;
import java.util.Optional;

/**
 * What is known of a mailbox only by folding its journal: another read model may count it. Where none
 * does, what is shown says so.
 */
public interface FurtherCounts {

    /**
     * Counts of one mailbox.
     *
     * @param parked values that the service refused, and that are not tried again until another is wished
     * @param withheld items with values that only the rules of a generation of merge want written that took over,
     *        and that wait until an operator releases them
     * @param due items whose write waits until the mailbox is available
     * @param conflicts values that did not win, in the last 30 days
     */
    record Further(long parked, long withheld, long due, long conflicts) {

        public static final Further NONE = new Further(0, 0, 0, 0);

        /** Of both together. */
        public Further and(Further other) {
            return new Further(parked + other.parked, withheld + other.withheld,
                    due + other.due, conflicts + other.conflicts);
        }
    }

    /** Nothing where they are not counted. Thread-safe, and fast enough to be asked for each mailbox of a page. */
    Optional<Further> of(MailboxName mailbox);

    /** Nobody counts them. */
    static FurtherCounts none() {
        return mailbox -> Optional.empty();
    }
}
