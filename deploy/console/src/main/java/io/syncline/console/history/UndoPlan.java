package io.syncline.console.history;

import io.syncline.console.history.UndoneItem.Act;
import io.syncline.console.system.MailboxName;
import java.time.Instant;
import java.util.List;

/**
 * What an undo would do to a mailbox.
 *
 * @param from the first moment that counts, on journal time
 * @param to the first that does not any more
 * @param items those that one side touched, in order of their ids
 * @param plannedAt when somebody looked: whatever is edited later wins over it
 */
public record UndoPlan(MailboxName mailbox, Whose whose, Instant from, Instant to,
        List<UndoneItem> items, Instant plannedAt) {

    public UndoPlan {
        items = List.copyOf(items);
    }

    /** How many contacts that happens to. */
    public long count(Act act) {
        return items.stream().filter(item -> item.act() == act).count();
    }

    /** How many fields change back. */
    public long fields() {
        return items.stream().mapToLong(item -> item.fields().size()).sum();
    }

    /** How many fields and contacts are left as they are. */
    public long skipped() {
        return items.stream().mapToLong(item -> item.skipped().size()).sum();
    }

    /** Those to which something happens. */
    public List<UndoneItem> touched() {
        return items.stream().filter(item -> item.act() != Act.LEFT).toList();
    }
}
