package io.syncline.benchmarks;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.openjdk.jmh.runner.RunnerException;

/** Measures, and sets every figure beside its target. */
final class Measuring {

    private static final double SPEED_TARGET = 0.4;
    /** What is remembered is bounded; the rest is for values of unequal length. */
    private static final double GROWTH_TARGET = 1.1;
    private static final double STATE_TARGET = 3;

    private static final int CONTACTS = 2_000;
    private static final int ROUNDS = 4;
    private static final int OLD_CONTACTS = 100;
    /** By then everything that an item remembers of its past is full. */
    private static final int EARLY_ROUNDS = 40;
    private static final int LATE_ROUNDS = 10 * EARLY_ROUNDS;

    private static final String RATE = "facts/s";
    private static final String BYTES = "bytes";

    private final Effort effort;
    private final Consumer<String> progress;
    private final List<Row> rows = new ArrayList<>();

    private Measuring(Effort effort, Consumer<String> progress) {
        this.effort = effort;
        this.progress = progress;
    }

    /**
     * All lines of the table.
     *
     * @param progress is told what is measured next
     */
    static List<Row> rows(Effort effort, Consumer<String> progress) throws RunnerException {
        Measuring measuring = new Measuring(effort, progress);
        measuring.speed();
        measuring.allocation();
        measuring.states();
        return List.copyOf(measuring.rows);
    }

    /** The two run in turn, so that whatever else the machine does meets both. */
    private void speed() throws RunnerException {
        List<JmhRun> merges = new ArrayList<>();
        List<JmhRun> yardsticks = new ArrayList<>();
        List<Double> ratios = new ArrayList<>();
        for (int pass = 1; pass <= effort.passes(); pass++) {
            progress.accept("Measuring speed, pass " + pass + " of " + effort.passes());
            JmhRun yardstick = JmhRun.of(effort, MergeBenchmark.LAST_WRITER_WINS, CONTACTS,
                    ROUNDS);
            JmhRun merge = JmhRun.of(effort, MergeBenchmark.MERGE_AND_PLAN, CONTACTS, ROUNDS);
            yardsticks.add(yardstick);
            merges.add(merge);
            ratios.add(median(merge.factsPerSecond()) / median(yardstick.factsPerSecond()));
        }
        rows.add(Row.told("merge and plan", RATE, rate(merges)));
        rows.add(Row.told("last writer wins", RATE, rate(yardsticks)));
        rows.add(Row.atLeast("merge and plan / last writer wins", Spread.medianOf(ratios),
                SPEED_TARGET));
        rows.add(Row.told("last writer wins: allocated a fact", BYTES, allocated(yardsticks)));
    }

    /** The same contacts with a short past and with one ten times as long. */
    private void allocation() throws RunnerException {
        progress.accept("Measuring allocation, early and late");
        Spread early = Spread.medianOf(JmhRun.of(effort, MergeBenchmark.MERGE_AND_PLAN,
                OLD_CONTACTS, EARLY_ROUNDS).bytesPerFact());
        Spread late = Spread.medianOf(JmhRun.of(effort, MergeBenchmark.MERGE_AND_PLAN,
                OLD_CONTACTS, LATE_ROUNDS).bytesPerFact());
        rows.add(Row.told("merge: allocated a fact, " + past(EARLY_ROUNDS), BYTES, early));
        rows.add(Row.told("merge: allocated a fact, " + past(LATE_ROUNDS), BYTES, late));
        rows.add(Row.atMost("allocated late / early", late.over(early), GROWTH_TARGET));
    }

    private void states() {
        progress.accept("Measuring states");
        Story story = new Story(MergeBenchmark.SEED, OLD_CONTACTS);
        int lived = 0;
        for (int rounds : List.of(ROUNDS, EARLY_ROUNDS, LATE_ROUNDS)) {
            story.live(rounds - lived);
            lived = rounds;
            StateSize size = StateSize.of(story.mailbox().items());
            rows.add(Row.told("state, " + past(rounds), BYTES, size.state()));
            rows.add(Row.told("merged record, " + past(rounds), BYTES, size.merged()));
            rows.add(Row.told("contact in it, " + past(rounds), BYTES, size.contact()));
            rows.add(Row.told("state / contact in it, " + past(rounds), "",
                    size.stateOverContact()));
            rows.add(Row.atMost("state / merged record, " + past(rounds), size.stateOverMerged(),
                    STATE_TARGET));
        }
    }

    private static String past(int rounds) {
        return "past " + rounds * Story.FACTS_A_ROUND + " facts";
    }

    private static double median(List<Double> figures) {
        return Spread.medianOf(figures).figure();
    }

    private static Spread rate(List<JmhRun> runs) {
        return Spread.medianOf(
                runs.stream().flatMap(run -> run.factsPerSecond().stream()).toList());
    }

    private static Spread allocated(List<JmhRun> runs) {
        return Spread.medianOf(
                runs.stream().flatMap(run -> run.bytesPerFact().stream()).toList());
    }
}
