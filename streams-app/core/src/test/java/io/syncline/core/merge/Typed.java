package io.syncline.core.merge;

import io.syncline.core.item.Contents;
import io.syncline.core.item.ItemKind;
import io.syncline.core.item.Value;
import java.util.Arrays;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Fields and their values as a test writes them, one after the other. */
record Typed(ItemKind kind) {

    static Set<String> names(String... fieldsAndValues) {
        Set<String> names = new TreeSet<>();
        for (int i = 0; i < fieldsAndValues.length; i += 2) {
            names.add(fieldsAndValues[i]);
        }
        return names;
    }

    /** Entries of a set are separated by commas; e-mails and phones become groups. */
    Contents contents(String... fieldsAndValues) {
        Map<String, Value> values = new TreeMap<>();
        for (int i = 0; i < fieldsAndValues.length; i += 2) {
            String field = fieldsAndValues[i];
            values.put(field, value(field, fieldsAndValues[i + 1]));
        }
        return Contents.of(values);
    }

    private Value value(String field, String text) {
        return switch (kind.field(field).orElseThrow().form()) {
            case TEXT, SENSITIVITY -> kind.field(field).orElseThrow().hasEntries()
                    ? entries(text, Value::text)
                    : Value.text(text);
            case EMAIL -> entries(text, Typed::email);
            case PHONE -> field.endsWith("s") ? entries(text, Typed::phone) : phone(text);
            case ADDRESS -> Value.group(Map.of("street", text));
        };
    }

    /** An address, or an address/name. */
    private static Value email(String text) {
        String[] parts = text.split("/", 2);
        return Value.group(parts.length == 1
                ? Map.of("address", text)
                : Map.of("address", parts[0], "name", parts[1]));
    }

    private static Value phone(String text) {
        return Value.group(Map.of("number", text, "e164", text));
    }

    private static Value entries(String text, Function<String, Value> one) {
        return text.isEmpty()
                ? Value.NONE
                : Value.entries(Arrays.stream(text.split(","))
                        .map(one)
                        .collect(Collectors.toList()));
    }
}
