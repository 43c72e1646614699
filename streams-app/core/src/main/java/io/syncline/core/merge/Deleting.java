package io.syncline.core.merge;

import io.syncline.core.fact.Fact;
import io.syncline.core.item.Field;
import io.syncline.core.item.Value;
import io.syncline.core.state.Guard;
import io.syncline.core.state.ItemEvent.AlertRaised;
import io.syncline.core.state.ItemEvent.ConflictFound;
import io.syncline.core.state.ItemEvent.ConflictKind;
import io.syncline.core.state.ItemEvent.DeleteHeld;
import io.syncline.core.state.ItemEvent.Deleted;
import io.syncline.core.state.ItemEvent.MailboxLost;
import io.syncline.core.state.ItemEvent.ObservationWaits;
import io.syncline.core.state.ItemEvent.Side;
import io.syncline.core.state.Life;
import io.syncline.core.state.Register;
import io.syncline.core.state.Replica;
import io.syncline.core.state.Stamp;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Predicate;

/**
 * Deletes against edits (rules R19, R20). The first row that holds decides:
 *
 * <pre>
 * a delete                                            then
 * of what we made, in a mailbox to be emptied         the item lives on in the CRM (R18)
 * by a side whose deletes the tenant does not take    made there again, and a Conflict tells
 * of an item whose delete by the other side is held   the item is deleted: both wanted it
 * that had not seen an edit                           the edit wins: made there again; a Conflict
 * of a contact that another mailbox gets              the item is deleted here; nobody lost it
 * beyond what the guard lets through                  held, with an alert (R20)
 * any other                                           the item is deleted
 * </pre>
 *
 * Names that the service works out do not win over a delete by the CRM: nobody knows whether a person
 * set them, so a Conflict keeps them. A mailbox edit that turns up while the deletion is being carried
 * out was not seen either.
 */
final class Deleting {

    private static final Table<ItemGone> GONE = new Table<>("gone");
    private static final Table<Deletion> DELETION = new Table<>("deleted");

    static final List<Rule<?>> ROWS = List.of(
            GONE.row("R6 an end waits for the outstanding command",
                    gone -> !gone.draft().isFree(), ItemGone::waits),
            GONE.otherwise("R19 the mailbox's copy is gone", gone -> lost(gone.draft())),
            DELETION.row("R18 gone from a mailbox to be emptied", Deletion::isRemoval,
                    deletion -> {}),
            DELETION.row("policy: this side's deletes are not taken", Deletion::isNotTaken,
                    Deletion::undo),
            DELETION.row("R20 both sides deleted it", Deletion::isHeldForTheOther,
                    deletion -> deletion.carryOut(false)),
            DELETION.row("R19 an edit that the delete had not seen", Deletion::isOvertaken,
                    Deletion::undo),
            DELETION.row("R19 given to another mailbox", Deletion::reassigned,
                    deletion -> deletion.carryOut(false)),
            DELETION.row("R20 beyond the guard", Deletion::isTooMany, Deletion::hold),
            DELETION.otherwise("R19 a delete that had seen everything",
                    deletion -> deletion.carryOut(true)));

    private Deleting() {}

    /** The source says that the item is gone. */
    static void observedGone(Draft draft, Fact.ItemGone fact) {
        draft.rules().decide(GONE, new ItemGone(draft, fact));
    }

    /** The mailbox's copy is gone. */
    static void lost(Draft draft) {
        if (!draft.state().mailbox().isThere()) {
            return;
        }
        if (draft.state().trouble().isPerhapsGoneByUs()) { // Whoever took the delete back wants it there.
            draft.add(new MailboxLost());
            Stamp stamp = draft.stamp(draft.now(), Replica.MAILBOX);
            draft.add(conflict("R14", new Side(Value.NONE, stamp), stamp));
            return;
        }
        lost(draft, unseen(draft, draft::mailboxDiffers));
    }

