package io.syncline.simulation.play;

import io.syncline.schemas.contact.EditKind;
import io.syncline.schemas.contact.Edited;
import io.syncline.schemas.topic.RecordKey;
import io.syncline.schemas.topic.TopicCatalogue;
import io.syncline.simulation.model.Dice;
import io.syncline.simulation.model.Fault;
import io.syncline.simulation.model.Fields;
import io.syncline.simulation.model.ModelCrm;
import io.syncline.simulation.model.ModelMailbox;
import io.syncline.simulation.truth.Person;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What the services do, a little at a time, with what can go wrong on the way. */
final class ServiceActions {

    private static final List<Fault> REQUEST_FAULTS = List.of(Fault.THROTTLED, Fault.REQUEST_LOST,
            Fault.ANSWER_LOST, Fault.SEARCH_LAGS, Fault.EDIT_IN_BETWEEN);
    private static final int RECORDS_MAX = 6;

    private ServiceActions() {}

    static void look(World world, Dice dice) {
        Place place = dice.one(world.places()).orElseThrow();
        world.provider(place).misbehave(dice);
        if (dice.oneIn(15)) {
            world.provider(place).spoilNext(dice.oneIn(2) ? Fault.THROTTLED : Fault.REQUEST_LOST);
        }
        world.source(place).look(world.now());
        world.provider(place).spoilNothing();
    }

    static void publish(World world, Dice dice) {
        world.everywhere()
                .filter(place -> dice.oneIn(2))
                .forEach(place -> world.source(place).publish(world.topics(), world.now()));
    }

    static void sequence(World world, Dice dice) {
        run(world, world.sequence(), dice);
    }

    static void merge(World world, Dice dice) {
        run(world, world.merge(), dice);
    }

    private static void run(World world, StreamsApp app, Dice dice) {
        for (int i = dice.below(RECORDS_MAX); i >= 0 && !app.waiting().isEmpty(); i--) {
            app.process(dice.one(app.waiting()).orElseThrow());
        }
        if (!dice.oneIn(4)) {
            Instant at = world.now();
            if (dice.oneIn(20)) {
                at = at.minusMillis(dice.below(5_000));
                world.happened(Fault.CLOCK_BEHIND);
            }
            world.commit(app, at);
        }
    }

    static void carryOut(World world, Dice dice) {
        dice.one(world.sink().waiting()).ifPresent(key -> {
            RecordKey item = RecordKey.parse(key);
            Place place = new Place(item.tenant(), item.mailbox());
            if (dice.oneIn(4)) {
                world.provider(place).spoilNext(dice.one(REQUEST_FAULTS).orElseThrow());
                world.provider(place)
                        .setInBetween((contact, written) -> inBetween(world, place, dice, contact,
                                written));
            }
            world.sink()
                    .tryNext(key)
                    .ifPresent(write -> world.say("sink " + write.getKind() + " "
                            + write.getNumber() + " of " + write.getItem() + " "
                            + write.getExternalId().orElse("") + write.getFields()));
            world.provider(place).spoilNothing();
            world.checkMailboxes();
        });
    }

    /**
     * Another field than those that are written: against an edit of the very field the service has no
     * compare-and-set (I2). Whoever is not edited here is saved as it is.
     */
    private static void inBetween(World world, Place place, Dice dice, ModelMailbox.Item item,
            Set<String> written) {
        world.say(place + " is written while somebody edits " + item.id());
        boolean isEdited = Finding.is(world, item.fields(), Person::isEdited);
        dice.one(Fields.SCALARS.stream().filter(field -> !written.contains(field)).toList())
                .filter(field -> isEdited)
                .ifPresentOrElse(
                        field -> PeopleActions.edit(world, place, item,
                                Edit.inMailbox(world.people(), dice, item.fields(), field)),
                        () -> world.mailbox(place).patch(world.now(), item, Map.of(), ""));
    }

