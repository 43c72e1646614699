package io.syncline.simulation.play;

import io.syncline.simulation.model.Dice;
import io.syncline.simulation.model.Fault;
import io.syncline.simulation.model.Fields;
import io.syncline.simulation.model.ModelCrm;
import io.syncline.simulation.model.ModelMailbox;
import io.syncline.simulation.truth.Person;
import io.syncline.simulation.truth.Person.Kind;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Predicate;

/** What people do in their mailboxes and in the CRM. */
final class PeopleActions {

    private static final String PRIVATE = "Private";
    private static final int MANY = 25;
    private static final int OFTEN = 12;
    private static final Duration SECOND = Duration.ofSeconds(1);

    private PeopleActions() {}

    static void add(World world, Dice dice) {
        Place place = place(world, dice);
        int die = dice.below(10);
        Kind kind = die < 5 ? Kind.EDITED : die < 8 ? Kind.CONTESTED : Kind.DOOMED;
        Person person = world.people().add(place.toString(), kind);
        Map<String, String> fields = firstFields(person, person.mark() + "@example.com");
        if (dice.oneIn(2)) {
            inMailbox(world, place, fields);
        } else {
            inCrm(world, place, fields);
        }
    }

    /** What both sides hold before they first meet. */
    static void fill(World world, Dice dice) {
        world.everywhere().forEach(place -> {
            for (int i = dice.below(4); i > 0; i--) {
                Person person = world.people().add(place.toString(), Kind.EDITED);
                Map<String, String> fields = firstFields(person, person.mark() + "@example.com");
                inMailbox(world, place, entered(world, person, fields));
                inCrm(world, place, entered(world, person, fields));
            }
        });
        Place place = place(world, dice);
        Person twin = world.people().add(place.toString(), Kind.TWIN);
        for (int i = 0; i < 2; i++) {
            inMailbox(world, place, firstFields(twin, "twin@example.com"));
            inCrm(world, place, firstFields(twin, "twin@example.com"));
        }
        couple(world, place(world, dice));
        if (dice.oneIn(4)) {
            Place crowded = place(world, dice);
            for (int i = 0; i < MANY; i++) {
                Person person = world.people().add(crowded.toString(), Kind.CROWD);
                inMailbox(world, crowded, firstFields(person, person.mark() + "@example.com"));
            }
        }
    }

    /** Two people who share one e-mail address stay two (history 21). */
    private static void couple(World world, Place place) {
        for (int i = 0; i < 2; i++) {
            Person person = world.people().add(place.toString(), Kind.EDITED);
            inMailbox(world, place, firstFields(person, "couple@example.com"));
            inCrm(world, place, firstFields(person, "couple@example.com"));
        }
    }

    static void editInMailbox(World world, Dice dice) {
        Place place = place(world, dice);
        contact(world, place, dice, Person::isEdited).ifPresent(item -> {
            Person person = person(world, item.fields());
            Map<String, String> edit = Edits.any(world, dice, person, item.fields(),
                    Fields.PHONES_MAX, Edits.Side.MAILBOX);
            if (!item.shown(Fields.SENSITIVITY).isEmpty()) {
                edit.forEach((field, value) -> Fields.entries(value)
                        .stream()
                        .filter(entry -> !Fields.entries(item.shown(field)).contains(entry))
                        .forEach(person::enteredInPrivate));
            }
            world.say(place + " edits " + item.id() + " " + person.mark() + " " + edit);
            world.mailbox(place).patch(world.now(), item, edit, "");
        });
    }

    static void editInCrm(World world, Dice dice) {
        Place place = place(world, dice);
        record(world, place, dice, Person::isEdited).ifPresent(record -> {
            Person person = person(world, record.fields());
            Map<String, String> edit = Edits.any(world, dice, person, record.fields(), 9,
                    world.isVersioned(place) ? Edits.Side.CRM : Edits.Side.CRM_WITHOUT_VERSIONS);
            world.say("CRM edits " + place + " " + record.id() + " " + person.mark() + " " + edit
                    + " at " + record.version());
            world.crm(place.tenant()).edit(world.now(), record, edit);
        });
    }

