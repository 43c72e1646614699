package io.syncline.core.merge;

import io.syncline.core.fact.Fact.RecordEdited;
import io.syncline.core.item.Field;
import io.syncline.core.item.ItemKind;
import io.syncline.core.item.SetMerge;
import io.syncline.core.state.CrmCopy.SetByCrm;
import io.syncline.core.state.ItemState;
import io.syncline.core.state.Register;
import io.syncline.core.state.Replica;
import java.time.Instant;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * What the CRM had not seen when it deleted a record (rule R19): what the mailbox set since, and what
 * it added to a set that the CRM has edited since without knowing of it.
 */
final class UnseenByCrm {

    private UnseenByCrm() {}

    /**
     * The registers with such values, by field.
     *
     * @param at when it was deleted there, no later than now
     */
    static Map<String, Register> of(ItemState state, ItemKind kind, RecordEdited deletion,
            Instant at) {
        Map<String, Register> unseen = new TreeMap<>();
        state.registers().forEach((name, register) -> {
            boolean isTheMailboxes = register.stamp().replica() == Replica.MAILBOX;
            Field field = kind.fields().get(name);
            if (!wasSeen(register, deletion, at) && (isTheMailboxes || field != null
                    && holdsUnseenEntries(state, field, register, deletion))) {
                unseen.put(name, register);
            }
        });
        return unseen;
    }

    /** A CRM that names no version is taken to have seen what is older than clocks may be apart. */
    private static boolean wasSeen(Register register, RecordEdited deletion, Instant at) {
        return deletion.seenVersion() > 0
                ? register.version() <= deletion.seenVersion()
                : register.isSurelySeenAt(at);
    }

    private static boolean holdsUnseenEntries(ItemState state, Field field, Register register,
            RecordEdited deletion) {
        SetByCrm own = state.crm().set().get(field.name());
        if (own == null || !field.hasEntries() || deletion.seenVersion() <= 0
                || !register.remembers(deletion.seenVersion())) {
            return false;
        }
        Set<String> known = new HashSet<>(
                SetMerge.keys(field, register.at(deletion.seenVersion())));
        known.addAll(SetMerge.keys(field, own.value()));
        return !known.containsAll(SetMerge.keys(field, register.value()));
    }
}
