package io.syncline.core.merge;

import io.syncline.core.fact.Policy.Direction;
import io.syncline.core.fact.Policy.FieldPolicy;
import io.syncline.core.fact.Policy.Preference;
import io.syncline.core.item.Field;
import io.syncline.core.item.SetMerge;
import io.syncline.core.item.Value;
import io.syncline.core.state.ItemEvent.ConflictFound;
import io.syncline.core.state.ItemEvent.ConflictKind;
import io.syncline.core.state.ItemEvent.FieldSet;
import io.syncline.core.state.ItemEvent.Side;
import io.syncline.core.state.Register;
import io.syncline.core.state.Replica;
import io.syncline.core.state.Stamp;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Decides one field (rules R9, R10). The first row that holds decides:
 *
 * <pre>
 * an edit                                            then
 * of a field that had no value ever                  a value sets it
 * by the mailbox, whose edits are not taken          a Conflict keeps it (policy)
 * that says what is there, or by the mailbox all     nothing
 *   that it has room for, or what a write of ours
 *   wrote of which nobody heard whether it landed
 * of a set                                           additions and removals are applied; both sides'
 *                                                      stay; of one entry rewritten on both sides the
 *                                                      edit's, and a Conflict keeps the other (R10)
 * that had seen the present value                    follows it and wins, whatever the clocks say (R9)
 * at the first meeting, the present value empty      sets it (R16)
 * at the first meeting, empty itself                 nothing (R16)
 * by the side that the tenant prefers                wins; a Conflict keeps the other (policy)
 * against the side that the tenant prefers           loses; a Conflict keeps it (policy)
 * with the later stamp                               wins; a Conflict keeps the other (R9)
 * any other                                          loses; a Conflict keeps it (R9)
 * </pre>
 */
final class FieldDecision {

    private static final Table<Challenge> DECIDED = new Table<>("field decided");

    static final List<Rule<?>> ROWS = List.of(
            DECIDED.row("R5 a first value", challenge -> challenge.register() == null,
                    Challenge::setFirst),
            DECIDED.row("policy: the mailbox's edits are not taken", Challenge::isNotTaken,
                    challenge -> challenge.lose("policy", ConflictKind.POLICY)),
            DECIDED.row("R9 what is there already", Challenge::isSame, challenge -> {}),
            DECIDED.row("R10 additions and removals", challenge -> challenge.field().hasEntries(),
                    Challenge::mergeEntries),
            DECIDED.row("R9 an edit that had seen the present value",
                    challenge -> challenge.edit().seen(), Challenge::follow),
            DECIDED.row("R16 a value beats an empty one", Challenge::fillsIn,
                    challenge -> challenge.set("R16")),
            DECIDED.row("R16 an empty value never beats a value", Challenge::isBlank,
                    challenge -> {}),
            DECIDED.row("policy: the preferred side wins", Challenge::isPreferred,
                    challenge -> challenge.win("policy")),
            DECIDED.row("policy: the other side is preferred", Challenge::isOtherPreferred,
                    challenge -> challenge.lose("policy", ConflictKind.FIELD)),
            DECIDED.row("R9 the later stamp wins", Challenge::isLater,
                    challenge -> challenge.win("R9")),
            DECIDED.otherwise("R9 the earlier stamp loses",
                    challenge -> challenge.lose("R9", ConflictKind.FIELD)));

    private FieldDecision() {}

    /**
     * What a replica says of a field.
     *
     * @param seen whether it had seen the register's present value
     * @param base what it was looking at when it edited
     * @param firstMeeting whether the two sides have just been joined
     */
    record Edit(Field field, Value value, Stamp stamp, boolean seen, Value base,
            boolean firstMeeting) {}

    static void decide(Draft draft, Edit edit) {
        draft.rules()
                .decide(DECIDED, new Challenge(draft, edit,
                        draft.state().registers().get(edit.field().name())));
    }

    private record Challenge(Draft draft, Edit edit, @Nullable Register register) {

        Field field() {
            return edit.field();
        }

        boolean isNotTaken() {
            return edit.stamp().replica() == Replica.MAILBOX
                    && policy().direction() == Direction.CRM_ONLY;
        }

        boolean isSame() {
            return field().same(present().value(), edit.value())
                    || edit.stamp().replica() == Replica.MAILBOX && (isAllThereIsRoomFor()
                            || Unheard.isShown(draft, field(), edit.value()));
        }

        /** Of entries it is merged which of them are there. */
        private boolean isAllThereIsRoomFor() {
            return !field().hasEntries() && field().same(draft.rendition(field()), edit.value());
        }

        boolean fillsIn() {
            return edit.firstMeeting() && present().value().isEmpty();
        }

        boolean isBlank() {
            return edit.firstMeeting() && edit.value().isEmpty();
        }

        boolean isPreferred() {
            return prefers(edit.stamp().replica()) && !prefers(present().stamp().replica());
        }

        boolean isOtherPreferred() {
            return prefers(present().stamp().replica()) && !prefers(edit.stamp().replica());
        }

        boolean isLater() {
            return edit.stamp().compareTo(present().stamp()) > 0;
        }

        void setFirst() {
            if (!edit.value().isEmpty()) {
                set("R5");
            }
        }

        void mergeEntries() {
            Value merged = SetMerge.merge(field(), present().value(), edit.base(), edit.value(),
                    edit.seen() || isLater());
            if (!edit.seen() && SetMerge.contradicts(field(), present().value(), edit.base(),
                    edit.value())) {
                conflict(ConflictKind.FIELD, "R10", new Side(edit.value(), edit.stamp()),
                        presentSide());
            }
            if (!field().same(merged, present().value())) {
                draft.add(new FieldSet(field().name(), merged,
                        edit.stamp().following(present().stamp()), draft.now(), "R10"));
            }
        }

        void follow() {
            draft.add(new FieldSet(field().name(), edit.value(),
                    edit.stamp().following(present().stamp()), draft.now(), "R9"));
        }

        void win(String rule) {
            set(rule);
            conflict(ConflictKind.FIELD, rule, new Side(edit.value(), edit.stamp()),
                    presentSide());
        }

        void lose(String rule, ConflictKind kind) {
            if (!isSame()) {
                conflict(kind, rule, presentSide(), new Side(edit.value(), edit.stamp()));
            }
        }

        void set(String rule) {
            draft.add(new FieldSet(field().name(), edit.value(), edit.stamp(), draft.now(), rule));
        }

        private void conflict(ConflictKind kind, String rule, Side kept, Side lost) {
            draft.add(new ConflictFound(kind, rule, field().name(), kept, lost));
        }

        private Side presentSide() {
            return new Side(present().value(), present().stamp());
        }

        private Register present() {
            if (register == null) {
                throw new IllegalStateException("No value of " + field().name() + " yet");
            }
            return register;
        }

        private FieldPolicy policy() {
            return draft.policy().field(field().name());
        }

        private boolean prefers(Replica replica) {
            return policy().preference() == switch (replica) {
                case MAILBOX -> Preference.MAILBOX;
                case CRM -> Preference.CRM;
            };
        }
    }
}