    static void delete(World world, Dice dice) {
        Place place = place(world, dice);
        boolean inMailbox = dice.oneIn(2);
        Predicate<Person> doomed = person -> !person.isDeleted()
                && (person.kind() == Kind.CONTESTED
                        || person.kind() == Kind.DOOMED && isOnBothSides(world, place, person));
        if (inMailbox) {
            contact(world, place, dice, doomed).filter(PeopleActions::isOpen)
                    .filter(item -> item.stamp().isEmpty()
                            || person(world, item.fields()).isMet())
                    .ifPresent(item -> deleteInMailbox(world, place, item));
        } else {
            record(world, place, dice, doomed)
                    .ifPresent(record -> deleteInCrm(world, place, record));
        }
    }

    /** Somebody selects nearly all and presses delete. */
    static void deleteMany(World world, Dice dice) {
        Place place = place(world, dice);
        // Whom the other side has deleted, too, where that is held or not yet heard of here.
        Predicate<Person> crowd = person -> person.kind() == Kind.CROWD
                && (person.isDeleted() || isOnBothSides(world, place, person));
        if (dice.oneIn(2)) {
            world.mailbox(place)
                    .alive()
                    .stream()
                    .filter(item -> is(world, item.fields(), crowd))
                    .forEach(item -> deleteInMailbox(world, place, item));
        } else {
            world.crm(place.tenant())
                    .alive(place.mailbox())
                    .stream()
                    .filter(record -> is(world, record.fields(), crowd))
                    .forEach(record -> deleteInCrm(world, place, record));
        }
    }

    /** Somebody opens a record in the CRM and saves it as it is. */
    static void saveInCrm(World world, Dice dice) {
        Place place = place(world, dice);
        ModelCrm crm = world.crm(place.tenant());
        if (crm.style() != ModelCrm.Style.WHOLE_RECORDS) {
            return;
        }
        record(world, place, dice,
                person -> person.isEdited() || person.kind() == Kind.DOOMED)
                .filter(record -> record.version() > 0)
                .ifPresent(record -> {
                    world.say("CRM saves " + record.id() + " of " + place + " as it is");
                    crm.edit(world.now(), record, Map.of());
                });
    }

    /** A private record of the CRM does not go to the mailbox. */
    static void addPrivately(World world, Dice dice) {
        Place place = place(world, dice);
        Person person = world.people().add(place.toString(), Kind.CRM_ONLY);
        inCrm(world, place, Fields.over(
                firstFields(person, person.mark() + "@example.com"),
                Map.of(Fields.SENSITIVITY, PRIVATE)));
    }

    /** Somebody files one contact again and again, and the CRM hears of none of it yet. */
    static void editOften(World world, Dice dice) {
        Place place = place(world, dice);
        contact(world, place, dice, PeopleActions::isKnown).filter(PeopleActions::isOpen)
                .ifPresent(first -> {
                    for (int i = 0; i < OFTEN; i++) {
                        ModelMailbox.Item item = world.mailbox(place)
                                .item(first.id())
                                .orElseThrow();
                        Map<String, String> edit = Edits.category(world, dice,
                                person(world, item.fields()), item.fields());
                        world.say(place + " edits " + item.id() + " " + edit);
                        world.pass(SECOND);
                        world.mailbox(place).patch(world.now(), item, edit, "");
                        world.source(place).finishRound(world.topics(), world.now());
                        ServiceActions.drainStreams(world);
                    }
                });
    }

    static void copy(World world, Dice dice) {
        Place place = place(world, dice);
        contact(world, place, dice, person -> person.kind() == Kind.EDITED)
                .filter(PeopleActions::isOpen)
                .ifPresent(item -> {
                    ModelMailbox.Item copy = world.mailbox(place).copy(world.now(), item);
                    Person person = another(world, place, item);
                    world.say(place + " copies " + item.id() + " to " + copy.id() + " "
                            + person.mark());
                    rename(world, place, copy, person);
                    world.happened(Fault.ITEM_COPIED);
                });
    }