    /** @param unseen what the mailbox did not show when it was deleted there, by field */
    private static void lost(Draft draft, Map<String, Register> unseen) {
        draft.add(new MailboxLost());
        if (draft.state().isDeleted()) {
            return;
        }
        Stamp stamp = draft.stamp(draft.now(), Replica.MAILBOX);
        delete(new Deletion(draft, stamp, unseen, false));
        if (draft.state().isDeleted()) {
            keepUnseen(draft, stamp);
        }
    }

    /**
     * Keeps what nobody who deleted the item in the mailbox can have seen, though the delete stands: what
     * it refused, and what it has no room for.
     */
    static void keepUnseen(Draft draft, Stamp deletion) {
        if (deletion.replica() != Replica.MAILBOX) {
            return;
        }
        draft.state().registers().forEach((name, register) -> {
            boolean isUnseen = draft.kind()
                    .field(name)
                    .filter(field -> draft.isKeptBack(field) || !draft.isShownWhole(field))
                    .isPresent();
            if (isUnseen && !register.value().isEmpty()) {
                keep(draft, name, new Side(register.value(), register.stamp()), deletion);
            }
        });
    }

    /** The values of such fields, of those that the mailbox holds. */
    private static Map<String, Register> unseen(Draft draft, Predicate<Field> such) {
        Map<String, Register> unseen = new TreeMap<>();
        draft.state().registers().forEach((name, register) -> {
            boolean isSuch = draft.kind()
                    .field(name)
                    .filter(field -> draft.mailboxHolds(name) && !draft.isKeptBack(field))
                    .filter(such)
                    .isPresent();
            if (isSuch) {
                unseen.put(name, register);
            }
        });
        return unseen;
    }

    /** The CRM deleted the record, or gave it to another mailbox. */
    static void deletedByCrm(Draft draft, Fact.RecordEdited edit) {
        if (draft.state().isDeleted()) {
            return;
        }
        Stamp stamp = draft.stamp(edit.editedAt(), Replica.CRM);
        Map<String, Register> unseen = UnseenByCrm.of(draft.state(), draft.kind(), edit,
                stamp.at());
        Map<String, Register> perhapsTheServices = new TreeMap<>(unseen);
        perhapsTheServices.keySet().retainAll(recomputed(draft));
        unseen.keySet().removeAll(perhapsTheServices.keySet());
        delete(new Deletion(draft, stamp, unseen, !edit.otherMailbox().isEmpty()));
        if (draft.state().isDeleted()) {
            if (!edit.otherMailbox().isEmpty()) {
                keepOwnNewer(draft, edit, stamp);
            }
            perhapsTheServices.forEach((field, register) -> keep(draft, field,
                    new Side(register.value(), register.stamp()), stamp));
        } else if (!draft.state().isDeleteHeld()) {
            draft.wantRepeat();
        }
    }

    /** What the CRM itself had set since the version that it gave away may not have gone along. */
    private static void keepOwnNewer(Draft draft, Fact.RecordEdited edit, Stamp deletion) {
        draft.state().registers().forEach((field, register) -> {
            if (register.stamp().replica() == Replica.CRM && edit.seenVersion() > 0
                    && register.version() > edit.seenVersion()) {
                keep(draft, field, new Side(register.value(), register.stamp()), deletion);
            }
        });
    }

    /**
     * A create landed and the item is gone already: whoever deleted it had seen what we wrote. A
     * reading from before may still come in, and must not pass for a new life.
     */
    static void goneAfterCreate(Draft draft, Fact.CommandAnswered answer) {
        Map<String, Register> unseen = unseen(draft, field -> !field.same(draft.rendition(field),
                answer.command().contents().get(field.name())));
        lost(draft, unseen);
    }

    /** The delete that stands or is held, if there is one. */
    static Optional<Stamp> deletion(Life life) {
        return switch (life) {
            case Life.Live live -> Optional.empty();
            case Life.DeleteHeld(Stamp stamp, var heldAt) -> Optional.of(stamp);
            case Life.Deleted(Stamp stamp) -> Optional.of(stamp);
        };
    }

