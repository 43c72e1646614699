package io.syncline.topology.history;

import io.syncline.core.item.Value;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * A value as one text from which exactly that value is read again; a Change's text for people is not
 * enough for that. Lengths count UTF-16 units.
 *
 * <pre>
 * nothing    (empty)
 * a text     t LENGTH : TEXT
 * a group    g PARTS : then each part, its name and its text, both like texts
 * entries    e COUNT : then each entry
 * </pre>
 */
final class ShownCode {

    private static final char TEXT = 't';
    private static final char GROUP = 'g';
    private static final char ENTRIES = 'e';
    private static final char END_OF_NUMBER = ':';

    private ShownCode() {}

    static String encode(Value value) {
        StringBuilder code = new StringBuilder();
        write(code, value);
        return code.toString();
    }

    /** @throws IllegalStateException if no value was ever written so */
    static Value decode(String code) {
        if (code.isEmpty()) {
            return Value.NONE;
        }
        Reader reader = new Reader(code);
        Value value = reader.value();
        if (reader.position != code.length()) {
            throw reader.malformed();
        }
        return value;
    }

    private static void write(StringBuilder code, Value value) {
        switch (value) {
            case Value.None() -> {
                // Stands for itself.
            }
            case Value.Text(String text) -> write(code, text);
            case Value.Group(SortedMap<String, String> parts) -> {
                code.append(GROUP).append(parts.size()).append(END_OF_NUMBER);
                parts.forEach((name, text) -> {
                    write(code, name);
                    write(code, text);
                });
            }
            case Value.Entries(List<Value> entries) -> {
                code.append(ENTRIES).append(entries.size()).append(END_OF_NUMBER);
                entries.forEach(entry -> write(code, entry));
            }
        }
    }

    private static void write(StringBuilder code, String text) {
        code.append(TEXT).append(text.length()).append(END_OF_NUMBER).append(text);
    }

    /** Goes through a code from its beginning. */
    private static final class Reader {

        private final String code;
        private int position;

        Reader(String code) {
            this.code = code;
        }

        Value value() {
            return switch (next()) {
                case TEXT -> Value.text(text(number()));
                case GROUP -> group(number());
                case ENTRIES -> entries(number());
                default -> throw malformed();
            };
        }

        private Value group(int count) {
            Map<String, String> parts = new TreeMap<>();
            for (int i = 0; i < count; i++) {
                String name = named();
                parts.put(name, named());
            }
            return Value.group(parts);
        }

        private Value entries(int count) {
            List<Value> entries = new ArrayList<>();
            for (int i = 0; i < count; i++) {
                entries.add(value());
            }
            return Value.entries(entries);
        }

        private String named() {
            if (next() != TEXT) {
                throw malformed();
            }
            return text(number());
        }

        private String text(int length) {
            if (length > code.length() - position) {
                throw malformed();
            }
            position += length;
            return code.substring(position - length, position);
        }

        private char next() {
            if (position >= code.length()) {
                throw malformed();
            }
            position++;
            return code.charAt(position - 1);
        }

        private int number() {
            int end = code.indexOf(END_OF_NUMBER, position);
            if (end <= position) {
                throw malformed();
            }
            String digits = code.substring(position, end);
            position = end + 1;
            try {
                return Integer.parseInt(digits);
            } catch (NumberFormatException e) {
                throw malformed();
            }
        }

        /** Names the place and shows nothing of what stands there. */
        IllegalStateException malformed() {
            return new IllegalStateException("A value's code breaks off or is malformed at "
                    + position + " of " + code.length());
        }
    }
}