    static void dragIn(World world, Dice dice) {
        Place place = place(world, dice);
        Place other = place(world, dice);
        if (other.equals(place)) {
            return;
        }
        contact(world, other, dice, person -> person.kind() == Kind.EDITED)
                .filter(PeopleActions::isOpen)
                .filter(item -> !item.stamp().isEmpty())
                .ifPresent(item -> {
                    Person person = another(world, place, item);
                    ModelMailbox.Item dragged = world.mailbox(place)
                            .create(world.now(), item.fields(), item.stamp(), item.writeId(), 0);
                    world.say(place + " drags in " + item.id() + " of " + other + " as "
                            + dragged.id() + " " + person.mark());
                    rename(world, place, dragged, person);
                    world.happened(Fault.ITEM_DRAGGED_IN);
                });
    }

    static void move(World world, Dice dice) {
        Place place = place(world, dice);
        contact(world, place, dice, PeopleActions::isKnown).ifPresent(item -> {
            List<String> folders = new ArrayList<>(ModelMailbox.FOLLOWED);
            folders.add(ModelMailbox.ARCHIVE);
            folders.remove(item.folder());
            String folder = dice.one(folders).orElseThrow();
            world.say(place + " moves " + item.id() + " to " + folder);
            world.mailbox(place).move(world.now(), item, folder);
            world.happened(Fault.ITEM_MOVED);
        });
    }

    static void turnPrivate(World world, Dice dice) {
        Place place = place(world, dice);
        contact(world, place, dice, PeopleActions::isKnown)
                .filter(ModelMailbox.Item::isFollowed)
                .ifPresent(item -> turnPrivate(world, place, item,
                        item.shown(Fields.SENSITIVITY).isEmpty()));
    }

    static void turnPrivate(World world, Place place, ModelMailbox.Item item,
            boolean isPrivate) {
        world.say(place + " makes " + item.id() + (isPrivate ? " private" : " public"));
        world.mailbox(place)
                .patch(world.now(), item, Map.of(Fields.SENSITIVITY, isPrivate ? PRIVATE : ""),
                        "");
        if (!isPrivate) {
            person(world, item.fields()).published();
        }
    }

    /** From Deleted Items, at its old version. */
    static void takeBack(World world, Dice dice) {
        Place place = place(world, dice);
        dice.one(world.mailbox(place)
                .all()
                .stream()
                .filter(ModelMailbox.Item::deleted)
                .filter(item -> is(world, item.fields(),
                        person -> person.kind() == Kind.CONTESTED))
                .toList()).ifPresent(item -> {
                    world.say(place + " takes " + item.id() + " back");
                    person(world, item.fields()).takenBack();
                    world.mailbox(place).restore(item);
                    world.happened(Fault.ITEM_RESTORED);
                });
    }

    static void reassign(World world, Dice dice) {
        Place place = place(world, dice);
        dice.one(world.others(place))
                .ifPresent(other -> record(world, place, dice,
                        person -> person.kind() == Kind.EDITED && person.newHome().isEmpty())
                        .filter(record -> record.version() > 0
                                && world.crm(place.tenant()).isHeard(record))
                        .ifPresent(record -> {
                            world.say("CRM gives " + record.id() + " of " + place + " to "
                                    + other);
                            person(world, record.fields()).givenTo(other.toString());
                            world.crm(place.tenant())
                                    .reassign(world.now(), record, other.mailbox());
                        }));
    }

    /** Three contacts without a name that share an e-mail address: nobody can tell who is who. */
    static void nameless(World world, Dice dice) {
        Place place = place(world, dice);
        String email = "nameless-" + place.mailbox() + "@example.com";
        List<ModelCrm.Record> known = world.crm(place.tenant())
                .alive(place.mailbox())
                .stream()
                .filter(record -> record.shown(Fields.EMAIL).equals(email))
                .toList();
        long inMailbox = world.mailbox(place)
                .alive()
                .stream()
                .filter(item -> item.shown(Fields.EMAIL).equals(email))
                .count();
        if (inMailbox == 0) {
            for (int i = 0; i < 2; i++) {
                inMailbox(world, place, unnamed(world, place, email));
            }
        } else if (known.size() == 2) {
            inCrm(world, place, unnamed(world, place, email));
        }
    }

    private static Map<String, String> unnamed(World world, Place place, String email) {
        Person person = world.people().add(place.toString(), Kind.NAMELESS);
        return Map.of(Fields.MARK, person.mark(), Fields.EMAIL, email, Fields.PHONES,
                world.people().value("n"));
    }

