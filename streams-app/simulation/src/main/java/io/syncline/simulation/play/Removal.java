package io.syncline.simulation.play;

import io.syncline.schemas.contact.WriteKind;
import io.syncline.schemas.contact.WriteOutcome;
import io.syncline.schemas.contact.WriteResult;
import io.syncline.schemas.topic.TopicCatalogue;
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

    /**
     * Whether it is known of everything that bears our stamp that we made it: no copy does, nothing was
     * taken back, and no create went unheard.
     */
    static boolean isSure(World world, Place place) {
        return world.mailbox(place)
                .all()
                .stream()
                .filter(item -> isOurs(item, place))
                .allMatch(item -> isSure(world, item))
                && world.topics()
                        .all(TopicCatalogue.WRITE_RESULTS)
                        .stream()
                        .map(entry -> entry.read(TopicCatalogue.WRITE_RESULTS, WriteResult.class))
                        .noneMatch(result -> result.getOutcome() == WriteOutcome.UNAVAILABLE
                                && result.getWrite().getKind() == WriteKind.CREATE);
    }

    /** Somebody deletes one of what we made; the CRM keeps it all the same. */
    void deleteOneOfOurs() {
        items(world, place, item -> isOurs(item, place)).stream()
                .findFirst()
                .ifPresent(item -> world.mailbox(place).delete(world.now(), item));
    }

    /** Checks it once everything rests again. */
    void check() {
        items(world, place, item -> isOurs(item, place))
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
    private static boolean isSure(World world, ModelMailbox.Item item) {
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
