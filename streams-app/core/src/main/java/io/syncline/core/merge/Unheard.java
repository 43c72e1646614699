package io.syncline.core.merge;

import io.syncline.core.fact.Command;
import io.syncline.core.fact.Command.Verb;
import io.syncline.core.item.Field;
import io.syncline.core.item.Value;
import io.syncline.core.state.ItemEvent.WritesUnheard;
import io.syncline.core.state.Trouble;
import java.util.HashSet;
import java.util.Set;

/**
 * Remembers of which writes nobody heard whether they landed (rule R14): what the mailbox shows of them
 * afterwards is perhaps our own doing, and no edit or delete of its owner.
 */
final class Unheard {

    private Unheard() {}

    /** The command ended, and its answer never came. */
    static void note(Draft draft, Command command) {
        Set<String> names = new HashSet<>(draft.state().trouble().unheard());
        if (command.verb() == Verb.DELETE) {
            names.add(Trouble.WHOLE_ITEM);
        } else if (command.verb() == Verb.PATCH) {
            names.addAll(command.fields());
        }
        set(draft, names);
    }

    /** These fields were heard of. */
    static void forget(Draft draft, Set<String> fields) {
        Set<String> before = draft.state().trouble().unheard();
        if (before.isEmpty()) {
            return; // As almost always.
        }
        Set<String> names = new HashSet<>(before);
        names.removeAll(fields);
        set(draft, names);
    }

    /** The object was seen to be there after our delete of it. */
    static void forgetTheDelete(Draft draft) {
        forget(draft, Set.of(Trouble.WHOLE_ITEM));
    }

    /** Whether the mailbox shows what such a write would have made of the field. */
    static boolean isShown(Draft draft, Field field, Value shown) {
        return draft.state().trouble().unheard().contains(field.name())
                && field.same(draft.rendition(field), shown);
    }

    private static void set(Draft draft, Set<String> names) {
        if (!names.equals(draft.state().trouble().unheard())) {
            draft.add(new WritesUnheard(names));
        }
    }
}