    static void tell(World world, Dice dice) {
        for (int i = dice.below(RECORDS_MAX); i >= 0; i--) {
            dice.one(world.sink().untold()).ifPresent(offset -> {
                boolean between = dice.oneIn(25);
                if (between) {
                    world.happened(Fault.SINK_KILLED_BETWEEN);
                    world.say("sink dies between telling and remembering");
                }
                world.sink().tell(offset, world.now(), between);
            });
        }
        if (dice.oneIn(2)) {
            world.sink().commit();
        }
    }

    static void revive(World world, Dice dice) {
        world.sink().revive(world.now());
    }

    static void sendEdit(World world, Dice dice) {
        ModelCrm crm = dice.one(world.crms()).orElseThrow();
        for (int i = dice.below(RECORDS_MAX); i >= 0 && !crm.unsent().isEmpty(); i--) {
            int which = 0;
            if (crm.isNumbered() && crm.unsent().size() > 1 && dice.oneIn(5)
                    && maySwap(crm.unsent())) {
                which = 1;
                world.happened(Fault.EDITS_OUT_OF_ORDER);
            }
            Edited edit = crm.unsent().get(which);
            send(world, edit);
            crm.sent(edit);
            if (dice.oneIn(12)) {
                world.happened(Fault.EDIT_SENT_TWICE);
            } else {
                crm.unsent().remove(which);
            }
        }
    }

    /**
     * Whether the first two may change places: patches of one record, a delete that is taken back, and
     * a patch with the delete that follows; where that one is taken back, the patch would be put aside
     * though it was made before.
     */
    private static boolean maySwap(List<Edited> unsent) {
        Edited one = unsent.get(0);
        Edited other = unsent.get(1);
        boolean isTakenBack = unsent.size() > 2
                && unsent.get(2).getKind() == EditKind.RESTORE;
        boolean may = switch (one.getKind()) {
            case PATCH -> other.getKind() == EditKind.PATCH
                    || other.getKind() == EditKind.DELETE && !isTakenBack;
            case DELETE -> other.getKind() == EditKind.RESTORE;
            default -> false;
        };
        return may && one.getRecordId().equals(other.getRecordId());
    }

    static void send(World world, Edited edit) {
        world.topics()
                .append(TopicCatalogue.EDITED, new RecordKey(edit.getTenant(), edit.getMailbox(),
                        edit.getRecordId()).text(), edit, world.now().toEpochMilli());
    }

    static void follow(World world, Dice dice) {
        ModelCrm crm = dice.one(world.crms()).orElseThrow();
        for (int i = dice.below(3 * RECORDS_MAX); i >= 0; i--) {
            world.follow(crm.tenant());
        }
    }

    /** Everybody finishes what can be finished, without faults; true if anything was done. */
    static boolean finish(World world) {
        boolean busy = false;
        for (Place place : world.places()) {
            busy |= world.source(place).finishRound(world.topics(), world.now());
        }
        busy |= drain(world, world.sequence());
        for (StreamsApp merge : world.merges()) {
            busy |= drain(world, merge);
        }
        for (String key : world.sink().waiting()) {
            busy |= world.sink().tryNext(key).isPresent();
        }
        List<Integer> untold = new ArrayList<>(world.sink().untold());
        untold.forEach(offset -> world.sink().tell(offset, world.now(), false));
        world.sink().commit();
        busy |= !untold.isEmpty() | world.sink().revive(world.now());
        for (ModelCrm crm : world.crms()) {
            busy |= !crm.unsent().isEmpty();
            crm.unsent().forEach(edit -> send(world, edit));
            crm.unsent().forEach(crm::sent);
            crm.unsent().clear();
            while (world.follow(crm.tenant())) {
                busy = true;
            }
        }
        if (!busy) {
            world.crms().forEach(ModelCrm::hearAll);
        }
        world.checkMailboxes();
        return busy;
    }

    /** All applications read all there is, and commit. */
    static void drainStreams(World world) {
        drain(world, world.sequence());
        world.merges().forEach(merge -> drain(world, merge));
    }

    private static boolean drain(World world, StreamsApp app) {
        boolean busy = false;
        while (!app.waiting().isEmpty()) {
            app.process(app.waiting().getFirst());
            busy = true;
        }
        world.commit(app, world.now());
        return busy;
    }
}
