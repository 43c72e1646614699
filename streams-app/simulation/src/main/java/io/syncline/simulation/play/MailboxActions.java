package io.syncline.simulation.play;

import io.syncline.simulation.model.Dice;
import io.syncline.simulation.model.Fault;
import io.syncline.simulation.model.Fields;
import io.syncline.simulation.model.ModelMailbox;
import io.syncline.simulation.truth.Person;
import io.syncline.simulation.truth.Person.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** What people do with whole contacts in their mailboxes: copy, drag, move, hide, take back. */
final class MailboxActions {

    private static final String PRIVATE = "Private";

    private MailboxActions() {}

    static void copy(Workplace world, Dice dice) {
        Place place = Finding.place(world, dice);
        Finding.contact(world, place, dice, person -> person.kind() == Kind.EDITED)
                .filter(Finding::isOpen)
                .ifPresent(item -> copy(world, place, item));
    }

    /** Whoever made the contact, the copy is somebody else's. */
    static void copy(Workplace world, Place place, ModelMailbox.Item item) {
        ModelMailbox.Item copy = world.mailboxDesk(place).copy(item);
        Person person = another(world, place, item);
        person.copiedFrom(item.shown(Fields.MARK));
        world.say(place + " copies " + item.id() + " to " + copy.id() + " " + person.mark());
        rename(world, place, copy, person);
        world.happened(Fault.ITEM_COPIED);
    }

    static void dragIn(Workplace world, Dice dice) {
        Place place = Finding.place(world, dice);
        Place other = Finding.place(world, dice);
        if (other.equals(place)) {
            return;
        }
        Finding.contact(world, other, dice, person -> person.kind() == Kind.EDITED)
                .filter(Finding::isOpen)
                .filter(item -> !item.stamp().isEmpty())
                .ifPresent(item -> {
                    Person person = another(world, place, item);
                    person.copiedFrom(item.shown(Fields.MARK));
                    ModelMailbox.Item dragged = world.mailboxDesk(place).dragIn(item);
                    world.say(place + " drags in " + item.id() + " of " + other + " as "
                            + dragged.id() + " " + person.mark());
                    rename(world, place, dragged, person);
                    world.happened(Fault.ITEM_DRAGGED_IN);
                });
    }

    static void move(Workplace world, Dice dice) {
        Place place = Finding.place(world, dice);
        Finding.contact(world, place, dice, Finding::isKnown).ifPresent(item -> {
            List<String> folders = new ArrayList<>(ModelMailbox.FOLLOWED);
            folders.add(ModelMailbox.ARCHIVE);
            folders.remove(item.folder());
            String folder = dice.one(folders).orElseThrow();
            world.say(place + " moves " + item.id() + " to " + folder);
            world.mailboxDesk(place).move(item, folder);
            Finding.person(world, item.fields()).hidden();
            world.happened(Fault.ITEM_MOVED);
        });
    }

    static void turnPrivate(Workplace world, Dice dice) {
        Place place = Finding.place(world, dice);
        Finding.contact(world, place, dice, Finding::isKnown)
                .filter(ModelMailbox.Item::isFollowed)
                .ifPresent(item -> turnPrivate(world, place, item,
                        item.shown(Fields.SENSITIVITY).isEmpty()));
    }

    static void turnPrivate(Workplace world, Place place, ModelMailbox.Item item,
            boolean isPrivate) {
        world.say(place + " makes " + item.id() + (isPrivate ? " private" : " public"));
        world.mailboxDesk(place)
                .edit(item, Map.of(Fields.SENSITIVITY, isPrivate ? PRIVATE : ""));
        Finding.person(world, item.fields()).hidden();
        if (!isPrivate) {
            Finding.person(world, item.fields()).published();
        }
    }

    /** From Deleted Items, at its old version. */
    static void takeBack(Workplace world, Dice dice) {
        Place place = Finding.place(world, dice);
        dice.one(world.mailboxDesk(place)
                .all()
                .stream()
                .filter(ModelMailbox.Item::deleted)
                .filter(item -> Finding.is(world, item.fields(),
                        person -> person.kind() == Kind.CONTESTED))
                .toList()).ifPresent(item -> {
                    world.say(place + " takes " + item.id() + " back");
                    Person person = Finding.person(world, item.fields());
                    person.takenBack();
                    if (world.people().isToldDeleted(person)) {
                        person.broughtBack();
                    }
                    world.mailboxDesk(place).takeBack(item);
                    world.happened(Fault.ITEM_RESTORED);
                });
    }

    /** Private contacts become public, and contacts in folders that are not followed come back. */
    static void comeBack(Workplace world, Place place) {
        MailboxDesk mailbox = world.mailboxDesk(place);
        mailbox.alive()
                .stream()
                .filter(item -> !item.isFollowed())
                .forEach(item -> mailbox.move(item, ModelMailbox.FOLLOWED.getFirst()));
        mailbox.alive()
                .stream()
                .filter(item -> !item.shown(Fields.SENSITIVITY).isEmpty())
                .forEach(item -> turnPrivate(world, place, item, false));
    }

    private static Person another(Workplace world, Place place, ModelMailbox.Item like) {
        Person person = world.people().add(place.toString(), Kind.EDITED);
        like.fields().forEach((field, value) -> {
            if (Fields.SCALARS.contains(field)) {
                person.entered(field, value, "");
            }
        });
        return person;
    }

    private static void rename(Workplace world, Place place, ModelMailbox.Item item,
            Person person) {
        world.mailboxDesk(place)
                .edit(item, Map.of(Fields.MARK, person.mark(), Fields.SURNAME, person.mark()));
    }
}
