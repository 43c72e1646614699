package io.syncline.local;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.syncline.core.merge.Rules;
import io.syncline.simulation.Campaign;
import io.syncline.simulation.Simulation;
import io.syncline.simulation.model.Fault;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Plays seeded histories and prints what failed and what was hit. */
@Command(name = "simulate", mixinStandardHelpOptions = true, description = {
        "Play histories of people, services and faults, and check that nothing is lost.",
        "They run against the real logic, without a broker and on virtual time; after every step"
                + " it is checked that no edit is lost, nothing doubled, nothing resurrected. A seed"
                + " always plays the same.",
        "Every seed that fails is named, the first three with a shortened history that still fails."}, footer = {
                "",
                "Example:",
                "  deploy/syncline simulate --seeds 10000 --first-seed 50001"}, exitCodeListHeading = "%nExit codes:%n", exitCodeList = {
                        "0:all that were played held",
                        "1:one did not or, from " + SimulateCommand.PLAYED_FOR_HITS
                                + " histories on, a rule or fault was never hit",
                        "2:wrong usage"})
final class SimulateCommand implements Callable<Integer> {

    /** From so many histories on, a rule or fault that none hit fails the run. */
    static final int PLAYED_FOR_HITS = 20_000;
    private static final int SHORTENED_MAX = 3;
    private static final int TRIES_MAX = 400;
    private static final long PROGRESS_EVERY = 100;
    private static final Pattern NUMBER = Pattern.compile("R(\\d+) ");
    private static final Comparator<String> BY_NUMBER = Comparator
            .comparingInt(SimulateCommand::numberOf)
            .thenComparing(Comparator.naturalOrder());

    @Option(names = "--seeds", defaultValue = "1000", description = "How many histories. Default: ${DEFAULT-VALUE}")
    private long seeds;

    @Option(names = "--first-seed", defaultValue = "1", description = "The first seed. Default: ${DEFAULT-VALUE}")
    private long firstSeed;

    @Option(names = "--minutes", defaultValue = "60", description = "End after so long. Default: ${DEFAULT-VALUE}")
    private int minutes;

    @Option(names = "--threads", description = "Histories at once. Default: one for each processor.")
    private int threads = Runtime.getRuntime().availableProcessors();

    @Option(names = "--rebuilds", description = "Meanwhile generations of merge take over from one"
            + " another, and back.")
    private boolean rebuilds;

    @Option(names = "--story", description = "Print the whole story of the first seed, and play no other.")
    private boolean story;

    @Option(names = "--json", description = "Print one JSON object at the end, and nothing else.")
    private boolean json;

    @Spec
    private @Nullable CommandSpec spec;

    @Override
    public Integer call() throws InterruptedException {
        atLeastOne("--seeds", seeds);
        atLeastOne("--minutes", minutes);
        atLeastOne("--threads", threads);
        atLeastOne("--first-seed", firstSeed);
        if (Long.MAX_VALUE - firstSeed < seeds) {
            throw wrong("--first-seed " + firstSeed + " leaves no room for --seeds " + seeds);
        }
        if (story && json) {
            throw wrong("--story is for people, --json for programs; take one of them");
        }
        Simulation simulation = simulation();
        if (story) {
            return tell(simulation.run(firstSeed));
        }
        Campaign campaign = new Campaign(simulation, threads, this::progress);
        Campaign.Result result = campaign.play(firstSeed, seeds, Duration.ofMinutes(minutes));
        List<String> neverHit = result.neverHit(Rules.PROTOCOL)
                .stream()
                .filter(row -> !simulation.outOfReach().contains(row))
                .toList();
        boolean hitsMissing = result.played() >= PLAYED_FOR_HITS && !neverHit.isEmpty();
        if (json) {
            out().println(asJson(result, neverHit));
        } else {
            print(result, neverHit);
        }
        return result.failed().isEmpty() && !hitsMissing ? 0 : 1;
    }

    private Simulation simulation() {
        return rebuilds ? Simulation.rebuilding(Rules.PROTOCOL) : new Simulation(Rules.PROTOCOL);
    }

    private void atLeastOne(String option, long number) {
        if (number < 1) {
            throw wrong(option + " must be 1 or more, and is " + number);
        }
    }

