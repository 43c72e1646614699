package io.syncline.core.merge;

import io.syncline.core.fact.Command;
import io.syncline.core.fact.Command.Verb;
import io.syncline.core.item.Field;
import io.syncline.core.item.Value;
import io.syncline.core.state.ItemEvent.WritesUnheard;
import io.syncline.core.state.UnheardWrites;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * Remembers of which writes nobody heard whether they landed (rule R14): what the mailbox shows of them
 * afterwards is perhaps our own doing, and no edit or delete of its owner.
 */
final class Unheard {

    private Unheard() {}

    /** The command ended, and its answer never came. */
    static void note(Draft draft, Command command) {
        UnheardWrites writes = draft.state().trouble().unheard();
        if (command.verb() == Verb.DELETE) {
            writes = writes.withDelete();
        } else if (command.verb() == Verb.PATCH) {
            for (String field : command.fields()) {
                writes = writes.with(field, command.contents().get(field));
            }
        }
        set(draft, writes);
    }

    /** What became of these fields is known. */
    static void forget(Draft draft, Set<String> fields) {
        UnheardWrites writes = draft.state().trouble().unheard();
        if (writes.isEmpty()) {
            return; // As almost always.
        }
        for (String field : fields) {
            writes = writes.without(field);
        }
        set(draft, writes);
    }

    /** The object is at a version that our delete would not have met: it was not deleted by us. */
    static void forgetTheDelete(Draft draft) {
        set(draft, new UnheardWrites(false, draft.state().trouble().unheard().written()));
    }

    /** The object was looked at since: what it does not show by now did not land. */
    static void forgetAll(Draft draft) {
        set(draft, UnheardWrites.NONE);
    }

    /** What of this is not such a write's doing. */
    static Map<String, Value> byOthers(Draft draft, Map<String, Value> shown) {
        if (draft.state().trouble().unheard().isEmpty()) {
            return shown;
        }
        Map<String, Value> others = new TreeMap<>(shown);
        others.entrySet()
                .removeIf(entry -> draft.kind()
                        .field(entry.getKey())
                        .filter(field -> isShown(draft, field, entry.getValue()))
                        .isPresent());
        return others;
    }

    /** Whether the mailbox shows what such a write wrote. */
    static boolean isShown(Draft draft, Field field, Value shown) {
        return draft.state()
                .trouble()
                .unheard()
                .written()
                .getOrDefault(field.name(), List.of())
                .stream()
                .anyMatch(written -> field.same(written, shown));
    }

    private static void set(Draft draft, UnheardWrites writes) {
        if (!writes.equals(draft.state().trouble().unheard())) {
            draft.add(new WritesUnheard(writes));
        }
    }
}
