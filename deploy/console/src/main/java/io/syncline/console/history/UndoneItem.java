package io.syncline.console.history;

import io.syncline.topology.history.Glance;
import java.time.Instant;
import java.util.List;

/**
 * What an undo would do to one contact.
 *
 * @param glance the contact as it was when this was planned
 * @param act what happens to it as a whole
 * @param fields those that would change back
 * @param skipped what is left as it is, since somebody changed it later
 */
public record UndoneItem(Glance glance, Act act, List<FieldBack> fields, List<Skipped> skipped) {

    /** What happens to a contact as a whole. */
    public enum Act {
        /** Some of its fields change back. */
        CHANGED_BACK,
        /** It was deleted, and lives again. */
        RESTORED,
        /** It was made, and is deleted again. */
        DELETED,
        /** Nothing: somebody changed it later. */
        LEFT
    }

    /**
     * What is left as it is.
     *
     * @param what a field's name, or {@link #THE_CONTACT}
     * @param why in words
     * @param at when it was changed later
     */
    public record Skipped(String what, String why, Instant at) {}

    /** Stands for the contact as a whole in {@link Skipped}. */
    public static final String THE_CONTACT = "the contact";

    public UndoneItem {
        fields = List.copyOf(fields);
        skipped = List.copyOf(skipped);
    }

    @Override
    public String toString() {
        return "UndoneItem[" + act + " " + glance + "]";
    }
}
