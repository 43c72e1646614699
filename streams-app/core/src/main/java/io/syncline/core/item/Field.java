package io.syncline.core.item;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/**
 * One field of an item kind: its form decides when two values are the same, its merging what two
 * edits make.
 *
 * @param number names the field in stored states; never reused
 * @param name names it on topics
 * @param form what its values look like
 * @param merging how edits of it come together
 */
public record Field(int number, String name, Form form, Merging merging) {

    /** What a field's values look like. */
    public enum Form {
        /** Text, compared as it is. */
        TEXT,
        /** A group of {@code number} and {@code e164}: the same number is the same phone. */
        PHONE,
        /** A group of {@code address} and {@code name}: case of the address does not matter. */
        EMAIL,
        /** A group compared part by part. */
        ADDRESS,
        /**
         * Text that says how private an item is: {@code Private} and {@code Confidential} are for its
         * owner's eyes only, {@code Personal}, nothing and anything else are not.
         */
        SENSITIVITY
    }

    private static final String PRIVATE = "Private";
    private static final Set<String> PRIVATE_DEGREES = Set.of("private", "confidential");

    /** How edits of a field come together. */
    public enum Merging {
        /** One value; an edit replaces it. */
        SCALAR,
        /** Entries without an order; an edit adds and removes some of them (rule R10). */
        SET,
        /** Entries whose order means something; else like a set. */
        LIST
    }

    /** Whether two values mean the same to a person. */
    public boolean same(Value one, Value other) {
        if (one == other || one.equals(other)) { // Mostly it is the very value that was taken over.
            return true;
        }
        return switch (merging) {
            case SCALAR -> comparable(one).equals(comparable(other));
            case SET -> sorted(one).equals(sorted(other));
            case LIST -> comparables(one).toList().equals(comparables(other).toList());
        };
    }

    /** Whether two entries mean the same to a person. */
    boolean sameEntry(Value one, Value other) {
        return comparable(one).equals(comparable(other));
    }

    /** An entry with what another says of the same thing, where it says nothing itself. */
    Value united(Value entry, Value other) {
        return form == Form.EMAIL && entry instanceof Value.Group email
                && other instanceof Value.Group named && nameOf(email).isEmpty()
                && !nameOf(named).isEmpty()
                        ? Value.group(Map.of("address", email.part("address"), "name",
                                named.part("name")))
                        : entry;
    }

    /** Whether two values hold the same entries, in whatever order. */
    public boolean sameEntries(Value one, Value other) {
        return hasEntries() ? sorted(one).equals(sorted(other)) : same(one, other);
    }

    /**
     * As much of a value as a replica holds that has room for so many entries (rule R10). One with room for
     * a single degree of sensitivity tells what is private from what is not, and no more.
     *
     * @param room 0 where it cannot hold the field at all
     */
    public Value within(Value value, int room) {
        if (room == 0 || hasEntries()) {
            return SetMerge.first(value, room);
        }
        return form == Form.SENSITIVITY && room == 1
                ? isPrivate(value) ? Value.text(PRIVATE) : Value.NONE
                : value;
    }

    static boolean isPrivate(Value sensitivity) {
        return PRIVATE_DEGREES.contains(sensitivity.canonicalText().toLowerCase(Locale.ROOT));
    }

    /** Whether its values are lists of entries. */
    public boolean hasEntries() {
        return merging != Merging.SCALAR;
    }

    /** What tells the entries of a set apart: two entries with one key are the same thing. */
    public String entryKey(Value entry) {
        return switch (form) {
            case TEXT, ADDRESS, SENSITIVITY -> entry.canonicalText();
            case PHONE -> phoneKey(entry);
            case EMAIL -> entry instanceof Value.Group group
                    ? group.part("address").toLowerCase(Locale.ROOT)
                    : entry.canonicalText();
        };
    }

    private List<Value> sorted(Value value) {
        return comparables(value)
                .sorted((left, right) -> left.canonicalText().compareTo(right.canonicalText()))
                .toList();
    }

    private Stream<Value> comparables(Value value) {
        return value.asEntries().stream().map(this::comparable).distinct();
    }

    private Value comparable(Value value) {
        return switch (form) {
            case TEXT, ADDRESS, SENSITIVITY -> value;
            case PHONE -> Value.text(phoneKey(value));
            case EMAIL -> value instanceof Value.Group group ? comparableEmail(group) : value;
        };
    }

    private static String phoneKey(Value value) {
        if (value instanceof Value.Group group) {
            String e164 = group.part("e164");
            return e164.isEmpty() ? group.part("number") : e164;
        }
        return value.canonicalText();
    }

    private static Value comparableEmail(Value.Group email) {
        return Value.group(Map.of("address", email.part("address").toLowerCase(Locale.ROOT),
                "name", nameOf(email)));
    }

    /** A name that only repeats the address was put there by the service, not by a person. */
    private static String nameOf(Value.Group email) {
        String name = email.part("name");
        return name.equalsIgnoreCase(email.part("address")) ? "" : name;
    }
}
