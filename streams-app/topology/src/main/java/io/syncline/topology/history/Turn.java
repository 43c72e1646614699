package io.syncline.topology.history;

import java.time.Instant;
import java.util.List;

/**
 * What one fact of the journal led to at one item.
 *
 * @param tenant whose
 * @param mailbox which of its mailboxes
 * @param item the item's id; empty for what concerns the mailbox as a whole, or a fact that found no item
 * @param at journal time
 * @param partition of the journal
 * @param offset of the fact in it
 * @param happenings in order; empty where the fact is worth telling and led to nothing
 */
public record Turn(String tenant, String mailbox, String item, Instant at, int partition,
        long offset, Cause cause, List<Happening> happenings) {

    public Turn {
        happenings = List.copyOf(happenings);
    }
}
