package io.syncline.core.merge;

import io.syncline.core.fact.Fact.EditVerb;
import io.syncline.core.fact.Fact.RecordEdited;
import io.syncline.core.fact.Policy.Direction;
import io.syncline.core.item.Field;
import io.syncline.core.item.Value;
import io.syncline.core.merge.FieldDecision.Edit;
import io.syncline.core.state.CrmCopy.SetByCrm;
import io.syncline.core.state.ItemEvent.ConflictFound;
import io.syncline.core.state.ItemEvent.ConflictKind;
import io.syncline.core.state.ItemEvent.Side;
import io.syncline.core.state.Register;
import io.syncline.core.state.Replica;
import io.syncline.core.state.Stamp;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Takes in one field of what the CRM did (rules R7, R8). The first row that holds decides:
 *
 * <pre>
 * a field of an edit                             then
 * whose edits by the CRM are not taken           a Conflict keeps it; merged is sent again (policy)
 * older than the CRM's own later edit of it      a Conflict keeps it (R8)
 * whole, and what the CRM was shown              no edit; if merged differs it is sent again (R7)
 * whole, without a version, and what the CRM     no edit; if merged differs, an unsure Conflict
 *   once sent or was once shown                    keeps it, and merged is sent again (R7)
 * without a version, of entries that may be      additions are taken; an unsure Conflict keeps
 *   newer than what the CRM was shown              what it may have taken away (R7)
 * whose base nobody remembers                    an unsure Conflict keeps it (R7)
 * any other                                      see {@link FieldDecision}
 * </pre>
 */
final class FieldEditing {

    private static final Table<FieldEdited> FIELD = new Table<>("field edited");

    static final List<Rule<?>> ROWS = List.of(
            FIELD.row("policy: the CRM's edits are not taken", FieldEdited::isNotTaken,
                    FieldEdited::keepUntaken),
            FIELD.row("R8 older than the CRM's own edit", FieldEdited::isLate,
                    FieldEdited::keepLate),
            FIELD.row("R7 whole, and what the CRM was shown", FieldEdited::isAsShown, field -> {}),
            FIELD.row("R7 whole, without a version, and known", FieldEdited::isKnown,
                    FieldEdited::keepUnsure),
            FIELD.row("R7 entries, without a version", FieldEdited::isGuessed,
                    FieldEdited::decideGuessed),
            FIELD.row("R7 a base that nobody remembers", FieldEdited::isForgotten, field -> {
                field.keepUnsure();
                field.noteSet();
            }),
            FIELD.otherwise("R7 a field is edited", FieldEdited::decide));

    private FieldEditing() {}

    /** @param set collects the fields on which this edit is the CRM's latest word */
    static void edited(Draft draft, RecordEdited edit, Field field, boolean firstMeeting,
            Map<String, SetByCrm> set) {
        draft.rules()
                .decide(FIELD, new FieldEdited(draft, edit, field,
                        draft.state().registers().get(field.name()),
                        draft.state().crm().set().get(field.name()), firstMeeting, set));
    }

