package io.syncline.simulation.play;

import io.syncline.simulation.model.Dice;
import io.syncline.simulation.model.Fields;
import io.syncline.simulation.model.ModelCrm;
import io.syncline.simulation.model.ModelMailbox;
import io.syncline.simulation.truth.Person;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;

/** Finds somebody to whom something can be done. */
final class Finding {

    private Finding() {}

    static Place place(Workplace world, Dice dice) {
        return dice.one(world.places()).orElseThrow();
    }

    /** A living contact of such a person. */
    static Optional<ModelMailbox.Item> contact(Workplace world, Place place, Dice dice,
            Predicate<Person> such) {
        return dice.one(world.mailboxDesk(place)
                .alive()
                .stream()
                .filter(item -> is(world, item.fields(), such))
                .toList());
    }

    /** A record of such a person; not while the CRM has two that turn out to be one. */
    static Optional<ModelCrm.Record> record(Workplace world, Place place, Dice dice,
            Predicate<Person> such) {
        List<ModelCrm.Record> alive = world.crmDesk(place).alive();
        List<String> marks = world.places()
                .stream()
                .filter(other -> other.tenant().equals(place.tenant()))
                .flatMap(other -> world.crmDesk(other).alive().stream())
                .map(record -> record.shown(Fields.MARK))
                .toList();
        return dice.one(alive.stream()
                .filter(record -> is(world, record.fields(), such))
                .filter(record -> Collections.frequency(marks,
                        record.shown(Fields.MARK)) == 1)
                .toList());
    }

    /** What was hidden before it was ever told could not be matched with what the CRM has. */
    static boolean isKnown(Person person) {
        return person.isEdited() && person.isMet();
    }

    static boolean isOpen(ModelMailbox.Item item) {
        return item.isFollowed() && item.shown(Fields.SENSITIVITY).isEmpty();
    }

    static boolean isOnBothSides(Workplace world, Place place, Person person) {
        return world.mailboxDesk(place)
                .alive()
                .stream()
                .anyMatch(item -> item.shown(Fields.MARK).equals(person.mark()))
                && world.crmDesk(place)
                        .alive()
                        .stream()
                        .anyMatch(record -> record.shown(Fields.MARK).equals(person.mark()));
    }

    static boolean is(Workplace world, Map<String, String> fields, Predicate<Person> such) {
        return world.people()
                .marked(fields.getOrDefault(Fields.MARK, ""))
                .filter(such)
                .isPresent();
    }

    static Person person(Workplace world, Map<String, String> fields) {
        return world.people()
                .marked(fields.getOrDefault(Fields.MARK, ""))
                .orElseThrow();
    }
}
