package io.syncline.core.item;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Merges a set field (rule R10): what an edit added to its base is added, what it took away is taken
 * away, and everything else stays, so that two additions both survive.
 */
public final class SetMerge {

    private SetMerge() {}

    /**
     * @param current the value to edit
     * @param base what the editor was looking at
     * @param edited what the editor made of it
     */
    public static Value merge(Field field, Value current, Value base, Value edited) {
        Map<String, Value> result = byKey(field, current);
        Map<String, Value> before = byKey(field, base);
        Map<String, Value> after = byKey(field, edited);
        result.keySet().removeIf(key -> before.containsKey(key) && !after.containsKey(key));
        after.forEach((key, entry) -> {
            if (!entry.equals(before.get(key))) {
                if (before.containsKey(key)) {
                    result.put(key, entry);
                } else {
                    result.putIfAbsent(key, entry);
                }
            }
        });
        return Value.entries(new ArrayList<>(result.values()));
    }

    /** The first so many entries: what a replica with that much room can hold. */
    public static Value first(Value value, int entriesMax) {
        List<Value> entries = value.asEntries();
        return entries.size() <= entriesMax
                ? value
                : Value.entries(entries.subList(0, entriesMax));
    }

    private static Map<String, Value> byKey(Field field, Value value) {
        Map<String, Value> entries = new LinkedHashMap<>();
        value.asEntries().forEach(entry -> entries.putIfAbsent(field.entryKey(entry), entry));
        return entries;
    }
}
