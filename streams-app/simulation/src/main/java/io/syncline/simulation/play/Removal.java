package io.syncline.simulation.play;

import io.syncline.simulation.model.Fields;
import io.syncline.simulation.model.ModelCrm;
import io.syncline.simulation.model.ModelMailbox;
import io.syncline.simulation.truth.Person;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/**
 * An agent has left: what we made in the mailbox is removed once everything rests. None of it may be
 * left there, what people made must stand as it was, and so must every record.
 */
record Removal(World world, Place place, List<ModelMailbox.Item> theirs,
        List<Map<String, String>> records) {

    /** Decides it, and remembers what must stay. */
    static Removal decide(World world, Place place) {
        Removal removal = new Removal(world, place,
                items(world, place, item -> !isOurs(item, place)),
                records(world, place));
        OperatorActions.removeSynced(world, place);
        return removal;
    }

    /** Checks it once everything rests again. */
    void check() {
        items(world, place, item -> isOurs(item, place) && isSure(item))
                .forEach(item -> world.people()
                        .broken(item.shown(Fields.MARK) + " was made by us in " + place
                                + ", and was not removed (I1)"));
        if (!items(world, place, item -> !isOurs(item, place)).equals(theirs)) {
            world.people()
                    .broken("What people made in " + place + " is " + world.mailbox(place).alive()
                            + " after the removal of what we made, and was " + theirs + " (I2)");
        }
        if (!records(world, place).equals(records)) {
            world.people()
                    .broken("The CRM shows " + records(world, place) + " of " + place
                            + " after a removal from the mailbox, and showed " + records
                            + " (I2)");
        }
    }

    /** A copy, and what was taken back, carry our stamp, too, and are people's; a double may be. */
    private boolean isSure(ModelMailbox.Item item) {
        return world.people()
                .marked(item.shown(Fields.MARK))
                .filter(person -> person.kind() != Person.Kind.TWIN)
                .filter(world.people()::isMadeOnce)
                .isPresent();
    }

    private static boolean isOurs(ModelMailbox.Item item, Place place) {
        return item.stamp().startsWith(place + "/");
    }

    private static List<ModelMailbox.Item> items(World world, Place place,
            Predicate<ModelMailbox.Item> such) {
        return world.mailbox(place).alive().stream().filter(such).toList();
    }

    private static List<Map<String, String>> records(World world, Place place) {
        return world.crm(place.tenant())
                .alive(place.mailbox())
                .stream()
                .map(ModelCrm.Record::fields)
                .toList();
    }
}
