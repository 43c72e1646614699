package io.syncline.core.merge;

import io.syncline.core.item.Field;
import io.syncline.core.item.Field.Merging;
import io.syncline.core.item.SetMerge;
import io.syncline.core.item.Value;
import io.syncline.core.state.ItemEvent.ConflictFound;
import io.syncline.core.state.ItemEvent.ConflictKind;
import io.syncline.core.state.ItemEvent.FieldSet;
import io.syncline.core.state.ItemEvent.Side;
import io.syncline.core.state.Register;
import io.syncline.core.state.Stamp;

/**
 * Decides one field (rules R9, R10).
 *
 * <pre>
 * register      editor had seen it   then
 * none          -                    a value sets it
 * same value    -                    nothing
 * a set         -                    additions and removals are applied; both sides' stay
 * other value   yes                  the edit follows it and wins, whatever the clocks say
 * other value   no, first meeting    an empty value never beats a value (R16)
 * other value   no                   the later stamp wins; a Conflict keeps the other
 * </pre>
 */
final class FieldDecision {

    private FieldDecision() {}

    /**
     * What a replica says of a field.
     *
     * @param seen whether it had seen the register's present value
     * @param base what it was looking at when it edited a set
     * @param firstMeeting whether the two sides have just been joined
     */
    record Edit(Value value, Stamp stamp, boolean seen, Value base, boolean firstMeeting) {}

    static void decide(Draft draft, Field field, Edit edit) {
        Register register = draft.state().registers().get(field.name());
        if (register == null) {
            if (!edit.value().isEmpty()) {
                draft.add(new FieldSet(field.name(), edit.value(), edit.stamp(), "R5"));
            }
        } else if (field.merging() == Merging.SET) {
            decideSet(draft, field, register, edit);
        } else if (!field.same(register.value(), edit.value())) {
            decideScalar(draft, field, register, edit);
        }
    }

    private static void decideSet(Draft draft, Field field, Register register, Edit edit) {
        Value merged = SetMerge.merge(field, register.value(), edit.base(), edit.value());
        if (!field.same(merged, register.value())) {
            draft.add(new FieldSet(field.name(), merged,
                    edit.stamp().following(register.stamp()), "R10"));
        }
    }

    private static void decideScalar(Draft draft, Field field, Register register, Edit edit) {
        Side present = new Side(register.value(), register.stamp());
        Side challenger = new Side(edit.value(), edit.stamp());
        if (edit.seen()) {
            draft.add(new FieldSet(field.name(), edit.value(),
                    edit.stamp().following(register.stamp()), "R9"));
        } else if (edit.firstMeeting() && register.value().isEmpty()) {
            draft.add(new FieldSet(field.name(), edit.value(), edit.stamp(), "R16"));
        } else if (edit.firstMeeting() && edit.value().isEmpty()) {
            return;
        } else if (edit.stamp().compareTo(register.stamp()) > 0) {
            draft.add(new FieldSet(field.name(), edit.value(), edit.stamp(), "R9"));
            draft.add(conflict(field, challenger, present));
        } else {
            draft.add(conflict(field, present, challenger));
        }
    }

    private static ConflictFound conflict(Field field, Side kept, Side lost) {
        return new ConflictFound(ConflictKind.FIELD, "R9", field.name(), kept, lost);
    }
}
