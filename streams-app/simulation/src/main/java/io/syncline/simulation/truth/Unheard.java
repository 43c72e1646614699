package io.syncline.simulation.truth;

import io.syncline.schemas.contact.Presence;
import io.syncline.schemas.contact.Write;
import io.syncline.schemas.contact.WriteKind;
import io.syncline.schemas.contact.WriteOutcome;
import io.syncline.schemas.contact.WriteResult;
import io.syncline.simulation.model.Fields;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;

/**
 * The writes of which nobody heard whether they landed, or which version they made.
 *
 * <pre>
 * what is not known                     what it excuses
 * whether the next editor saw a value   that this value of the field wins over a later one, into a
 *                                       Conflict, and shows again
 * whether whoever deleted it had seen   that the item lives again, if it was deleted before a later
 *   what was written                    write landed and its answer was heard
 * </pre>
 */
final class Unheard {

    private final Map<String, Set<String>> valuesByField = new HashMap<>();
    private final Set<String> open = new HashSet<>();
    private final Set<String> deletedMeanwhile = new HashSet<>();

    /** @param isDeleted whether somebody deleted the person of an item */
    void answered(String item, WriteResult result, Predicate<String> isDeleted) {
        WriteKind kind = result.getWrite().getKind();
        if (kind != WriteKind.CREATE && kind != WriteKind.PATCH) {
            return; // Nobody can have seen a value that it wrote.
        }
        boolean landed = result.getOutcome() == WriteOutcome.LANDED;
        boolean isMissing = result.getOutcome() == WriteOutcome.STALE
                && result.getPresence() == Presence.UNKNOWN;
        if (result.getOutcome() == WriteOutcome.UNAVAILABLE || isMissing
                || landed && result.getLandedVersion().isEmpty()) {
            open.add(item);
            keep(item, result.getWrite());
        } else if (landed && open.remove(item) && isDeleted.test(item)) {
            deletedMeanwhile.add(item);
        }
    }

    /** Whether nobody knows what the deleter of one of the items saw. */
    boolean isDeleteUnsure(Set<String> items) {
        return items.stream()
                .anyMatch(item -> open.contains(item) || deletedMeanwhile.contains(item));
    }

    /** Whether this value of a field of one of the items was written, and nobody heard of it. */
    boolean isUnsure(Set<String> items, String field, String value) {
        return items.stream()
                .anyMatch(item -> valuesByField.getOrDefault(item + "/" + field, Set.of())
                        .contains(Person.normal(value)));
    }

    private void keep(String item, Write write) {
        Map<String, String> written = Fields.only(Fields.of(write.getContact()),
                Set.copyOf(write.getFields()));
        written.forEach((field, text) -> {
            Set<String> values = valuesByField.computeIfAbsent(item + "/" + field,
                    key -> new HashSet<>());
            values.add(Person.normal(text));
            Fields.entries(text).forEach(entry -> values.add(Person.normal(entry)));
        });
    }
}
