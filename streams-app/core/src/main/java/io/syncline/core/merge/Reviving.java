package io.syncline.core.merge;

import io.syncline.core.fact.Reading;
import io.syncline.core.item.Field;
import io.syncline.core.item.Value;
import io.syncline.core.state.ItemEvent.Restored;
import io.syncline.core.state.ItemEvent.Side;
import io.syncline.core.state.MailboxCopy.Presence;
import io.syncline.core.state.Register;
import io.syncline.core.state.Replica;
import io.syncline.core.state.Stamp;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Takes in what a mailbox shows of an item whose delete stands or is held (rule R19). The first row that
 * holds decides:
 *
 * <pre>
 * a newer reading                                    then
 * of one that was gone from the mailbox              lives again: somebody brought it back
 * that shows an edit                                 lives again, and a Conflict tells
 * any other                                          the delete stands; a Conflict keeps names that the
 *                                                      service may have worked out
 * </pre>
 *
 * What a create of ours made that nobody heard of shows what we wrote, and that is nobody's edit.
 */
final class Reviving {

    private static final Table<Shown> SHOWN = new Table<>("shown though deleted");

    static final List<Rule<?>> ROWS = List.of(
            SHOWN.row("R19 brought back in the mailbox", Shown::isRevived,
                    shown -> shown.draft()
                            .add(new Restored(shown.stamp(), "R19"))),
            SHOWN.row("R19 edited by someone who did not know of the delete", Shown::isEdited,
                    Shown::restore),
            SHOWN.otherwise("R19 shows nothing but names that the service works out",
                    Shown::keepNames));

    private Reviving() {}

    /**
     * A newer reading of an item that is held to be deleted: it was brought back in the mailbox, or
     * edited there by someone who did not know of the deletion.
     *
     * @param edited what it shows otherwise than the base
     */
    static void beforeReading(Draft draft, Reading reading, Map<String, Value> edited) {
        Deleting.deletion(draft.state().life())
                .ifPresent(deleted -> draft.rules()
                        .decide(SHOWN, new Shown(draft,
                                draft.stamp(reading.modifiedAt(), Replica.MAILBOX), deleted,
                                isUnheardCreate(draft, reading)
                                        ? notOurs(draft, edited)
                                        : edited)));
    }

    /** A create of ours made it, and nobody heard: what it was made with is nobody's edit. */
    private static boolean isUnheardCreate(Draft draft, Reading reading) {
        return draft.before().mailbox().presence() == Presence.NEVER
                && reading.stamp().equals(draft.state().key().item());
    }

    /** What of this was never a merged value of the item. */
    static Map<String, Value> notOurs(Draft draft, Map<String, Value> shown) {
        Map<String, Value> edited = new TreeMap<>(shown);
        edited.entrySet()
                .removeIf(field -> draft.kind()
                        .field(field.getKey())
                        .filter(kind -> isOrWas(draft, kind, field.getValue()))
                        .isPresent());
        return edited;
    }

    private static boolean isOrWas(Draft draft, Field field, Value value) {
        Register register = draft.state().registers().get(field.name());
        return register != null && (field.same(draft.rendition(field), value)
                || register.past().stream().anyMatch(past -> field.same(past.value(), value)));
    }

    /**
     * A reading of an item whose delete stands or is held.
     *
     * @param edited what it shows otherwise than the base
     */
    private record Shown(Draft draft, Stamp stamp, Stamp deleted, Map<String, Value> edited) {

        boolean isRevived() {
            return draft.before().mailbox().presence() == Presence.GONE && !draft.answersCreate();
        }

        boolean isEdited() {
            return !Deleting.recomputed(draft).containsAll(edited.keySet());
        }

        void restore() {
            draft.add(new Restored(stamp, "R19"));
            draft.add(Deleting.conflict("R19", new Side(Value.NONE, stamp), deleted));
        }

        void keepNames() {
            edited.forEach(
                    (field, value) -> Deleting.keep(draft, field, new Side(value, stamp), deleted));
        }
    }
}
