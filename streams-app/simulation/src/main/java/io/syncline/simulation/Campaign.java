package io.syncline.simulation;

import io.syncline.core.merge.Rule;
import io.syncline.core.merge.Rules;
import io.syncline.simulation.model.Fault;
import io.syncline.simulation.play.Tally;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import java.util.stream.Stream;

/** Plays many seeds, several at once, and reports what failed and what was hit. */
public final class Campaign {

    private final Simulation simulation;
    private final int threads;
    private final Consumer<Progress> progress;

    /** How far it is. */
    public record Progress(long played, long failed) {}

    /**
     * What came of a campaign.
     *
     * @param played how many histories were played
     * @param stepsMedian the median of their lengths
     * @param faultsMedian the median of how many faults came to pass in one
     * @param failed the seeds that failed, in order, and why
     * @param tally how often each rule decided and each fault came to pass
     */
    public record Result(long played, int stepsMedian, int faultsMedian, List<Failed> failed,
            Tally tally, Duration took) {

        /** The rules and faults that no history hit. */
        public List<String> neverHit(Rules rules) {
            return Stream.concat(rules.rows().stream().map(Rule::name),
                    Arrays.stream(Fault.values()).map(Fault::name))
                    .filter(name -> tally.of(name) == 0)
                    .toList();
        }
    }

    /** A seed that failed. */
    public record Failed(long seed, List<String> problems) {}

    /**
     * @param threads how many histories are played at once
     * @param progress hears of every history that ended; from several threads
     */
    public Campaign(Rules rules, int threads, Consumer<Progress> progress) {
        this(new Simulation(rules), threads, progress);
    }

    /** The same, of histories that are played in that way. */
    public Campaign(Simulation simulation, int threads, Consumer<Progress> progress) {
        this.simulation = simulation;
        this.threads = threads;
        this.progress = progress;
    }

    /** Plays so many seeds from the first on, but for no longer than that. */
    public Result play(long first, long seeds, Duration atMost) throws InterruptedException {
        long startNanos = System.nanoTime();
        AtomicLong next = new AtomicLong(first);
        Tally tally = new Tally();
        List<Failed> failed = new ArrayList<>();
        List<Integer> steps = new ArrayList<>();
        List<Integer> faults = new ArrayList<>();
        List<Thread> players = new ArrayList<>();
        for (int i = 0; i < threads; i++) {
            players.add(Thread.ofPlatform().name("player-" + i).start(() -> {
                long seed = next.getAndIncrement();
                while (seed < first + seeds
                        && System.nanoTime() - startNanos < atMost.toNanos()) {
                    Simulation.Ending ending = simulation.run(seed);
                    synchronized (tally) {
                        tally.add(ending.tally());
                        steps.add(ending.steps());
                        faults.add(faults(ending));
                        if (!ending.problems().isEmpty()) {
                            failed.add(new Failed(seed, ending.problems()));
                        }
                        progress.accept(new Progress(steps.size(), failed.size()));
                    }
                    seed = next.getAndIncrement();
                }
            }));
        }
        for (Thread player : players) {
            player.join();
        }
        failed.sort((one, other) -> Long.compare(one.seed(), other.seed()));
        return new Result(steps.size(), median(steps), median(faults), List.copyOf(failed), tally,
                Duration.ofNanos(System.nanoTime() - startNanos));
    }

    private static int faults(Simulation.Ending ending) {
        return Arrays.stream(Fault.values())
                .mapToInt(fault -> (int) ending.tally().of(fault.name()))
                .sum();
    }

    private static int median(List<Integer> values) {
        return values.isEmpty()
                ? 0
                : values.stream().sorted().toList().get(values.size() / 2);
    }
}
