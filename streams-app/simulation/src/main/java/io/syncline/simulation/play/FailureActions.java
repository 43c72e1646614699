package io.syncline.simulation.play;

import io.syncline.simulation.model.Dice;
import io.syncline.simulation.model.Fault;
import io.syncline.simulation.model.ModelCrm;

/** What dies, and what comes back. */
final class FailureActions {

    private static final int FORGOTTEN_MAX = 10;

    private FailureActions() {}

    static void killSource(World world, Dice dice) {
        died(world, Fault.SOURCE_KILLED);
        world.everywhere().forEach(place -> world.source(place).kill());
    }

    static void killSequence(World world, Dice dice) {
        died(world, Fault.SEQUENCE_KILLED);
        world.sequence().kill();
    }

    static void killMerge(World world, Dice dice) {
        died(world, Fault.MERGE_KILLED);
        world.merge().kill();
    }

    static void killSink(World world, Dice dice) {
        died(world, Fault.SINK_KILLED);
        world.sink().kill();
    }

    /** The CRM sends its last edits again, and reads the last changes again. */
    static void killCrm(World world, Dice dice) {
        died(world, Fault.CRM_KILLED);
        ModelCrm crm = dice.one(world.crms()).orElseThrow();
        world.forgetFollowed(crm.tenant(), dice.below(FORGOTTEN_MAX));
        crm.lastSent(dice.below(FORGOTTEN_MAX))
                .forEach(edit -> ServiceActions.send(world, edit));
    }

    /** A partition goes to another instance in good order. */
    static void rebalance(World world, Dice dice) {
        died(world, Fault.REBALANCED);
        world.commit(world.merge(), world.now());
        world.merge().kill();
    }

    static void mailboxDown(World world, Dice dice) {
        Place place = dice.one(world.places()).orElseThrow();
        world.say(place + " is down");
        world.provider(place).setDown(true);
    }

    static void mailboxUp(World world, Dice dice) {
        Place place = dice.one(world.places()).orElseThrow();
        world.provider(place).setDown(false);
    }

    private static void died(World world, Fault fault) {
        world.say(fault.name());
        world.happened(fault);
    }
}
