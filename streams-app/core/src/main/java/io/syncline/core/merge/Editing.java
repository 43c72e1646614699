package io.syncline.core.merge;

import io.syncline.core.fact.Fact.EditVerb;
import io.syncline.core.fact.Fact.RecordEdited;
import io.syncline.core.item.Field;
import io.syncline.core.item.Value;
import io.syncline.core.merge.FieldDecision.Edit;
import io.syncline.core.state.CrmCopy;
import io.syncline.core.state.ItemEvent.ConflictFound;
import io.syncline.core.state.ItemEvent.ConflictKind;
import io.syncline.core.state.ItemEvent.FactRefused;
import io.syncline.core.state.ItemEvent.Restored;
import io.syncline.core.state.ItemEvent.SetByCrm;
import io.syncline.core.state.ItemEvent.Side;
import io.syncline.core.state.Register;
import io.syncline.core.state.Replica;
import io.syncline.core.state.Stamp;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Takes in what the CRM did (rules R7, R8).
 *
 * <pre>
 * the record is     the edit is          then
 * -                 a repeat             nothing
 * deleted           a patch              refused: a dead letter
 * deleted           whole, or a restore  the item lives again
 * there             a delete             see {@link Deleting}
 * there             anything else        each named field is decided; what lost is sent again
 * </pre>
 */
final class Editing {

    private Editing() {}

    static void edited(Draft draft, RecordEdited edit) {
        if (draft.state().crm().recentEvents().contains(edit.eventId())) {
            return;
        }
        boolean deleted = draft.state().isDeleted();
        if (deleted && edit.verb() == EditVerb.PATCH) {
            draft.add(new FactRefused("deleted-record", "A patch for record " + edit.recordId()
                    + ", which is deleted; restore it or write it whole"));
            return;
        }
        if (edit.verb() == EditVerb.DELETE) {
            Deleting.deletedByCrm(draft, edit);
            draft.add(new SetByCrm(edit, Map.of()));
            return;
        }
        if (deleted && isUnchangedCopy(draft, edit)) {
            draft.add(new SetByCrm(edit, Map.of()));
            draft.wantRepeat();
            return;
        }
        if (deleted) {
            draft.add(new Restored(draft.stamp(edit.editedAt(), Replica.CRM)));
        }
        decideFields(draft, edit);
    }

    /** A record sent whole as it was before the deletion, by a CRM that had not heard of it. */
    private static boolean isUnchangedCopy(Draft draft, RecordEdited edit) {
        return edit.verb() == EditVerb.WHOLE && edit.seenVersion() > 0
                && edit.seenVersion() < draft.state().version()
                && edit.fields()
                        .stream()
                        .allMatch(name -> draft.kind()
                                .field(name)
                                .map(field -> field.same(draft.state().value(name),
                                        edit.contents().get(name)))
                                .orElse(true));
    }

    private static void decideFields(Draft draft, RecordEdited edit) {
        Stamp stamp = draft.stamp(edit.editedAt(), Replica.CRM);
        boolean firstMeeting = draft.state().crm().recordId().isEmpty()
                && edit.verb() == EditVerb.WHOLE && edit.seenVersion() == 0;
        Map<String, CrmCopy.SetByCrm> set = new TreeMap<>();
        for (String name : new TreeSet<>(edit.fields())) {
            draft.kind().field(name).ifPresent(field -> {
                if (decideField(draft, field, edit, stamp, firstMeeting)) {
                    set.put(name, new CrmCopy.SetByCrm(edit.contents().get(name), edit.editedAt(),
                            edit.revision(), edit.seenVersion()));
                }
                if (!field.same(draft.state().value(name), edit.contents().get(name))) {
                    draft.wantRepeat();
                }
            });
        }
        draft.add(new SetByCrm(edit, set));
    }

    /** Whether the CRM's latest word on this field is this edit. */
    private static boolean decideField(Draft draft, Field field, RecordEdited edit, Stamp stamp,
            boolean firstMeeting) {
        Value value = edit.contents().get(field.name());
        Register register = draft.state().registers().get(field.name());
        CrmCopy.SetByCrm last = draft.state().crm().set().get(field.name());
        if (last != null && last.isLaterThan(edit.editedAt(), edit.revision())) {
            keepLateEdit(draft, field, new Side(value, stamp));
            return false;
        }
        boolean upToDate = register != null && register.version() <= edit.seenVersion();
        if (edit.verb() == EditVerb.WHOLE && !upToDate && last != null
                && field.same(last.value(), value)) {
            return false;
        }
        boolean seen = upToDate
                || register != null && register.stamp().replica() == Replica.CRM;
        if (register != null && !isOwnEditShown(register, last, edit.seenVersion())
                && !register.remembers(edit.seenVersion())) {
            keepUnsureEdit(draft, field, register, new Side(value, stamp));
            return true;
        }
        FieldDecision.decide(draft, field, new Edit(value, stamp, seen,
                shownByCrm(register, last, edit.seenVersion()), firstMeeting));
        return true;
    }

    /** Nobody knows any more what the edit took away or added: merged stays, and goes out again (R7). */
    private static void keepUnsureEdit(Draft draft, Field field, Register merged, Side sent) {
        if (!field.same(merged.value(), sent.value())) {
            draft.add(new ConflictFound(ConflictKind.UNSURE, "R7", field.name(),
                    new Side(merged.value(), merged.stamp()), sent));
        }
    }

    /** What the CRM was looking at: the merged value it took in last, or its own edit since then. */
    private static Value shownByCrm(@Nullable Register register, CrmCopy.@Nullable SetByCrm last,
            long seenVersion) {
        if (last != null && isOwnEditShown(register, last, seenVersion)) {
            return last.value();
        }
        return register == null ? Value.NONE : register.at(seenVersion);
    }

    private static boolean isOwnEditShown(@Nullable Register register,
            CrmCopy.@Nullable SetByCrm last, long seenVersion) {
        return last != null && last.seenVersion() >= seenVersion
                && (register == null || register.version() > seenVersion);
    }

    /** The CRM told this edit after a later one of its own: the later one stays (R8). */
    private static void keepLateEdit(Draft draft, Field field, Side late) {
        Register register = draft.state().registers().get(field.name());
        if (register != null && !field.same(register.value(), late.value())) {
            draft.add(new ConflictFound(ConflictKind.ORDER, "R8", field.name(),
                    new Side(register.value(), register.stamp()), late));
        }
    }
}
