package io.syncline.core.merge;

import io.syncline.core.item.ItemKind;
import io.syncline.core.state.Generations;
import io.syncline.core.state.MailboxState;
import java.time.Instant;

/**
 * What a decision may depend on besides the item and the fact.
 *
 * @param now journal time: the running maximum of the partition's timestamps (rule R1)
 * @param generations what the partition's marks about generations of merge say
 */
public record Situation(ItemKind kind, MailboxState mailbox, Instant now,
        Generations generations) {

    /** Where no mark was met. */
    public Situation(ItemKind kind, MailboxState mailbox, Instant now) {
        this(kind, mailbox, now, Generations.FIRST);
    }

    Situation with(MailboxState other) {
        return new Situation(kind, other, now, generations);
    }

    /** Whether a write may go out now. */
    boolean takesCommands() {
        return generations.sendsWrites() && mailbox.takesCommands();
    }

    /** Whether a delete of what we made may go out now, though the mailbox takes no part. */
    boolean takesRemovals() {
        return generations.sendsWrites() && mailbox.takesRemovals();
    }
}
