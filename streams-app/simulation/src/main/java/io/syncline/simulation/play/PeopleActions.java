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

    private static final String PRIVATE = "Private";
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

    static void editInCrm(Workplace world, Dice dice) {
        Place place = Finding.place(world, dice);
        Finding.record(world, place, dice, Person::isEdited)
                .ifPresent(record -> editInCrm(world, dice, place, record));
    }

    private static void editInCrm(Workplace world, Dice dice, Place place,
            ModelCrm.Record record) {
        Person person = Finding.person(world, record.fields());
        Edit edit = Edit.any(world.people(), dice, record.fields(), 9, world.isVersioned(place)
                ? Edit.Side.CRM
                : Edit.Side.CRM_WITHOUT_VERSIONS);
        world.say("CRM edits " + place + " " + record.id() + " " + person.mark() + " "
                + edit.fields() + " at " + record.version());
        edit.entered(person, world.crmDesk(place).edit(record, edit.fields()));
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

    /** Somebody deletes a record by mistake, and takes that back at once: nobody wanted it gone. */
    static void restoreInCrm(Workplace world, Dice dice) {
        Place place = Finding.place(world, dice);
        Finding.record(world, place, dice,
                person -> person.kind() == Kind.CONTESTED && !person.isDeleted())
                .ifPresent(record -> {
                    world.say("CRM deletes and restores " + record.id() + " of " + place);
                    world.crmDesk(place).deleteAndRestore(record);
                });
    }

    /** Somebody notes something, and deletes the record. */
    static void editAndDeleteInCrm(Workplace world, Dice dice) {
        Place place = Finding.place(world, dice);
        Finding.record(world, place, dice,
                person -> person.kind() == Kind.CONTESTED && !person.isDeleted())
                .ifPresent(record -> {
                    editInCrm(world, dice, place, record);
                    world.crmDesk(place)
                            .alive()
                            .stream()
                            .filter(edited -> edited.id().equals(record.id()))
                            .findFirst()
                            .ifPresent(edited -> deleteInCrm(world, place, edited));
                });
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

    /** Somebody opens a record in the CRM and saves it as it is. */
    static void saveInCrm(Workplace world, Dice dice) {
        Place place = Finding.place(world, dice);
        CrmDesk crm = world.crmDesk(place);
        if (!crm.savesAsItIs()) {
            return;
        }
        Finding.record(world, place, dice,
                person -> person.isEdited() || person.kind() == Kind.DOOMED)
                .filter(record -> record.version() > 0)
                .ifPresent(record -> {
                    world.say("CRM saves " + record.id() + " of " + place + " as it is");
                    crm.edit(record, Map.of());
                });
    }

    /** A private record of the CRM does not go to the mailbox. */
    static void addPrivately(Workplace world, Dice dice) {
        Place place = Finding.place(world, dice);
        Person person = world.people().add(place.toString(), Kind.CRM_ONLY);
        inCrm(world, place, Fields.over(
                firstFields(person, person.mark() + "@example.com"),
                Map.of(Fields.SENSITIVITY, PRIVATE)));
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

    static void reassign(Workplace world, Dice dice) {
        Place place = Finding.place(world, dice);
        dice.one(world.others(place))
                .ifPresent(other -> Finding.record(world, place, dice,
                        person -> person.kind() == Kind.EDITED && person.newHome().isEmpty())
                        .filter(record -> record.version() > 0
                                && world.crmDesk(place).isHeard(record))
                        .ifPresent(record -> {
                            if (dice.oneIn(3)) {
                                copyFirst(world, place, record);
                            }
                            world.say("CRM gives " + record.id() + " of " + place + " to "
                                    + other);
                            Finding.person(world, record.fields()).givenTo(other.toString());
                            world.crmDesk(place).giveTo(record, other.mailbox());
                        }));
    }

    /** Whoever loses the contact makes a copy of it while it is there. */
    private static void copyFirst(Workplace world, Place place, ModelCrm.Record record) {
        world.mailboxDesk(place)
                .alive()
                .stream()
                .filter(Finding::isOpen)
                .filter(item -> item.shown(Fields.MARK).equals(record.shown(Fields.MARK)))
                .findFirst()
                .ifPresent(item -> MailboxActions.copy(world, place, item));
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
        return Map.of(Fields.MARK, person.mark(), Fields.EMAIL, email, Fields.PHONES,
                world.people().value("n"));
    }

    private static void deleteInMailbox(Workplace world, Place place, ModelMailbox.Item item) {
        world.say(place + " deletes " + item.id());
        Finding.person(world, item.fields())
                .deletedInMailbox(world.mailboxDesk(place).delete(item));
    }

    private static void deleteInCrm(Workplace world, Place place, ModelCrm.Record record) {
        world.say("CRM deletes " + record.id() + " of " + place);
        Finding.person(world, record.fields())
                .deletedInCrm(world.crmDesk(place).delete(record), world.isVersioned(place));
    }

    private static Map<String, String> firstFields(Person person, String email) {
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

    private static void inCrm(Workplace world, Place place, Map<String, String> fields) {
        world.say("CRM makes " + fields.get(Fields.MARK) + " of " + place);
        world.crmDesk(place).make(fields);
    }

}
