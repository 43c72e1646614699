package io.syncline.core.merge;

import io.syncline.core.fact.Fact.EditVerb;
import io.syncline.core.fact.Fact.RecordEdited;
import io.syncline.core.item.Value;
import io.syncline.core.state.CrmCopy;
import io.syncline.core.state.CrmCopy.SetByCrm;
import io.syncline.core.state.ItemEvent;
import io.syncline.core.state.ItemEvent.FactRefused;
import io.syncline.core.state.ItemEvent.Restored;
import io.syncline.core.state.ItemEvent.Side;
import io.syncline.core.state.Life;
import io.syncline.core.state.Register;
import io.syncline.core.state.Replica;
import io.syncline.core.state.Stamp;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Takes in what the CRM did (rules R7, R8). The first row that holds decides:
 *
 * <pre>
 * an edit                                        then
 * that is a repeat                               nothing (R8)
 * that is a delete, from before the CRM's own    nothing, but a Conflict; merged is told again (R8)
 *   later edit, which it had not seen
 * that is a delete                               see {@link Deleting}
 * a patch for a deleted record                   refused: a dead letter (R8)
 * from before the CRM's own delete, which        refused as well (R8)
 *   stands or is held and which it had not
 *   seen, unless a patch
 * of a deleted record, whole and as it was       nothing; told again that it is deleted
 * of a record whose delete stands or is held,    the item lives again, and fields are decided (R8)
 *   unless a patch from before the held delete
 * any other                                      fields are decided
 * </pre>
 */
final class Editing {

    private static final Table<Edited> EDITED = new Table<>("edited");

    static final List<Rule<?>> ROWS = List.of(
            EDITED.row("R8 a repeat is nothing", Edited::isRepeat, edited -> {}),
            EDITED.row("R8 a delete from before the CRM's own later edit", Edited::isLateDelete,
                    Edited::keepLate),
            EDITED.row("R19 a delete", edited -> edited.is(EditVerb.DELETE), Edited::delete),
            EDITED.row("R8 a patch of a deleted record, or an edit from before its delete",
                    edited -> edited.isPatchOfDeleted() || edited.isFromBeforeItsDelete(),
                    Edited::refuse),
            EDITED.row("R8 a deleted record as it was", Edited::isUnchangedCopy, edited -> {
                edited.done(Map.of());
                edited.draft().wantRepeat();
            }),
            EDITED.row("R8 a deleted record lives again", Edited::isDeleted, Edited::restore),
            EDITED.otherwise("R7 fields are decided", Edited::decideFields));

    private Editing() {}

    static void edited(Draft draft, RecordEdited edit) {
        draft.rules().decide(EDITED, new Edited(draft, edit));
    }

    /** An edit of a record. */
    private record Edited(Draft draft, RecordEdited edit) {

        boolean isRepeat() {
            return crm().recentEvents().contains(edit.eventId());
        }

        boolean is(EditVerb verb) {
            return edit.verb() == verb;
        }

        boolean isLateDelete() {
            return is(EditVerb.DELETE) && (crm().whole().isLaterThan(edit.said())
                    || crm().set()
                            .entrySet()
                            .stream()
                            .anyMatch(own -> own.getValue().said().isLaterThan(edit.said())
                                    && !hasSeen(own.getKey(), own.getValue())));
        }

        /** It looked at a version that holds this edit of its own: a clock has gone back. */
        private boolean hasSeen(String field, SetByCrm own) {
            Register register = draft.state().registers().get(field);
            return edit.seenVersion() > own.seenVersion() && register != null
                    && register.version() <= edit.seenVersion();
        }

        private CrmCopy crm() {
            return draft.state().crm();
        }

        boolean isDeleted() {
            return Deleting.deletion(draft.state().life()).isPresent() && !isBeforeHeldDelete();
        }

        boolean isPatchOfDeleted() {
            return is(EditVerb.PATCH) && draft.state().isDeleted();
        }

        /** By the CRM's own account, which told its delete first, and does not say that it saw it. */
        boolean isFromBeforeItsDelete() {
            return !is(EditVerb.PATCH) && isDeleted() && crm().deleted().isLaterThan(edit.said())
                    && !hasSeenTheDelete();
        }

        private boolean hasSeenTheDelete() {
            return draft.state().isDeleted() && edit.seenVersion() > 0
                    && edit.seenVersion() >= draft.state().version();
        }

        /** It asks for nobody's return, and is there if the delete is rejected. */
        boolean isBeforeHeldDelete() {
            return is(EditVerb.PATCH)
                    && draft.state().life() instanceof Life.DeleteHeld(Stamp deleted, var heldAt)
                    && deleted.replica() == Replica.CRM && !deleted.at().isBefore(stamp().at());
        }

        /** Sent whole as it was before the deletion, by a CRM that had not heard of it. */
        boolean isUnchangedCopy() {
            return is(EditVerb.WHOLE) && edit.seenVersion() > 0 && hadNotHeardOfTheDelete()
                    && edit.fields()
                            .stream()
                            .allMatch(name -> draft.kind()
                                    .field(name)
                                    .map(field -> field.same(draft.state().value(name),
                                            edit.contents().get(name)))
                                    .orElse(true));
        }

        private boolean hadNotHeardOfTheDelete() {
            return switch (draft.state().life()) {
                case Life.Live() -> false;
                case Life.Deleted deleted -> edit.seenVersion() < draft.state().version();
                // Nothing is published of a delete that is held.
                case Life.DeleteHeld(Stamp deleted, var heldAt) ->
                    deleted.replica() == Replica.MAILBOX;
            };
        }

        /** The CRM has it, by its own account; whoever deleted it there may look. */
        void keepLate() {
            draft.add(Deleting.conflict("R8", new Side(Value.NONE, stamp()), stamp()));
            done(Map.of());
            draft.wantRepeat();
        }

        void delete() {
            Deleting.deletedByCrm(draft, edit);
            done(Map.of());
        }

        void refuse() {
            draft.add(new FactRefused("deleted-record", is(EditVerb.PATCH)
                    ? "A patch for record " + edit.recordId()
                            + ", which is deleted; restore it or write it whole"
                    : "An edit of record " + edit.recordId() + " from before the CRM deleted it;"
                            + " restore it, or write it whole once more"));
        }

        void restore() {
            draft.add(new Restored(stamp(), "R8"));
            decideFields();
        }

        void decideFields() {
            boolean firstMeeting = isFirstMeeting();
            Map<String, SetByCrm> set = new TreeMap<>();
            for (String name : new TreeSet<>(edit.fields())) {
                draft.kind().field(name).ifPresent(field -> {
                    FieldEditing.edited(draft, edit, field, firstMeeting, set);
                    if (!field.same(draft.state().value(name), edit.contents().get(name))) {
                        draft.wantRepeat();
                    }
                });
            }
            done(set);
        }

        /** A CRM that names the item as we do has learnt of it from us: the two have met. */
        private boolean isFirstMeeting() {
            return crm().recordId().isEmpty() && is(EditVerb.WHOLE)
                    && edit.seenVersion() == 0
                    && !edit.recordId().equals(draft.state().key().item());
        }

        void done(Map<String, SetByCrm> set) {
            draft.add(new ItemEvent.SetByCrm(edit, set));
        }

        Stamp stamp() {
            return draft.stamp(edit.editedAt(), Replica.CRM);
        }
    }
}
