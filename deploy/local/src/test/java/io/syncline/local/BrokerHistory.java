package io.syncline.local;

import io.syncline.local.process.JavaChild;
import io.syncline.local.stack.Supervisor;
import io.syncline.simulation.Simulation;
import io.syncline.simulation.model.Dice;
import io.syncline.simulation.play.Act;
import io.syncline.simulation.play.Action;
import io.syncline.simulation.play.Step;
import io.syncline.simulation.truth.Witness;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A history of the simulation, played against everything in a process of its own. What the services
 * do there at the dice's word, they do here by themselves; so these steps are left out.
 *
 * <pre>
 * step of the simulation            here
 * people act                        the same people, by the same dice, do the same with what they see
 * a service goes on                 left out
 * a service or the CRM is killed    kill -9
 * a rebalance                       kill -9 of the gateway, the tenant, the broker or the registry
 * a mailbox is down or up           503 to every request about it, until it is up
 * held deletes, ambiguous matches,
 * switching a mailbox               the same decisions
 * policies, migrations              left out
 * </pre>
 */
final class BrokerHistory implements AutoCloseable {

    private static final Set<Action> LEFT_OUT = Stream
            .concat(EnumSet.range(Action.LOOK, Action.REVIVE).stream(),
                    Stream.of(Action.POLICY, Action.MIGRATE))
            .collect(Collectors.toUnmodifiableSet());
    private static final Duration LOOK_INTERVAL = Duration.ofMillis(500);
    /** More than one full listing, the longest wait for a retry, and a process's start. */
    private static final Duration QUIET = Duration.ofSeconds(15);
    private static final Duration REST_TIMEOUT = Duration.ofMinutes(4);
    private static final int PASSES_MAX = 4;

    private final long seed;
    private final int stepsMax;
    private final Path folder;
    private final BrokerWorld world;
    /** Forked, so that what goes wrong changes nothing of what people do. */
    private final Dice dice;
    private int acts;

    /** Starts everything but the services. */
    BrokerHistory(long seed, int stepsMax) {
        this.seed = seed;
        this.stepsMax = stepsMax;
        this.folder = Path.of("target", "history-" + seed + "-" + System.nanoTime());
        this.dice = new Dice(~seed);
        this.world = new BrokerWorld(folder, dice);
    }

    /** @return what did not stand */
    List<String> play() {
        world.startTenants();
        Act.begin(world, new Dice(seed));
        world.stack().startServices();
        Misfortunes misfortunes = new Misfortunes(world, world.stack(), world.outlook(),
                world.addresses());
        try (Publisher publisher = new Publisher(world.stack().infrastructure());
                BrokerWatch watch = new BrokerWatch(world.stack().infrastructure(),
                        new Witness(world.people()), world.kafkaCrm()::follow, world::say)) {
            Operator operator = new Operator(world, watch, publisher);
            steps(misfortunes, operator, publisher, watch);
            System.out.println("History " + seed + ": " + acts + " acts of people, "
                    + world.kafkaCrm() + ", killed " + misfortunes.kills() + ", arranged "
                    + misfortunes.arranged() + ", happened " + world.faults());
            if (!world.people().problems().isEmpty()) {
                return world.people().problems();
            }
            misfortunes.end();
            world.places().forEach(operator::enable);
            return afterRest(operator, publisher, watch);
        }
    }

    /** Keeps the story beside the logs; returns where. */
    Path keepStory() {
        try {
            return Files.write(folder.resolve("story.txt"), world.story()).toAbsolutePath();
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot keep the story", e);
        }
    }

    @Override
    public void close() {
        world.close();
    }

    private void steps(Misfortunes misfortunes, Operator operator, Publisher publisher,
            BrokerWatch watch) {
        List<Step> steps = Simulation.steps(seed)
                .stream()
                .map(Step::of)
                .filter(step -> !LEFT_OUT.contains(step.action()))
                .limit(stepsMax)
                .toList();
        for (Step step : steps) {
            world.pass(step.pause());
            world.awaitDoors();
            happen(step, misfortunes, operator);
            misfortunes.arrangeSome(dice);
            world.kafkaCrm().sendSome(publisher);
            watch.look();
            world.checkMailboxes();
            if (!world.people().problems().isEmpty()) {
                return;
            }
        }
    }

    private void happen(Step step, Misfortunes misfortunes, Operator operator) {
        Dice own = step.dice();
        step.action().act().ifPresentOrElse(act -> {
            acts++;
            act.happen(world, own);
        }, () -> {
            switch (step.action()) {
                case MAILBOX_DOWN -> misfortunes.takeDown(own.one(world.places()).orElseThrow());
                case MAILBOX_UP -> misfortunes.bringUp(own.one(world.places()).orElseThrow());
                case DECIDE_DELETES -> operator.decideDeletes(own);
                case DECIDE_MATCH -> operator.decideMatch(own);
                case SWITCH -> {
                    if (own.oneIn(2)) {
                        operator.disable(own.one(world.places()).orElseThrow());
                    } else {
                        operator.enable(own.one(world.places()).orElseThrow());
                    }
                }
                default -> misfortunes.kill(step.action(), own);
            }
        });
    }

    /** Everybody finishes; then nothing is edited, and nothing may be written any more (I4). */
    private List<String> afterRest(Operator operator, Publisher publisher, BrokerWatch watch) {
        boolean rested = comesToRest(publisher, watch);
        for (int pass = 0; rested && pass < PASSES_MAX; pass++) {
            Act.end(world);
            boolean decided = operator.decideAll(dice);
            if (!decided && pass > 0) {
                break;
            }
            rested = comesToRest(publisher, watch);
        }
        if (!rested) {
            return List.of("It does not come to rest (I4)");
        }
        world.checkMailboxes();
        world.checkAtRest();
        List<String> problems = new ArrayList<>(world.people().problems());
        if (watch.writes() == 0) {
            problems.add("Nothing was ever written, so nothing was tested");
        }
        long commands = watch.writes();
        long effects = effects();
        Waiting.letPass(QUIET);
        watch.look();
        if (watch.writes() != commands || effects() != effects) {
            problems.add((watch.writes() - commands) + " commands and " + (effects() - effects)
                    + " writes after rest (I4)");
        }
        return problems;
    }

    private boolean comesToRest(Publisher publisher, BrokerWatch watch) {
        long deadline = System.nanoTime() + REST_TIMEOUT.toNanos();
        long quietSince = System.nanoTime();
        while (System.nanoTime() < deadline) {
            world.kafkaCrm().sendAll(publisher);
            if (watch.look() > 0 || !isEverythingAlive()) {
                quietSince = System.nanoTime();
            }
            if (System.nanoTime() - quietSince > QUIET.toNanos()) {
                world.kafkaCrm().hearAll();
                return true;
            }
            Waiting.letPass(LOOK_INTERVAL);
        }
        return false;
    }

    private boolean isEverythingAlive() {
        return Stream.of(world.stack().supervisor(), world.stack().infrastructure().supervisor())
                .allMatch(BrokerHistory::isEveryChildAlive);
    }

    private static boolean isEveryChildAlive(Supervisor supervisor) {
        return supervisor.restarts()
                .keySet()
                .stream()
                .allMatch(name -> supervisor.child(name).filter(JavaChild::isAlive).isPresent());
    }

    private long effects() {
        return EditScript.untilDone(() -> world.outlook().requests())
                .valueStream()
                .filter(line -> !line.path("effect").asText().isEmpty())
                .count();
    }
}
