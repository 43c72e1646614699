package io.syncline.core.item;

import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The value of one field, in its canonical form: null, blank and empty are all {@link None}.
 *
 * <p>
 * Holds personal data, so {@code toString} shows none of it; {@link #canonicalText()} does.
 */
public sealed interface Value {

    /** No value: never set, or cleared. */
    Value NONE = new None();

    /** No value. */
    record None() implements Value {}

    /** A text that is not blank. */
    record Text(String text) implements Value {
        public Text {
            if (text.isBlank()) {
                throw new IllegalArgumentException("A text is not blank; use Value.text()");
            }
        }

        @Override
        public String toString() {
            return "Text[" + text.length() + " characters]";
        }
    }

    /** Named texts that belong together, such as the lines of an address; not empty. */
    record Group(SortedMap<String, String> parts) implements Value {
        public Group {
            if (parts.isEmpty()) {
                throw new IllegalArgumentException("A group is not empty; use Value.group()");
            }
            parts = Collections.unmodifiableSortedMap(new TreeMap<>(parts));
        }

        /** The named part, or an empty text. */
        public String part(String name) {
            return parts.getOrDefault(name, "");
        }

        @Override
        public String toString() {
            return "Group" + parts.keySet();
        }
    }

    /** Several values in order; not empty, none of them empty. */
    record Entries(List<Value> entries) implements Value {
        public Entries {
            if (entries.isEmpty()) {
                throw new IllegalArgumentException("A list is not empty; use Value.entries()");
            }
            entries = List.copyOf(entries);
        }

        @Override
        public String toString() {
            return "Entries[" + entries.size() + "]";
        }
    }

    /** A text, or none where it is null or blank. */
    static Value text(@Nullable String text) {
        return text == null || text.isBlank() ? NONE : new Text(text.strip());
    }

    /** The parts that are not blank, or none where all are. */
    static Value group(Map<String, ? extends @Nullable String> parts) {
        SortedMap<String, String> kept = new TreeMap<>();
        parts.forEach((name, text) -> {
            if (text != null && !text.isBlank()) {
                kept.put(name, text.strip());
            }
        });
        return kept.isEmpty() ? NONE : new Group(kept);
    }

    /** The values that are not empty, or none where all are. */
    static Value entries(Collection<Value> values) {
        List<Value> kept = values.stream().filter(value -> !value.isEmpty()).toList();
        return kept.isEmpty() ? NONE : new Entries(kept);
    }

    default boolean isEmpty() {
        return this instanceof None;
    }

    /** The entries of a list; none where it is empty. */
    default List<Value> asEntries() {
        return switch (this) {
            case None() -> List.of();
            case Entries(List<Value> entries) -> entries;
            case Text text -> List.of(text);
            case Group group -> List.of(group);
        };
    }

    /** One text for people and for Changes; an empty text where there is no value. */
    default String canonicalText() {
        return switch (this) {
            case None() -> "";
            case Text(String text) -> text;
            case Group(SortedMap<String, String> parts) -> parts.entrySet()
                    .stream()
                    .map(part -> part.getKey() + "=" + part.getValue())
                    .collect(Collectors.joining("; "));
            case Entries(List<Value> entries) -> entries.stream()
                    .map(Value::canonicalText)
                    .collect(Collectors.joining(" | "));
        };
    }
}