    private static void deleteInMailbox(World world, Place place, ModelMailbox.Item item) {
        world.say(place + " deletes " + item.id());
        person(world, item.fields()).deletedSeeing(item.fields());
        world.mailbox(place).delete(world.now(), item);
    }

    private static void deleteInCrm(World world, Place place, ModelCrm.Record record) {
        world.say("CRM deletes " + record.id() + " of " + place);
        person(world, record.fields()).deletedInCrm(record.fields(),
                world.isVersioned(place));
        world.crm(place.tenant()).delete(world.now(), record);
    }

    private static Person another(World world, Place place, ModelMailbox.Item like) {
        Person person = world.people().add(place.toString(), Kind.EDITED);
        like.fields().forEach((field, value) -> {
            if (Fields.SCALARS.contains(field)) {
                person.entered(field, value, "");
            }
        });
        return person;
    }

    private static void rename(World world, Place place, ModelMailbox.Item item,
            Person person) {
        world.mailbox(place)
                .patch(world.now(), item, Map.of(Fields.MARK, person.mark(),
                        Fields.SURNAME, person.mark()), "");
    }

    private static Map<String, String> firstFields(Person person, String email) {
        Map<String, String> fields = new TreeMap<>();
        fields.put(Fields.MARK, person.mark());
        fields.put(Fields.GIVEN_NAME, "Given");
        fields.put(Fields.SURNAME, person.mark());
        fields.put(Fields.EMAIL, email);
        return fields;
    }

    private static Map<String, String> entered(World world, Person person,
            Map<String, String> fields) {
        String title = world.people().value("v");
        person.entered("jobTitle", title, "");
        return Fields.over(fields, Map.of("jobTitle", title));
    }

    private static void inMailbox(World world, Place place, Map<String, String> fields) {
        world.say(place + " makes " + fields.get(Fields.MARK));
        world.mailbox(place).create(world.now(), fields, "", "", 0);
    }

    private static void inCrm(World world, Place place, Map<String, String> fields) {
        world.say("CRM makes " + fields.get(Fields.MARK) + " of " + place);
        world.crm(place.tenant()).create(world.now(), place.mailbox(), fields);
    }

    private static Place place(World world, Dice dice) {
        return dice.one(world.places()).orElseThrow();
    }

    /** A living contact of such a person. */
    private static Optional<ModelMailbox.Item> contact(World world, Place place, Dice dice,
            Predicate<Person> such) {
        return dice.one(world.mailbox(place)
                .alive()
                .stream()
                .filter(item -> is(world, item.fields(), such))
                .toList());
    }

    /** A record of such a person; not while the CRM has two that turn out to be one. */
    private static Optional<ModelCrm.Record> record(World world, Place place, Dice dice,
            Predicate<Person> such) {
        List<ModelCrm.Record> alive = world.crm(place.tenant()).alive(place.mailbox());
        List<String> marks = alive.stream().map(record -> record.shown(Fields.MARK)).toList();
        return dice.one(alive.stream()
                .filter(record -> is(world, record.fields(), such))
                .filter(record -> Collections.frequency(marks,
                        record.shown(Fields.MARK)) == 1)
                .toList());
    }

    /** What was hidden before it was ever told could not be matched with what the CRM has. */
    private static boolean isKnown(Person person) {
        return person.isEdited() && person.isMet();
    }

    private static boolean isOpen(ModelMailbox.Item item) {
        return item.isFollowed() && item.shown(Fields.SENSITIVITY).isEmpty();
    }

    private static boolean isOnBothSides(World world, Place place, Person person) {
        return world.mailbox(place)
                .alive()
                .stream()
                .anyMatch(item -> item.shown(Fields.MARK).equals(person.mark()))
                && world.crm(place.tenant())
                        .alive(place.mailbox())
                        .stream()
                        .anyMatch(record -> record.shown(Fields.MARK).equals(person.mark()));
    }

    private static boolean is(World world, Map<String, String> fields, Predicate<Person> such) {
        return world.people()
                .marked(fields.getOrDefault(Fields.MARK, ""))
                .filter(such)
                .isPresent();
    }

    private static Person person(World world, Map<String, String> fields) {
        return world.people()
                .marked(fields.getOrDefault(Fields.MARK, ""))
                .orElseThrow();
    }
}