    /** What the service may work out by itself: nobody knows whether a person set it. */
    static Set<String> recomputed(Draft draft) {
        return draft.kind().recomputed().fields();
    }

    /** The delete stands, and a Conflict keeps what may have been somebody's value. */
    static void keep(Draft draft, String field, Side value, Stamp deletion) {
        draft.add(new ConflictFound(ConflictKind.DELETE, "R19", field,
                new Side(Value.NONE, deletion), value));
    }

    /** Deleted, and a refusal of the item as a whole was about an earlier wish. */
    static void carriedOut(Draft draft, Stamp stamp, boolean counted, String rule) {
        Refusals.forgetTheWhole(draft);
        draft.add(new Deleted(stamp, counted, rule));
    }

    private static void delete(Deletion deletion) {
        deletion.draft().rules().decide(DELETION, deletion);
    }

    /** Whether the tenant takes deletes of this side. */
    static boolean isTaken(Draft draft, Replica replica) {
        return switch (draft.policy().deletes()) {
            case BOTH -> true;
            case MAILBOX_ONLY -> replica == Replica.MAILBOX;
            case CRM_ONLY -> replica == Replica.CRM;
        };
    }

    static ConflictFound conflict(String rule, Side kept, Stamp deletion) {
        return new ConflictFound(ConflictKind.DELETE, rule, "", kept,
                new Side(Value.NONE, deletion));
    }

    private record ItemGone(Draft draft, Fact.ItemGone fact) {

        void waits() {
            draft.add(new ObservationWaits(fact, false));
        }
    }

    /**
     * A delete that is to be decided.
     *
     * @param unseen the edits that the deleting side had not seen, by field
     * @param reassigned whether the contact has another mailbox now
     */
    private record Deletion(Draft draft, Stamp stamp, Map<String, Register> unseen,
            boolean reassigned) {

        /** Whether our answer was not heard, or somebody was faster: it was to go. */
        boolean isRemoval() {
            return stamp.replica() == Replica.MAILBOX && draft.mailbox().reach().emptied()
                    && Planning.isMadeByUs(draft.before());
        }

        boolean isNotTaken() {
            return !reassigned && !isTaken(draft, stamp.replica());
        }

        boolean isHeldForTheOther() {
            return draft.state().life() instanceof Life.DeleteHeld held
                    && held.stamp().replica() != stamp.replica();
        }

        boolean isOvertaken() {
            return !unseen.isEmpty() && !draft.policy().deleteBeatsEdit();
        }

        boolean isTooMany() {
            return draft.state().isDeleteHeld() || !draft.mailbox()
                    .guard()
                    .lets(draft.now(), draft.mailbox().living());
        }

        void undo() {
            Side kept = unseen.values()
                    .stream()
                    .max(Comparator.comparing(Register::stamp))
                    .map(register -> new Side(register.value(), register.stamp()))
                    .orElseGet(() -> new Side(Value.NONE, stamp));
            draft.add(conflict(isNotTaken() ? "policy" : "R19", kept, stamp));
        }

        void hold() {
            if (draft.state().isDeleteHeld()) {
                return;
            }
            if (draft.mailbox().guard().beginsWave(draft.now())) {
                draft.add(new AlertRaised("deletes-held", "More contacts of this mailbox were"
                        + " deleted within an hour than " + Guard.PASSED_MIN + " or one in "
                        + Guard.SHARE + "; further deletes are held until an operator approves or"
                        + " rejects them"));
            }
            draft.add(new DeleteHeld(stamp, draft.now()));
            keepBeaten(); // Whoever approves does not know any more what had not been seen.
        }

        void carryOut(boolean counted) {
            keepBeaten();
            carriedOut(draft, stamp, counted, counted ? "R19" : "R20");
        }

        /** The tenant lets a delete win over edits that it had not seen. */
        private void keepBeaten() {
            unseen.forEach((field, register) -> draft.add(new ConflictFound(ConflictKind.DELETE,
                    "policy", field, new Side(Value.NONE, stamp),
                    new Side(register.value(), register.stamp()))));
        }
    }
}
