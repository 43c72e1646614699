package io.syncline.simulation.play;

import io.syncline.core.merge.Fold;
import io.syncline.core.merge.Rules;
import io.syncline.schemas.contact.Write;
import io.syncline.schemas.contact.WriteKind;
import io.syncline.schemas.topic.TopicCatalogue;
import io.syncline.simulation.model.Dice;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Plays one history to its end, and checks it. */
public final class History implements AutoCloseable {

    private static final int ROUNDS_MAX = 400;
    private static final int PASSES_MAX = 4;

    private final Rules rules;
    private final World world;
    private final Dice dice;
    private final Dice afterwards;

    /** @param rebuilds whether other generations of merge take over from the first, and back */
    public History(long seed, Rules rules, boolean rebuilds) {
        this.rules = rules;
        this.dice = new Dice(seed);
        this.afterwards = new Dice(~seed);
        this.world = new World(dice, rules, rebuilds
                ? Optional.of(new Dice(Long.reverse(seed)))
                : Optional.empty());
    }

    /**
     * @param steps a number for the dice of each step
     * @return what did not stand
     */
    public List<String> play(List<Long> steps) {
        OperatorActions.decideAtFirst(world);
        Act.begin(world, dice);
        for (long number : steps) {
            Step step = Step.of(number);
            world.pass(step.pause());
            step.action().happen(world, step.dice());
            world.takeovers().ifPresent(Takeovers::step);
            world.checkMailboxes();
            if (!world.people().problems().isEmpty()) {
                return world.people().problems();
            }
        }
        if (!comesToRest()) {
            return List.of("It does not come to rest (I4)");
        }
        world.checkAtRest();
        List<String> problems = new ArrayList<>(world.people().problems());
        problems.addAll(afterRest());
        problems.addAll(new Replay(world, new Fold(rules)).problems());
        return problems;
    }

    public Tally tally() {
        return world.tally();
    }

    public List<String> story() {
        return world.story();
    }

    /** What stands on the topics. */
    Topics topics() {
        return world.topics();
    }

    @Override
    public void close() {
        world.close();
    }

    /** Faults end, whoever went comes back, operators decide, and everybody finishes. */
    private boolean comesToRest() {
        world.say("everybody finishes");
        world.takeovers().ifPresent(Takeovers::conclude);
        for (Place place : world.places()) {
            world.provider(place).setDown(false);
            OperatorActions.enable(world, place);
        }
        boolean rested = finish();
        for (int pass = 0; rested && pass < PASSES_MAX; pass++) {
            Act.end(world);
            if (pass == 0 && afterwards.oneIn(2)) {
                OperatorActions.decideOneByOne(world, afterwards);
            }
            OperatorActions.decideAll(world, dice);
            world.pass(Duration.ofHours(25)); // Every mailbox is listed in full once more.
            rested = finish();
        }
        return rested && (!afterwards.oneIn(3) || restsAgainAfterRemoval());
    }

    /** An agent leaves, and comes back. */
    private boolean restsAgainAfterRemoval() {
        Place place = afterwards.one(world.places()).orElseThrow();
        if (!Removal.isSure(world, place)) {
            return true;
        }
        boolean isClosed = afterwards.oneIn(2);
        world.provider(place).setDown(isClosed);
        Removal removal = Removal.decide(world, place);
        boolean rested = finish();
        if (isClosed) { // Somebody there is faster than we are.
            removal.deleteOneOfOurs();
            world.provider(place).setDown(false);
            rested = rested && finish();
        }
        removal.check();
        OperatorActions.enable(world, place);
        world.pass(Duration.ofHours(25));
        return rested && finish();
    }

    private boolean finish() {
        for (int round = 0; round < ROUNDS_MAX; round++) {
            world.pass(Duration.ofMillis(700));
            if (!ServiceActions.finish(world)) {
                return true;
            }
        }
        return false;
    }

    /** Without an edit there is no write, whatever is told again (I4). */
    private List<String> afterRest() {
        int before = world.topics().end(TopicCatalogue.WRITES);
        world.pass(Duration.ofSeconds(5));
        for (Place place : world.places()) {
            world.mailbox(place).alive().forEach(world.mailbox(place)::replay);
        }
        List<String> problems = new ArrayList<>();
        if (!finish()) {
            problems.add("It does not come to rest again (I4)");
        }
        for (int offset = before; offset < world.topics().end(TopicCatalogue.WRITES); offset++) {
            Write write = world.topics()
                    .at(TopicCatalogue.WRITES, offset)
                    .read(TopicCatalogue.WRITES, Write.class);
            if (write.getKind() != WriteKind.READ) {
                problems.add(
                        "A write after rest: " + write.getKind() + write.getFields() + " (I4)");
            }
        }
        return problems;
    }
}
