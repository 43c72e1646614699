package io.syncline.core.state;

import io.syncline.core.item.ByName;
import io.syncline.core.item.Contents;
import io.syncline.core.item.ItemKey;
import io.syncline.core.item.Value;
import java.util.Map;

/**
 * All that is remembered of one item. Changed only by {@link Evolution}.
 *
 * @param registers the merged values
 * @param version counts what was published, from 1; 0 while nothing was
 * @param commands counts the commands issued
 */
public record ItemState(ItemKey key, Life life, Map<String, Register> registers,
        MailboxCopy mailbox, CrmCopy crm, Slot slot, long version, long commands,
        Trouble trouble) {

    public ItemState {
        registers = ByName.copyOf(registers);
    }

    /** An item of which nothing is known yet. */
    public static ItemState unknown(ItemKey key) {
        return new ItemState(key, new Life.Live(), Map.of(), MailboxCopy.NEVER, CrmCopy.NEVER,
                new Slot.Free(), 0, 0, Trouble.NONE);
    }

    /** Whether nothing has happened to it yet. */
    public boolean isNew() {
        return registers.isEmpty() && version == 0
                && mailbox.presence() == MailboxCopy.Presence.NEVER && crm.recordId().isEmpty();
    }

    public boolean isDeleteHeld() {
        return life instanceof Life.DeleteHeld;
    }

    /** Whether something is not written to the mailbox before an operator releases it. */
    public boolean isWithheld() {
        return !trouble.withheld().isEmpty();
    }

    public boolean isDeleted() {
        return life instanceof Life.Deleted;
    }

    /** The merged value of a field. */
    public Value value(String field) {
        Register register = registers.get(field);
        return register == null ? Value.NONE : register.value();
    }

    /** The item as it is merged now. */
    public Contents contents() {
        return Contents.of(ByName.copyOf(registers).map((field, register) -> register.value()));
    }
}
