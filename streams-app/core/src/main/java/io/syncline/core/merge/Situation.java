package io.syncline.core.merge;

import io.syncline.core.item.ItemKind;
import io.syncline.core.state.MailboxState;
import java.time.Instant;

/**
 * What a decision may depend on besides the item and the fact.
 *
 * @param now journal time: the running maximum of the partition's timestamps (rule R1)
 */
public record Situation(ItemKind kind, MailboxState mailbox, Instant now) {

    Situation with(MailboxState other) {
        return new Situation(kind, other, now);
    }
}