    /**
     * One field of an edit.
     *
     * @param last what the CRM itself set last
     * @param set collects the fields on which this edit is the CRM's latest word
     */
    private record FieldEdited(Draft draft, RecordEdited edit, Field field,
            @Nullable Register register, @Nullable SetByCrm last, boolean firstMeeting,
            Map<String, SetByCrm> set) {

        boolean isNotTaken() {
            return draft.policy().field(field.name()).direction() == Direction.MAILBOX_ONLY
                    && register != null;
        }

        boolean isLate() {
            return last != null
                    && last.said().isLaterThan(edit.said());
        }

        boolean isAsShown() {
            return isBuiltOnAVersion() && isBaseKnown() && !isUpToDate()
                    && field.same(shown(), value());
        }

        /** The CRM cannot say what it was looking at, but has shown this value before (R7). */
        boolean isKnown() {
            return isUnversioned() && edit.verb() == EditVerb.WHOLE
                    && (last != null && field.same(last.value(), value())
                            || register != null && register.wasOnce(field, value()));
        }

        /** What it took away, it may never have been shown. */
        boolean isGuessed() {
            return isUnversioned() && field.hasEntries() && register != null
                    && !isSurelySeen();
        }

        boolean isForgotten() {
            return register != null && (field.hasEntries() || isBuiltOnAVersion())
                    && !isUnversioned() && !isBaseKnown();
        }

        void keepUntaken() {
            keep(ConflictKind.POLICY, "policy");
        }

        /** The CRM told this edit after a later one of its own: the later one stays (R8). */
        void keepLate() {
            keep(ConflictKind.ORDER, "R8");
        }

        void keepUnsure() {
            keep(ConflictKind.UNSURE, "R7");
        }

        void decide() {
            FieldDecision.decide(draft, new Edit(field, value(), stamp(), hasSeenMerged(), shown(),
                    firstMeeting));
            noteSet();
        }

        /** It was shown merged, or had set the same itself; the stamp on entries is a union's. */
        private boolean hasSeenMerged() {
            boolean isOwn = register != null && register.stamp().replica() == Replica.CRM
                    && !field.hasEntries();
            boolean hasSetTheSame = register != null && last != null
                    && field.same(last.value(), register.value());
            return isUpToDate() || isOwn || hasSetTheSame;
        }

        /** What it left out and merged has, it may have taken away or never have been shown. */
        void decideGuessed() {
            decide();
            Register merged = draft.state().registers().get(field.name());
            if (merged != null && !field.sameEntries(merged.value(), value())) {
                draft.add(new ConflictFound(ConflictKind.UNSURE, "R7", field.name(),
                        new Side(merged.value(), merged.stamp()),
                        new Side(value(), stamp())));
            }
        }

        void noteSet() {
            set.put(field.name(), new SetByCrm(value(), edit.editedAt(), edit.revision(),
                    edit.seenVersion()));
        }

        private Stamp stamp() {
            return draft.stamp(edit.editedAt(), Replica.CRM);
        }

        private Value value() {
            return edit.contents().get(field.name());
        }

        private boolean isBuiltOnAVersion() {
            return edit.verb() == EditVerb.WHOLE && edit.seenVersion() > 0;
        }

        private boolean isUnversioned() {
            return (edit.verb() == EditVerb.WHOLE || edit.verb() == EditVerb.PATCH)
                    && edit.seenVersion() == 0 && !firstMeeting;
        }

        private boolean isSurelySeen() {
            return register != null && register.isSurelySeenAt(stamp().at());
        }

        private boolean isUpToDate() {
            return register != null && register.version() <= edit.seenVersion();
        }

        private boolean isBaseKnown() {
            return isOwnEditShown() || register == null
                    || register.remembers(edit.seenVersion());
        }

        /** What the CRM was looking at: the merged value it took in last, or its own edit since. */
        private Value shown() {
            if (register != null && isUnversioned() && isSurelySeen()) {
                return register.value();
            }
            if (register != null && isGuessed()) {
                return guessed(register);
            }
            if (last != null && isOwnEditShown()) {
                return last.value();
            }
            return register == null ? Value.NONE : register.at(edit.seenVersion());
        }

        /** What it sent last, and of what was published before, whatever it shows still. */
        private Value guessed(Register merged) {
            Set<String> sent = entryKeys(value());
            List<Value> entries = new ArrayList<>(
                    last == null ? List.of() : last.value().asEntries());
            merged.past()
                    .stream()
                    .flatMap(earlier -> earlier.value().asEntries().stream())
                    .filter(entry -> sent.contains(field.entryKey(entry)))
                    .forEach(entries::add);
            return Value.entries(entries);
        }

        private Set<String> entryKeys(Value entries) {
            return entries.asEntries()
                    .stream()
                    .map(field::entryKey)
                    .collect(Collectors.toUnmodifiableSet());
        }

        private boolean isOwnEditShown() {
            long seen = edit.seenVersion();
            return last != null && last.seenVersion() >= seen
                    && (register == null || register.version() > seen);
        }

        private void keep(ConflictKind kind, String rule) {
            if (register != null && !field.same(register.value(), value())) {
                draft.add(new ConflictFound(kind, rule, field.name(),
                        new Side(register.value(), register.stamp()),
                        new Side(value(), stamp())));
            }
        }
    }
}
