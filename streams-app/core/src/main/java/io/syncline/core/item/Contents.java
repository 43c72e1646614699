package io.syncline.core.item;

import java.util.Collections;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/** The values of an item by field name; a field that is not named has none. */
public record Contents(SortedMap<String, Value> values) {

    public static final Contents EMPTY = new Contents(new TreeMap<>());

    public Contents {
        SortedMap<String, Value> kept = new TreeMap<>(values);
        kept.values().removeIf(Value::isEmpty);
        values = Collections.unmodifiableSortedMap(kept);
    }

    public static Contents of(Map<String, Value> values) {
        return new Contents(new TreeMap<>(values));
    }

    public Value get(String field) {
        return values.getOrDefault(field, Value.NONE);
    }

    @Override
    public String toString() {
        return "Contents" + values.keySet();
    }
}
