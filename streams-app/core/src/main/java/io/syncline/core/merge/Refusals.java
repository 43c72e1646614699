package io.syncline.core.merge;

import io.syncline.core.fact.Command;
import io.syncline.core.fact.Command.Verb;
import io.syncline.core.fact.Fact.CommandAnswered;
import io.syncline.core.item.Value;
import io.syncline.core.state.ItemEvent.AlertRaised;
import io.syncline.core.state.ItemEvent.RefusalNoted;
import io.syncline.core.state.Trouble;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** Remembers what a mailbox refused, so that it is tried alone, or not again (rule R14). */
final class Refusals {

    private Refusals() {}

    /** Several fields were refused together: each is tried alone. */
    static void suspect(Draft draft, Command command) {
        Trouble trouble = draft.state().trouble();
        Set<String> suspects = new HashSet<>(trouble.suspects());
        suspects.addAll(command.fields());
        draft.add(new RefusalNoted(suspects, trouble.parked()));
    }

    /** One value was refused, or the item as a whole: not tried again until another is wished. */
    static void park(Draft draft, CommandAnswered answer) {
        Command command = answer.command();
        Trouble trouble = draft.state().trouble();
        Set<String> suspects = new HashSet<>(trouble.suspects());
        Map<String, Value> parked = new HashMap<>(trouble.parked());
        if (command.verb() != Verb.READ) {
            String field = command.fields().stream().findFirst().orElse(Trouble.WHOLE_ITEM);
            suspects.remove(field);
            parked.put(field, command.contents().get(field));
            draft.add(new AlertRaised("write-rejected", "The mailbox refuses to "
                    + command.verb().name().toLowerCase(Locale.ROOT) + " " + field + " ("
                    + answer.reason()
                    + "); it is not tried again until another value is wished"));
        }
        draft.add(new RefusalNoted(suspects, parked));
    }

    /** These fields were taken: what was refused of them before may be wished again. */
    static void accepted(Draft draft, Command command) {
        Trouble trouble = draft.state().trouble();
        if (trouble.suspects().isEmpty() && trouble.parked().isEmpty()) {
            return; // As almost always.
        }
        Set<String> suspects = new HashSet<>(trouble.suspects());
        Map<String, Value> parked = new HashMap<>(trouble.parked());
        boolean wereSuspects = suspects.removeAll(command.fields());
        boolean wereParked = parked.keySet().removeAll(command.fields());
        if (wereSuspects || wereParked) {
            draft.add(new RefusalNoted(suspects, parked));
        }
    }

    static boolean areThereAny(Draft draft) {
        Trouble trouble = draft.state().trouble();
        return !trouble.suspects().isEmpty() || !trouble.parked().isEmpty();
    }

    /** Whoever asks for it knows why it would be taken now. */
    static void forgetAll(Draft draft) {
        draft.add(new RefusalNoted(Set.of(), Map.of()));
    }

    /** A refusal of the item as a whole was about an earlier wish. */
    static void forgetTheWhole(Draft draft) {
        Trouble trouble = draft.state().trouble();
        if (trouble.parked().containsKey(Trouble.WHOLE_ITEM)) {
            Map<String, Value> parked = new HashMap<>(trouble.parked());
            parked.remove(Trouble.WHOLE_ITEM);
            draft.add(new RefusalNoted(trouble.suspects(), parked));
        }
    }
}
