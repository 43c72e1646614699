package io.syncline.topology.history;

import io.syncline.core.item.Value;
import java.util.Objects;

/**
 * The value of one field, for people and to be set again. Holds personal data, so {@code toString}
 * shows none of it.
 *
 * @param code the exact value as {@link ShownCode} writes it; empty where there is none
 */
public record Shown(String code) {

    /** No value. */
    public static final Shown NOTHING = new Shown("");

    public Shown {
        Objects.requireNonNull(code, "code");
    }

    static Shown of(Value value) {
        return value.isEmpty() ? NOTHING : new Shown(ShownCode.encode(value));
    }

    public boolean isNothing() {
        return code.isEmpty();
    }

    /** As Changes tell it: one text, empty where there is no value. */
    public String text() {
        return value().canonicalText();
    }

    Value value() {
        return ShownCode.decode(code);
    }

    @Override
    public String toString() {
        return "Shown[" + code.length() + "]";
    }
}
