package io.syncline.core.merge;

import io.syncline.core.fact.Fact;
import io.syncline.core.fact.Reading;
import io.syncline.core.item.Field;
import io.syncline.core.item.Value;
import io.syncline.core.state.ItemEvent.ConflictFound;
import io.syncline.core.state.ItemEvent.ConflictKind;
import io.syncline.core.state.ItemEvent.Deleted;
import io.syncline.core.state.ItemEvent.MailboxLost;
import io.syncline.core.state.ItemEvent.ObservationWaits;
import io.syncline.core.state.ItemEvent.Restored;
import io.syncline.core.state.ItemEvent.Side;
import io.syncline.core.state.Life;
import io.syncline.core.state.MailboxCopy;
import io.syncline.core.state.Register;
import io.syncline.core.state.Replica;
import io.syncline.core.state.Stamp;
import java.util.Comparator;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * Deletes against edits (rule R19).
 *
 * <pre>
 * deleted by   had seen every edit   then
 * mailbox      yes                   the item is deleted
 * mailbox      no                    the edit wins: made there again, and a Conflict tells
 * CRM          yes                   the item is deleted, and so is the mailbox's copy
 * CRM          no                    the edit wins: published again, and a Conflict tells
 * CRM          all but names that    the item is deleted; a Conflict keeps the names, since nobody
 *              the service works out knows whether a person set them
 * </pre>
 *
 * A mailbox edit that turns up while the deletion is being carried out was not seen either.
 */
final class Deleting {

    private Deleting() {}

    /** The source says that the item is gone. */
    static void observedGone(Draft draft, Fact.ItemGone fact) {
        if (!draft.isFree()) {
            draft.add(new ObservationWaits(fact, false));
        } else {
            lost(draft);
        }
    }

    /** The mailbox's copy is gone. */
    static void lost(Draft draft) {
        if (!draft.state().mailbox().isThere()) {
            return;
        }
        Optional<Register> unseen = draft.kind()
                .fields()
                .values()
                .stream()
                .filter(field -> draft.mailboxHolds(field.name()) && draft.mailboxDiffers(field))
                .filter(field -> !draft.isParked(field))
                .map(Field::name)
                .flatMap(name -> Optional.ofNullable(draft.state().registers().get(name)).stream())
                .max(Comparator.comparing(Register::stamp));
        draft.add(new MailboxLost());
        if (!draft.state().isDeleted()) {
            deleteUnless(draft, unseen, draft.stamp(draft.now(), Replica.MAILBOX));
        }
    }

    /** The CRM deleted the record. */
    static void deletedByCrm(Draft draft, Fact.RecordEdited edit) {
        if (draft.state().isDeleted()) {
            return;
        }
        Map<String, Register> unseen = new TreeMap<>(draft.state().registers());
        unseen.values()
                .removeIf(register -> register.stamp().replica() != Replica.MAILBOX
                        || register.version() <= edit.seenVersion());
        Map<String, Register> perhapsTheServices = new TreeMap<>(unseen);
        perhapsTheServices.keySet().retainAll(recomputed(draft));
        unseen.keySet().removeAll(perhapsTheServices.keySet());
        Stamp stamp = draft.stamp(edit.editedAt(), Replica.CRM);
        deleteUnless(draft, unseen.values().stream().max(Comparator.comparing(Register::stamp)),
                stamp);
        if (!unseen.isEmpty()) {
            draft.wantRepeat();
            return;
        }
        perhapsTheServices.forEach((field, register) -> keep(draft, field,
                new Side(register.value(), register.stamp()), stamp));
    }

    /**
     * A create landed and the item is gone already: whoever deleted it had seen what we wrote. A
     * reading from before may still come in, and must not pass for a new life.
     */
    static void goneAfterCreate(Draft draft, Fact.CommandAnswered answer) {
        draft.add(new MailboxLost());
        boolean editedSince = draft.kind()
                .fields()
                .values()
                .stream()
                .filter(field -> answer.command().fields().contains(field.name()))
                .anyMatch(field -> !field.same(draft.rendition(field),
                        answer.command().contents().get(field.name())));
        if (!editedSince && !draft.state().isDeleted()) {
            draft.add(new Deleted(draft.stamp(draft.now(), Replica.MAILBOX)));
        }
    }

    /**
     * A newer reading of an item that is held to be deleted: it was brought back in the mailbox, or
     * edited there by someone who did not know of the deletion.
     *
     * @param edited what it shows otherwise than the base
     */
    static void beforeReading(Draft draft, Reading reading, Map<String, Value> edited) {
        if (!(draft.state().life() instanceof Life.Deleted(Stamp deleted))) {
            return;
        }
        boolean revived = draft.before().mailbox().presence() == MailboxCopy.Presence.GONE
                && !draft.answersCreate();
        Stamp stamp = draft.stamp(reading.modifiedAt(), Replica.MAILBOX);
        if (revived) {
            draft.add(new Restored(stamp));
        } else if (!recomputed(draft).containsAll(edited.keySet())) {
            draft.add(new Restored(stamp));
            draft.add(conflict(new Side(Value.NONE, stamp), deleted));
        } else {
            edited.forEach((field, value) -> keep(draft, field, new Side(value, stamp), deleted));
        }
    }

    /** What the service may work out by itself: nobody knows whether a person set it. */
    private static Set<String> recomputed(Draft draft) {
        return draft.kind().recomputed().fields();
    }

    /** The delete stands, and a Conflict keeps what may have been somebody's value. */
    private static void keep(Draft draft, String field, Side value, Stamp deletion) {
        draft.add(new ConflictFound(ConflictKind.DELETE, "R19", field,
                new Side(Value.NONE, deletion), value));
    }

    private static void deleteUnless(Draft draft, Optional<Register> unseen, Stamp stamp) {
        unseen.ifPresentOrElse(
                register -> draft.add(
                        conflict(new Side(register.value(), register.stamp()), stamp)),
                () -> draft.add(new Deleted(stamp)));
    }

    private static ConflictFound conflict(Side kept, Stamp deletion) {
        return new ConflictFound(ConflictKind.DELETE, "R19", "", kept,
                new Side(Value.NONE, deletion));
    }
}
