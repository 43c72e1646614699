package io.syncline.simulation.play;

import io.syncline.simulation.model.Dice;
import io.syncline.simulation.model.Fields;
import io.syncline.simulation.model.ModelCrm;
import io.syncline.simulation.model.ModelMailbox;
import io.syncline.simulation.truth.Person;
import io.syncline.simulation.truth.Person.Kind;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;

/** What people do in their mailboxes and in the CRM. */
final class PeopleActions {

    private static final int MANY = 25;
    private static final int OFTEN = 12;
    private static final Duration SECOND = Duration.ofSeconds(1);

    private PeopleActions() {}

    static void add(Workplace world, Dice dice) {
        Place place = Finding.place(world, dice);
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
    static void fill(Workplace world, Dice dice) {
        world.places().forEach(place -> {
            for (int i = dice.below(4); i > 0; i--) {
                Person person = world.people().add(place.toString(), Kind.EDITED);
                Map<String, String> fields = firstFields(person, person.mark() + "@example.com");
                inMailbox(world, place,
                        dice.oneIn(4) ? fields : entered(world, person, fields));
                inCrm(world, place, dice.oneIn(4) ? fields : entered(world, person, fields));
            }
        });
        Place place = Finding.place(world, dice);
        Person twin = world.people().add(place.toString(), Kind.TWIN);
        for (int i = 0; i < 2; i++) {
            inMailbox(world, place, firstFields(twin, "twin@example.com"));
            inCrm(world, place, firstFields(twin, "twin@example.com"));
        }
        couple(world, Finding.place(world, dice));
        if (dice.oneIn(4)) {
            unknown(world, Finding.place(world, dice));
        }
        if (dice.oneIn(4)) {
            Place crowded = Finding.place(world, dice);
            for (int i = 0; i < MANY; i++) {
                Person person = world.people().add(crowded.toString(), Kind.CROWD);
                inMailbox(world, crowded, firstFields(person, person.mark() + "@example.com"));
            }
        }
    }

    /** Two records, and a contact that may be either: nobody is to be made before that is known. */
    private static void unknown(Workplace world, Place place) {
        String email = Person.STRANGERS + place.mailbox() + "@example.com";
        inCrm(world, place, unnamed(world, place, Kind.STRANGER, email));
        inCrm(world, place, unnamed(world, place, Kind.STRANGER, email));
        inMailbox(world, place, unnamed(world, place, Kind.STRANGER, email));
    }

    /** Two people who share one e-mail address stay two (history 21). */
    private static void couple(Workplace world, Place place) {
        for (int i = 0; i < 2; i++) {
            Person person = world.people().add(place.toString(), Kind.EDITED);
            inMailbox(world, place, firstFields(person, "couple@example.com"));
            inCrm(world, place, firstFields(person, "couple@example.com"));
        }
    }

    static void editInMailbox(Workplace world, Dice dice) {
        Place place = Finding.place(world, dice);
        Finding.contact(world, place, dice, Person::isEdited).ifPresent(item -> {
            edit(world, dice, place, item);
            if (dice.oneIn(5)) { // Twice in one second: the service's clock cannot tell which is newer.
                world.mailboxDesk(place)
                        .alive()
                        .stream()
                        .filter(edited -> edited.id().equals(item.id()))
                        .findFirst()
                        .ifPresent(edited -> edit(world, dice, place, edited));
            }
        });
    }

    private static void edit(Workplace world, Dice dice, Place place, ModelMailbox.Item item) {
        edit(world, place, item, Edit.any(world.people(), dice, item.fields(),
                Fields.PHONES_MAX, Edit.Side.MAILBOX));
    }

    static void edit(Workplace world, Place place, ModelMailbox.Item item, Edit edit) {
        Person person = Finding.person(world, item.fields());
        if (!item.shown(Fields.SENSITIVITY).isEmpty()) {
            Fields.entries(edit.value())
                    .stream()
                    .filter(entry -> !Fields.entries(item.shown(edit.field())).contains(entry))
                    .forEach(person::enteredInPrivate);
        }
        world.say(place + " edits " + item.id() + " " + person.mark() + " " + edit.fields());
        edit.entered(person, world.mailboxDesk(place).edit(item, edit.fields()));
    }

    static void delete(Workplace world, Dice dice) {
        Place place = Finding.place(world, dice);
        boolean inMailbox = dice.oneIn(2);
        Predicate<Person> doomed = person -> !person.isDeleted()
                && (person.kind() == Kind.CONTESTED
                        || person.kind() == Kind.DOOMED
                                && Finding.isOnBothSides(world, place, person));
        if (inMailbox) {
            Finding.contact(world, place, dice, doomed)
                    .filter(Finding::isOpen)
                    .filter(item -> item.stamp().isEmpty()
                            || Finding.person(world, item.fields()).isMet())
                    .ifPresent(item -> deleteInMailbox(world, place, item));
        } else {
            Finding.record(world, place, dice, doomed)
                    .ifPresent(record -> deleteInCrm(world, place, record));
        }
    }

    /** Somebody selects nearly all and presses delete. */
    static void deleteMany(Workplace world, Dice dice) {
        Place place = Finding.place(world, dice);
        // Whom the other side has deleted, too, where that is held or not yet heard of here.
        Predicate<Person> crowd = person -> person.kind() == Kind.CROWD
                && (person.isDeleted() || Finding.isOnBothSides(world, place, person));
        if (dice.oneIn(2)) {
            world.mailboxDesk(place)
                    .alive()
                    .stream()
                    .filter(item -> Finding.is(world, item.fields(), crowd))
                    .forEach(item -> deleteInMailbox(world, place, item));
        } else {
            world.crmDesk(place)
                    .alive()
                    .stream()
                    .filter(record -> Finding.is(world, record.fields(), crowd))
                    .forEach(record -> deleteInCrm(world, place, record));
        }
    }

    /** Somebody files one contact again and again, and the CRM hears of none of it yet. */
    static void editOften(Workplace world, Dice dice) {
        Place place = Finding.place(world, dice);
        Finding.contact(world, place, dice, Finding::isKnown)
                .filter(Finding::isOpen)
                .ifPresent(first -> {
                    for (int i = 0; i < OFTEN; i++) {
                        file(world, dice, place, first.id());
                    }
                });
    }

    private static void file(Workplace world, Dice dice, Place place, String id) {
        world.mailboxDesk(place)
                .alive()
                .stream()
                .filter(item -> item.id().equals(id))
                .findFirst()
                .ifPresent(item -> {
                    Edit edit = Edit.category(world.people(), dice, item.fields());
                    world.say(place + " edits " + id + " " + edit.fields());
                    world.pass(SECOND);
                    edit.entered(Finding.person(world, item.fields()),
                            world.mailboxDesk(place).edit(item, edit.fields()));
                    world.letRead(place);
                });
    }

    /** Three contacts without a name that share an e-mail address: nobody can tell who is who. */
    static void nameless(Workplace world, Dice dice) {
        Place place = Finding.place(world, dice);
        String email = "nameless-" + place.mailbox() + "@example.com";
        List<ModelCrm.Record> known = world.crmDesk(place)
                .alive()
                .stream()
                .filter(record -> record.shown(Fields.EMAIL).equals(email))
                .toList();
        long inMailbox = world.mailboxDesk(place)
                .alive()
                .stream()
                .filter(item -> item.shown(Fields.EMAIL).equals(email))
                .count();
        if (inMailbox == 0) {
            for (int i = 0; i < 2; i++) {
                inMailbox(world, place, unnamed(world, place, Kind.NAMELESS, email));
            }
        } else if (known.size() == 2) {
            inCrm(world, place, unnamed(world, place, Kind.NAMELESS, email));
        }
    }

    private static Map<String, String> unnamed(Workplace world, Place place, Kind kind,
            String email) {
        Person person = world.people().add(place.toString(), kind);
        String phone = world.people().value("n");
        person.addedEntry(Fields.PHONES, phone);
        return Map.of(Fields.MARK, person.mark(), Fields.EMAIL, email, Fields.PHONES, phone);
    }

    private static void deleteInMailbox(Workplace world, Place place, ModelMailbox.Item item) {
        world.say(place + " deletes " + item.id());
        Finding.person(world, item.fields())
                .deletedInMailbox(world.mailboxDesk(place).delete(item));
    }

    static void deleteInCrm(Workplace world, Place place, ModelCrm.Record record) {
        world.say("CRM deletes " + record.id() + " of " + place);
        Finding.person(world, record.fields())
                .deletedInCrm(world.crmDesk(place).delete(record), world.isVersioned(place));
    }

    static Map<String, String> firstFields(Person person, String email) {
        Map<String, String> fields = new TreeMap<>();
        fields.put(Fields.MARK, person.mark());
        fields.put(Fields.GIVEN_NAME, "Given");
        fields.put(Fields.SURNAME, person.mark());
        fields.put(Fields.EMAIL, email);
        return fields;
    }

    private static Map<String, String> entered(Workplace world, Person person,
            Map<String, String> fields) {
        String title = world.people().value("v");
        person.entered("jobTitle", title, "");
        return Fields.over(fields, Map.of("jobTitle", title));
    }

    private static void inMailbox(Workplace world, Place place, Map<String, String> fields) {
        world.say(place + " makes " + fields.get(Fields.MARK));
        world.mailboxDesk(place).make(fields);
    }

    static void inCrm(Workplace world, Place place, Map<String, String> fields) {
        world.say("CRM makes " + fields.get(Fields.MARK) + " of " + place);
        world.crmDesk(place).make(fields);
    }

}
