package io.syncline.simulation.play;

import io.syncline.simulation.model.Dice;
import io.syncline.simulation.model.Fields;
import io.syncline.simulation.model.ModelCrm;
import io.syncline.simulation.truth.Person;
import io.syncline.simulation.truth.Person.Kind;
import java.util.Map;

/** What people do with records in the CRM alone. */
final class CrmActions {

    private static final String PRIVATE = "Private";

    private CrmActions() {}

    static void edit(Workplace world, Dice dice) {
        Place place = Finding.place(world, dice);
        Finding.record(world, place, dice, Person::isEdited)
                .ifPresent(record -> edit(world, dice, place, record));
    }

    private static void edit(Workplace world, Dice dice, Place place,
            ModelCrm.Record record) {
        Person person = Finding.person(world, record.fields());
        Edit edit = Edit.any(world.people(), dice, record.fields(), 9, world.isVersioned(place)
                ? Edit.Side.CRM
                : Edit.Side.CRM_WITHOUT_VERSIONS);
        world.say("CRM edits " + place + " " + record.id() + " " + person.mark() + " "
                + edit.fields() + " at " + record.version());
        edit.entered(person, world.crmDesk(place).edit(record, edit.fields()));
    }

    /** Somebody deletes a record by mistake, and takes that back at once: nobody wanted it gone. */
    static void restore(Workplace world, Dice dice) {
        Place place = Finding.place(world, dice);
        Finding.record(world, place, dice,
                person -> person.kind() == Kind.CONTESTED && !person.isDeleted())
                .ifPresent(record -> {
                    world.say("CRM deletes and restores " + record.id() + " of " + place);
                    Finding.person(world, record.fields()).takenBackInCrm();
                    world.crmDesk(place).deleteAndRestore(record);
                });
    }

    /** Somebody notes something, and deletes the record. */
    static void editAndDelete(Workplace world, Dice dice) {
        Place place = Finding.place(world, dice);
        Finding.record(world, place, dice,
                person -> person.kind() == Kind.CONTESTED && !person.isDeleted())
                .ifPresent(record -> {
                    edit(world, dice, place, record);
                    world.crmDesk(place)
                            .alive()
                            .stream()
                            .filter(edited -> edited.id().equals(record.id()))
                            .findFirst()
                            .ifPresent(edited -> PeopleActions.deleteInCrm(world, place, edited));
                });
    }

    /** Somebody opens a record in the CRM and saves it as it is. */
    static void save(Workplace world, Dice dice) {
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
        PeopleActions.inCrm(world, place, Fields.over(
                PeopleActions.firstFields(person, person.mark() + "@example.com"),
                Map.of(Fields.SENSITIVITY, PRIVATE)));
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
}
