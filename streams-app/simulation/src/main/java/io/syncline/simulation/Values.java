package io.syncline.simulation;

import io.syncline.core.fact.Reading;
import io.syncline.core.item.Contents;
import io.syncline.core.item.Value;
import java.util.Arrays;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** Contacts as plain texts on one side, as core's values on the other. */
final class Values {

    static final String PROVIDER = "graph";
    static final String EMAIL = "emailAddresses";
    static final String CATEGORIES = "categories";
    static final Set<String> FIELDS = Set.of("jobTitle", "companyName", "department", "surname",
            CATEGORIES, EMAIL, ModelMailbox.RENDERED);

    private Values() {}

    static Contents contents(Map<String, String> texts) {
        Map<String, Value> values = new TreeMap<>();
        texts.forEach((field, text) -> values.put(field, value(field, text)));
        return Contents.of(values);
    }

    static Map<String, String> texts(Contents contents, Set<String> fields) {
        Map<String, String> texts = new TreeMap<>();
        fields.forEach(field -> texts.put(field, text(contents.get(field))));
        return texts;
    }

    /** @param stamped whether the request asked for our properties */
    static Reading reading(ModelMailbox.Item item, boolean stamped) {
        return new Reading(PROVIDER, item.id(), item.version(), item.modifiedAt(),
                stamped ? item.stamp() : "", FIELDS, contents(item.fields()));
    }

    /** Entries of a set in order of the alphabet, separated by commas. */
    static String text(Value value) {
        return switch (value) {
            case Value.None none -> "";
            case Value.Text(String text) -> text;
            case Value.Group group -> group.part("address");
            case Value.Entries(var entries) -> entries.stream()
                    .map(Values::text)
                    .sorted()
                    .collect(Collectors.joining(","));
        };
    }

    static Set<String> entries(String text) {
        return text.isEmpty() ? Set.of() : new TreeSet<>(Arrays.asList(text.split(",", -1)));
    }

    private static Value value(String field, String text) {
        return switch (field) {
            case EMAIL -> text.isEmpty()
                    ? Value.NONE
                    : Value.entries(
                            java.util.List.of(Value.group(Map.of("address", text))));
            case CATEGORIES -> text.isEmpty()
                    ? Value.NONE
                    : Value.entries(entries(text).stream().map(Value::text).toList());
            default -> Value.text(text);
        };
    }
}
