package io.syncline.core.item;

import java.util.Map;

/** The values of an item by field name; a field that is not named has none. */
public record Contents(Map<String, Value> values) {

    public static final Contents EMPTY = new Contents(Map.of());

    public Contents {
        ByName<Value> all = ByName.copyOf(values);
        values = all.containsValue(Value.NONE)
                ? all.map((field, value) -> value.isEmpty() ? null : value)
                : all;
    }

    public static Contents of(Map<String, Value> values) {
        return new Contents(values);
    }

    public Value get(String field) {
        Value value = values.get(field);
        return value == null ? Value.NONE : value;
    }

    @Override
    public String toString() {
        return "Contents" + values.keySet();
    }
}
