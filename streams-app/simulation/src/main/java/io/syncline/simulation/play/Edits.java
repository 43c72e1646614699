package io.syncline.simulation.play;

import io.syncline.simulation.model.Dice;
import io.syncline.simulation.model.Fields;
import io.syncline.simulation.model.ModelMailbox;
import io.syncline.simulation.truth.Person;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** What a person may enter into a contact that shows these fields. */
final class Edits {

    private Edits() {}

    /** Where somebody edits. */
    enum Side {
        MAILBOX, CRM,
        /** A CRM that cannot tell what its user was looking at. */
        CRM_WITHOUT_VERSIONS
    }

    /**
     * @param room how many phones the editor's side has room for
     * @param side where it is entered; in a CRM it may be a value that mailboxes refuse
     */
    static Map<String, String> any(World world, Dice dice, Person person,
            Map<String, String> shown, int room, Side side) {
        return switch (dice.below(8)) {
            case 0 -> entries(world, dice, person, shown, Fields.CATEGORIES, 9, side);
            case 1 -> entries(world, dice, person, shown, Fields.PHONES, room, side);
            default -> scalar(world, dice, person, shown, side);
        };
    }

    /** Another category. */
    static Map<String, String> category(World world, Dice dice, Person person,
            Map<String, String> shown) {
        return entries(world, dice, person, shown, Fields.CATEGORIES, 20, Side.MAILBOX);
    }

    private static Map<String, String> scalar(World world, Dice dice, Person person,
            Map<String, String> shown, Side side) {
        String field = Fields.SCALARS.get(dice.below(Fields.SCALARS.size()));
        String before = shown.getOrDefault(field, "");
        String kind = side != Side.MAILBOX && dice.oneIn(25) ? ModelMailbox.REFUSED : "v";
        String value = !before.isEmpty() && dice.oneIn(6) ? "" : world.people().value(kind);
        world.people()
                .enteredAt(side == Side.MAILBOX
                        ? io.syncline.schemas.contact.Side.MAILBOX
                        : io.syncline.schemas.contact.Side.CRM, value);
        if (side != Side.MAILBOX) {
            person.enteredInCrm(field, value, before, side == Side.CRM);
        } else {
            person.entered(field, value, before);
        }
        return Map.of(field, value);
    }

    private static Map<String, String> entries(World world, Dice dice, Person person,
            Map<String, String> shown, String field, int room, Side side) {
        List<String> entries = new ArrayList<>(Fields.entries(shown.get(field)));
        if (entries.isEmpty() || entries.size() < room && !dice.oneIn(3)) {
            String entry = world.people().value(field.equals(Fields.PHONES) ? "n" : "c");
            entries.add(dice.below(entries.size() + 1), entry);
            if (side != Side.MAILBOX) {
                person.addedEntryInCrm(field, entry);
            } else {
                person.addedEntry(field, entry);
            }
        } else if (entries.size() > 1 && dice.oneIn(3)) {
            entries.add(entries.removeFirst());
        } else {
            person.removedEntry(field, entries.remove(dice.below(entries.size())));
        }
        return Map.of(field, String.join(",", entries));
    }
}
