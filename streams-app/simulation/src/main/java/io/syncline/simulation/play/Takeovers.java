package io.syncline.simulation.play;

import io.syncline.core.merge.Fold;
import io.syncline.core.state.Generations;
import io.syncline.schemas.contact.Decision;
import io.syncline.schemas.contact.DecisionKind;
import io.syncline.schemas.contact.GenerationMark;
import io.syncline.schemas.contact.GenerationStep;
import io.syncline.schemas.contact.Merged;
import io.syncline.schemas.topic.TopicCatalogue;
import io.syncline.simulation.model.Dice;
import io.syncline.simulation.model.Fault;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Generations of merge beside the first: they begin, fold, die, and take over from one another, and back,
 * while everything else goes on. An operator hands the marks in, some of them twice or at the wrong time.
 */
final class Takeovers implements AutoCloseable {

    private static final int OTHERS_MAX = 2;
    private static final int RECORDS_MAX = 20;
    private static final int ROUNDS_MAX = 20;
    private static final int FIRST = 1;

    private final World world;
    private final Fold fold;
    private final Dice dice;
    private final boolean mayRelease;
    /** Whether the operator waits for the answers to all commands, as the promotion of a generation does. */
    private final boolean patient;
    private final Map<Integer, StreamsApp> others = new TreeMap<>();
    private final Set<Integer> onceRunning = new TreeSet<>(Set.of(FIRST));
    private final Marks marks;

    /** @param fold by which every generation decides */
    Takeovers(World world, Fold fold, Dice dice) {
        this.world = world;
        this.fold = fold;
        this.dice = dice;
        this.mayRelease = dice.oneIn(3);
        this.patient = !dice.oneIn(3);
        this.marks = new Marks(world.topics());
    }

    @Override
    public void close() {
        others.values().forEach(StreamsApp::close);
    }

    /** The generations beside the first. */
    List<StreamsApp> others() {
        return List.copyOf(others.values());
    }

    /** All that there are, the first included, by number. */
    Set<Integer> numbers() {
        Set<Integer> numbers = new TreeSet<>(others.keySet());
        numbers.add(FIRST);
        return numbers;
    }

    /** Those that have published nothing but on topics of their own. */
    List<Integer> neverRunning() {
        return others.keySet().stream().filter(number -> !onceRunning.contains(number)).toList();
    }

    /** A little of it happens, or nothing. */
    void step() {
        switch (dice.below(24)) {
            case 0, 1, 2, 3, 4 -> dice.one(others()).ifPresent(this::fold);
            case 5 -> dice.one(others()).ifPresent(other -> {
                world.say("another generation of merge is killed");
                world.happened(Fault.MERGE_KILLED);
                other.kill();
            });
            case 6 -> begin();
            case 7, 8 -> mark();
            case 9 -> dice.one(OperatorActions.latest(world).toList()).ifPresent(this::decide);
            default -> {
                // Mostly other things happen.
            }
        }
    }

    /** A takeover that was begun is ended, one way or the other. */
    void conclude() {
        for (int round = 0; round < ROUNDS_MAX; round++) {
            ServiceActions.drainStreams(world);
            Generations now = marks.now();
            onceRunning.add(now.running());
            switch (now.stage()) {
                case RUNNING -> {
                    return;
                }
                case DRAINING -> handIn(dice.oneIn(2) || !mayHandOver(now)
                        ? GenerationStep.CANCEL
                        : GenerationStep.HANDOVER, now.running(), now.candidate());
                case HANDING_OVER -> {
                    // The one that ran says when it is done.
                }
            }
        }
        throw new IllegalStateException("A takeover does not end: " + marks.now());
    }

    private void begin() {
        if (others.size() < OTHERS_MAX) {
            int number = others.size() + 2;
            world.say("generation " + number + " of merge begins");
            others.put(number, Applications.merge(world.topics(), fold, number));
        }
    }

    private void fold(StreamsApp other) {
        for (int i = dice.below(RECORDS_MAX); i >= 0 && !other.waiting().isEmpty(); i--) {
            other.process(TopicCatalogue.JOURNAL);
        }
        if (!dice.oneIn(4)) {
            world.commit(other, world.now());
        }
    }

    private void mark() {
        Generations now = marks.now();
        onceRunning.add(now.running());
        if (dice.oneIn(6)) {
            handInAnything();
            return;
        }
        switch (now.stage()) {
            case RUNNING -> {
                if (mayRelease && dice.oneIn(3)) {
                    handIn(GenerationStep.RELEASE, now.running(), now.running());
                } else {
                    List<Integer> candidates = new ArrayList<>(numbers());
                    candidates.remove(Integer.valueOf(now.running()));
                    dice.one(candidates)
                            .ifPresent(to -> handIn(GenerationStep.DRAIN, now.running(), to));
                }
            }
            case DRAINING -> {
                if (dice.oneIn(4)) {
                    handIn(GenerationStep.CANCEL, now.running(), now.candidate());
                } else if (mayHandOver(now)) {
                    handIn(GenerationStep.HANDOVER, now.running(), now.candidate());
                }
            }
            case HANDING_OVER -> {
                // The one that ran says when it is done.
            }
        }
    }

    private boolean mayHandOver(Generations now) {
        StreamsApp running = others.getOrDefault(now.running(), world.merge());
        return !patient || !Outstanding.isThereAny(running);
    }

    /** What follows from nothing must mean nothing; that all is published only that generation may say. */
    private void handInAnything() {
        List<GenerationStep> steps = List.of(GenerationStep.DRAIN, GenerationStep.CANCEL);
        List<Integer> numbers = List.copyOf(numbers());
        int from = dice.one(numbers).orElseThrow();
        int to = dice.one(numbers).orElseThrow();
        GenerationStep step = dice.one(steps).orElseThrow();
        if (from != to) {
            handIn(step, from, to);
        }
    }

    private void handIn(GenerationStep step, int from, int to) {
        world.say("mark " + step + " from " + from + " to " + to);
        OperatorActions.decide(world, Decision.newBuilder()
                .setTenant("")
                .setEventId("mark-" + world.topics().end(TopicCatalogue.DECISIONS))
                .setDecidedBy("operator")
                .setKind(DecisionKind.GENERATION)
                .setGeneration(new GenerationMark(step, from, to, -1)));
    }

    /** What else an operator decides about items where generations differ, or after a refusal. */
    private void decide(Merged merged) {
        Place place = OperatorActions.place(merged);
        Decision.Builder decision = switch (dice.below(4)) {
            case 0 -> OperatorActions.decision(world, place, DecisionKind.RENUMBERED)
                    .setItem(merged.getItem())
                    .setVersion(merged.getVersion());
            case 1 -> OperatorActions.decision(world, place, DecisionKind.REPUBLISHED)
                    .setItem(merged.getItem());
            case 2 -> OperatorActions.decision(world, place, DecisionKind.RETRIED)
                    .setItem(merged.getItem());
            default -> OperatorActions.decision(world, place, DecisionKind.RETRIED);
        };
        world.say(decision.getKind() + " in " + place);
        OperatorActions.decide(world, decision);
    }
}
