package io.syncline.core.merge;

import io.syncline.core.fact.Command;
import io.syncline.core.fact.Command.Verb;
import io.syncline.core.item.Field;
import io.syncline.core.item.Value;
import io.syncline.core.state.ItemEvent.WritesWithheld;
import io.syncline.core.state.ItemState;
import io.syncline.core.state.Trouble;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Keeps back what a generation of merge decided to write before it took over, and nobody sent: nothing is
 * written to a mailbox because of a rebuild (design §5). What is kept back is a value of a field, as what was
 * refused is (rule R14), so the item goes on: its owner's edits are taken in, and another value is written.
 *
 * <pre>
 * a value                                                is kept back
 * that a command was to write which was decided before   from the walk after the handover on
 *   the generation took over
 * that a command was to write in whose place another   at once
 *   generation's was answered, while that one drains
 * that an operator releases                              no longer
 * that a command wrote which somebody answers            no longer: it was sent after all
 * that is not wished any more, or stands there, or       no longer
 *   of who is gone, or to be made by all rules
 * </pre>
 *
 * A create, or a delete, is kept back as a whole.
 */
final class Withholding {

    private Withholding() {}

    /** What the command was to write waits; a look writes nothing. */
    static void withhold(Draft draft, Command command) {
        if (command.verb() == Verb.READ) {
            return;
        }
        Map<String, Value> withheld = new TreeMap<>(draft.state().trouble().withheld());
        command.fields().forEach(field -> withheld.put(field, command.contents().get(field)));
        if (command.verb() != Verb.PATCH) {
            withheld.put(Trouble.WHOLE_ITEM, Value.NONE);
        }
        set(draft, withheld);
    }

    /** An operator lets it out. */
    static void release(Draft draft) {
        set(draft, Map.of());
    }

    /** Whoever answers a command was sent it: what it writes is not wished by new rules alone. */
    static void forgetWhatWasSent(Draft draft, Command command) {
        if (!draft.state().isWithheld() || command.verb() == Verb.READ) {
            return; // As almost always.
        }
        Map<String, Value> withheld = new TreeMap<>(draft.state().trouble().withheld());
        withheld.entrySet().removeIf(entry -> wrote(draft, command, entry));
        set(draft, withheld);
    }

    /** What is wished otherwise by now, or stands in the mailbox, waits for nobody. */
    static void forgetWhatIsSettled(Draft draft) {
        if (draft.state().isWithheld()) {
            Map<String, Value> withheld = new TreeMap<>(draft.state().trouble().withheld());
            withheld.keySet().removeIf(name -> isSettled(draft, name));
            set(draft, withheld);
        }
    }

    /** Whether the item is not to be made, or not to be deleted. */
    static boolean isOfTheWhole(Draft draft) {
        return draft.state().trouble().withheld().containsKey(Trouble.WHOLE_ITEM);
    }

    private static boolean wrote(Draft draft, Command command, Map.Entry<String, Value> entry) {
        if (entry.getKey().equals(Trouble.WHOLE_ITEM)) {
            return command.verb() != Verb.PATCH;
        }
        return command.fields().contains(entry.getKey()) && draft.kind()
                .field(entry.getKey())
                .filter(field -> field.same(command.contents().get(entry.getKey()),
                        entry.getValue()))
                .isPresent();
    }

    private static boolean isSettled(Draft draft, String name) {
        ItemState state = draft.state();
        boolean exists = state.mailbox().exists();
        if (name.equals(Trouble.WHOLE_ITEM)) {
            return state.isDeleted() != exists;
        }
        if (!exists && (state.isDeleted() || !isOfTheWhole(draft))) {
            return true; // Who is gone lacks no value; who is made is made whole.
        }
        Optional<Field> field = draft.kind().field(name);
        return field.isEmpty() || !draft.isWithheld(field.get())
                || !draft.mailboxDiffers(field.get());
    }

    private static void set(Draft draft, Map<String, Value> withheld) {
        if (!withheld.equals(draft.state().trouble().withheld())) {
            draft.add(new WritesWithheld(withheld));
        }
    }
}