    private ParameterException wrong(String why) {
        return new ParameterException(Objects.requireNonNull(spec).commandLine(), why);
    }

    private void progress(Campaign.Progress progress) {
        if (!json && progress.played() % PROGRESS_EVERY == 0) {
            PrintWriter err = Objects.requireNonNull(spec).commandLine().getErr();
            err.println(progress.played() + " played, " + progress.failed() + " failed");
            err.flush();
        }
    }

    private int tell(Simulation.Ending ending) {
        ending.story().forEach(out()::println);
        ending.problems().forEach(out()::println);
        out().println(ending.steps() + " steps, " + (ending.problems().isEmpty()
                ? "everything held"
                : "and that did not hold"));
        return ending.problems().isEmpty() ? 0 : 1;
    }

    private void print(Campaign.Result result, List<String> neverHit) {
        PrintWriter out = out();
        Map<String, Long> hits = new TreeMap<>(BY_NUMBER);
        hits.putAll(result.tally().hits());
        neverHit.forEach(name -> hits.put(name, 0L));
        print("rule", hits, name -> !isFault(name));
        print("fault", hits, SimulateCommand::isFault);
        out.printf(
                "%,d histories, seeds %d to %d (median %d steps, %d faults), in %d min %d s, %d failed%n",
                result.played(), firstSeed, firstSeed + result.played() - 1,
                result.stepsMedian(), result.faultsMedian(), result.took().toMinutes(),
                result.took().toSecondsPart(), result.failed().size());
        if (result.played() < seeds) {
            out.printf("Ended after --minutes %d, before all %,d histories were played.%n", minutes,
                    seeds);
        }
        if (!neverHit.isEmpty() && result.played() < PLAYED_FOR_HITS) {
            out.printf("What was never hit is judged from %,d histories on.%n", PLAYED_FOR_HITS);
        }
        result.failed()
                .forEach(failed -> out.printf("seed %d: %s%n", failed.seed(), failed.problems()));
        result.failed().stream().limit(SHORTENED_MAX).forEach(this::shorten);
    }

    private void print(String heading, Map<String, Long> hits, Predicate<String> such) {
        PrintWriter out = out();
        out.printf("%-60s %12s%n", heading, "hits");
        hits.forEach((name, count) -> {
            if (such.test(name)) {
                out.printf("%-60s %12s%n", name,
                        count == 0 ? "never" : String.format("%,d", count));
            }
        });
        out.println();
    }

    private static boolean isFault(String name) {
        return Arrays.stream(Fault.values()).map(Fault::name).anyMatch(name::equals);
    }

    /** R2 before R10. */
    private static int numberOf(String name) {
        Matcher number = NUMBER.matcher(name);
        return number.lookingAt() ? Integer.parseInt(number.group(1)) : 0;
    }

    private void shorten(Campaign.Failed failed) {
        PrintWriter out = out();
        out.printf("%nSeed %d, shortened:%n", failed.seed());
        Simulation.Ending shortest = simulation().shorten(failed.seed(),
                TRIES_MAX);
        out.printf("fails still with these %d steps:%n", shortest.steps());
        shortest.story().forEach(line -> out.println("  " + line));
        shortest.problems().forEach(out::println);
        out.printf("whole story: deploy/syncline simulate --first-seed %d --story%n",
                failed.seed());
    }

    private String asJson(Campaign.Result result, List<String> neverHit) {
        Map<String, Object> values = new LinkedHashMap<>();
        values.put("firstSeed", firstSeed);
        values.put("played", result.played());
        values.put("endedEarly", result.played() < seeds);
        values.put("stepsMedian", result.stepsMedian());
        values.put("faultsMedian", result.faultsMedian());
        values.put("seconds", result.took().toSeconds());
        values.put("failed", result.failed());
        values.put("hits", new TreeMap<>(result.tally().hits()));
        values.put("neverHit", neverHit);
        try {
            return new ObjectMapper().writeValueAsString(values);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("Plain values can always be written", e);
        }
    }

    private PrintWriter out() {
        return Objects.requireNonNull(spec).commandLine().getOut();
    }
}
