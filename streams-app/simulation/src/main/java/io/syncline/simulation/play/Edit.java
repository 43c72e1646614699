package io.syncline.simulation.play;

import io.syncline.simulation.model.Dice;
import io.syncline.simulation.model.Fields;
import io.syncline.simulation.model.ModelMailbox;
import io.syncline.simulation.truth.People;
import io.syncline.simulation.truth.Person;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * What a person enters into a contact.
 *
 * @param value of the whole field; empty: the field is cleared
 */
record Edit(Side side, String field, String value) {

    /** Where somebody edits. */
    enum Side {
        MAILBOX,
        CRM,
        /** A CRM that cannot tell what its user was looking at. */
        CRM_WITHOUT_VERSIONS
    }

    /**
     * @param room how many phones the editor's side has room for
     * @param side where it is entered; in a CRM it may be a value that mailboxes refuse
     */
    static Edit any(People people, Dice dice, Map<String, String> shown, int room, Side side) {
        return switch (dice.below(8)) {
            case 0 -> entries(people, dice, shown, Fields.CATEGORIES, 9, side);
            case 1 -> entries(people, dice, shown, Fields.PHONES, room, side);
            default -> scalar(people, dice, shown, side);
        };
    }

    /** Another category. */
    static Edit category(People people, Dice dice, Map<String, String> shown) {
        return entries(people, dice, shown, Fields.CATEGORIES, 20, Side.MAILBOX);
    }

    /** Another value of this field, or none. */
    static Edit inMailbox(People people, Dice dice, Map<String, String> shown, String field) {
        return scalar(people, dice, shown, field, Side.MAILBOX);
    }

    Map<String, String> fields() {
        return Map.of(field, value);
    }

    /** @param overwritten what stood in the field when this was entered */
    void entered(Person person, Map<String, String> overwritten) {
        String before = overwritten.getOrDefault(field, "");
        if (!field.equals(Fields.CATEGORIES) && !field.equals(Fields.PHONES)) {
            enteredValue(person, before);
            return;
        }
        List<String> entries = Fields.entries(value);
        List<String> entriesBefore = Fields.entries(before);
        for (String entry : entries) {
            if (!entriesBefore.contains(entry) && side == Side.MAILBOX) {
                person.addedEntry(field, entry);
            } else if (!entriesBefore.contains(entry)) {
                person.addedEntryInCrm(field, entry);
            }
        }
        entriesBefore.stream()
                .filter(entry -> !entries.contains(entry))
                .forEach(entry -> person.removedEntry(field, entry));
    }

    private void enteredValue(Person person, String before) {
        if (side == Side.MAILBOX) {
            person.entered(field, value, before);
        } else {
            person.enteredInCrm(field, value, before, side == Side.CRM);
        }
    }

    private static Edit scalar(People people, Dice dice, Map<String, String> shown, Side side) {
        return scalar(people, dice, shown, Fields.SCALARS.get(dice.below(Fields.SCALARS.size())),
                side);
    }

    private static Edit scalar(People people, Dice dice, Map<String, String> shown, String field,
            Side side) {
        String before = shown.getOrDefault(field, "");
        String kind = side != Side.MAILBOX && dice.oneIn(25) ? ModelMailbox.REFUSED : "v";
        String value = !before.isEmpty() && dice.oneIn(6) ? "" : people.value(kind);
        people.enteredAt(side == Side.MAILBOX
                ? io.syncline.schemas.contact.Side.MAILBOX
                : io.syncline.schemas.contact.Side.CRM, value);
        return new Edit(side, field, value);
    }

    private static Edit entries(People people, Dice dice, Map<String, String> shown, String field,
            int room, Side side) {
        List<String> entries = new ArrayList<>(Fields.entries(shown.get(field)));
        if (entries.isEmpty() || entries.size() < room && !dice.oneIn(3)) {
            String entry = people.value(field.equals(Fields.PHONES) ? "n" : "c");
            entries.add(dice.below(entries.size() + 1), entry);
        } else if (entries.size() > 1 && dice.oneIn(3)) {
            entries.add(entries.removeFirst());
        } else {
            entries.remove(dice.below(entries.size()));
        }
        return new Edit(side, field, String.join(",", entries));
    }
}
