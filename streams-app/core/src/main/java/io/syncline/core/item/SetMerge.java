package io.syncline.core.item;

import io.syncline.core.item.Field.Merging;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Merges a field of entries (rule R10): what an edit added to its base is added, what it took away is
 * taken away, and everything else stays, so that two additions both survive.
 *
 * <p>
 * What an editor adds stands behind the last entry that it shows, before what it never showed: so a
 * replica with room for the first few keeps showing what was entered there.
 */
public final class SetMerge {

    private SetMerge() {}

    /**
     * @param current the value to edit
     * @param base what the editor was looking at
     * @param edited what the editor made of it
     * @param ordering whether the editor's order, if it changed it, is taken as well
     */
    public static Value merge(Field field, Value current, Value base, Value edited,
            boolean ordering) {
        Map<String, Value> before = byKey(field, base);
        Map<String, Value> after = byKey(field, edited);
        Map<String, Value> kept = byKey(field, current);
        kept.keySet().removeIf(key -> before.containsKey(key) && !after.containsKey(key));
        kept.replaceAll((key, entry) -> isRewritten(field, key, before, after)
                ? after.getOrDefault(key, entry)
                : withAdded(field, key, entry, before, after));
        List<String> order = withAdded(field, List.copyOf(kept.keySet()), before, after);
        after.forEach((key, entry) -> {
            if (order.contains(key)) {
                kept.putIfAbsent(key, entry);
            }
        });
        if (ordering && field.merging() == Merging.LIST
                && isReordered(before.keySet(), after.keySet())) {
            return valueOf(kept, inOrderOf(after.keySet(), order));
        }
        return valueOf(kept, order);
    }

    /**
     * Whether an edit rewrites, or takes away, an entry that was rewritten otherwise meanwhile; or adds
     * one that is there already, and says something else of it.
     */
    public static boolean contradicts(Field field, Value current, Value base, Value edited) {
        Map<String, Value> before = byKey(field, base);
        Map<String, Value> after = byKey(field, edited);
        return byKey(field, current).entrySet()
                .stream()
                .anyMatch(entry -> isRewritten(field, entry.getKey(), before, Map.ofEntries(entry))
                        && isRewritten(field, entry.getKey(), before, after)
                        && !entry.getValue().equals(after.get(entry.getKey()))
                        || isAddedOtherwise(field, entry.getKey(), entry.getValue(), before,
                                after));
    }

    private static boolean isAddedOtherwise(Field field, String key, Value entry,
            Map<String, Value> before, Map<String, Value> after) {
        Value added = after.get(key);
        return added != null && !before.containsKey(key)
                && !field.sameEntry(field.united(entry, added), field.united(added, entry));
    }

    /** Two who add the same thing: what only one of them says of it is kept. */
    private static Value withAdded(Field field, String key, Value entry,
            Map<String, Value> before, Map<String, Value> after) {
        Value added = after.get(key);
        return added == null || before.containsKey(key) ? entry : field.united(entry, added);
    }

    /** What tells the entries of a value apart. */
    public static Set<String> keys(Field field, Value value) {
        return byKey(field, value).keySet();
    }

    /** The first so many entries: what a replica with that much room can hold. */
    public static Value first(Value value, int entriesMax) {
        List<Value> entries = value.asEntries();
        return entries.size() <= entriesMax
                ? value
                : Value.entries(entries.subList(0, entriesMax));
    }

    private static boolean isRewritten(Field field, String key, Map<String, Value> before,
            Map<String, Value> after) {
        Value was = before.get(key);
        Value now = after.get(key);
        return was != null && (now == null || !field.sameEntry(was, now));
    }

    /** The keys with those that the editor added, each behind the entry that it stands behind there. */
    private static List<String> withAdded(Field field, List<String> kept,
            Map<String, Value> before, Map<String, Value> after) {
        List<String> order = new ArrayList<>(kept);
        int place = 0;
        for (String key : after.keySet()) {
            int stands = order.indexOf(key);
            if (stands >= 0) {
                place = Math.max(place, stands + 1);
            } else if (!before.containsKey(key) || isRewritten(field, key, before, after)) {
                order.add(place, key);
                place++;
            }
        }
        return order;
    }

    private static boolean isReordered(Set<String> before, Set<String> after) {
        return !before.stream()
                .filter(after::contains)
                .toList()
                .equals(after.stream().filter(before::contains).toList());
    }

    private static List<String> inOrderOf(Set<String> wanted, List<String> order) {
        List<String> sorted = new ArrayList<>(wanted.stream().filter(order::contains).toList());
        order.stream().filter(key -> !wanted.contains(key)).forEach(sorted::add);
        return sorted;
    }

    private static Value valueOf(Map<String, Value> entries, List<String> order) {
        List<Value> values = new ArrayList<>();
        order.forEach(key -> {
            Value value = entries.get(key);
            if (value != null) {
                values.add(value);
            }
        });
        return Value.entries(values);
    }

    private static Map<String, Value> byKey(Field field, Value value) {
        Map<String, Value> entries = new LinkedHashMap<>();
        value.asEntries().forEach(entry -> entries.putIfAbsent(field.entryKey(entry), entry));
        return entries;
    }
}
