package io.syncline.benchmarks;

import io.syncline.core.fact.Fact.ItemObserved;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.openjdk.jmh.runner.RunnerException;

/** Measures merge, and sets every figure beside its target. */
final class MergeMeasuring {

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

    /** The target speaks of records, so this pair is judged by it. */
    private static final Pair RECORDS_READ = new Pair("records read",
            MergeBenchmark.MERGE_AND_PLAN_RECORDS, MergeBenchmark.LAST_WRITER_WINS_RECORDS);
    private static final Pair DECISION_ALONE = new Pair("decision alone",
            MergeBenchmark.MERGE_AND_PLAN, MergeBenchmark.LAST_WRITER_WINS);

    private static final String RATE = "facts/s";
    private static final String BYTES = "bytes";
    private static final String OVER = "merge / last writer wins";

    private final Effort effort;
    private final Consumer<String> progress;
    private final List<Row> rows = new ArrayList<>();

    /**
     * Two methods of {@link MergeBenchmark} that are given the same.
     *
     * @param name what of their work is measured
     */
    private record Pair(String name, String merge, String yardstick) {

        String row(String figure) {
            return name + ": " + figure;
        }

        Spread ratio(SideBySide runs) {
            return runs.ratio(merge, yardstick);
        }
    }

    private MergeMeasuring(Effort effort, Consumer<String> progress) {
        this.effort = effort;
        this.progress = progress;
    }

    /**
     * All lines of the table.
     *
     * @param progress is told what is measured next
     */
    static List<Row> rows(Effort effort, Consumer<String> progress) throws RunnerException {
        MergeMeasuring measuring = new MergeMeasuring(effort, progress);
        measuring.records();
        measuring.speeds();
        measuring.allocation();
        measuring.states();
        return List.copyOf(measuring.rows);
    }

    private void records() {
        progress.accept("Measuring records");
        Recording recording = MergeBenchmark.recording(CONTACTS, ROUNDS);
        List<Integer> all = new ArrayList<>();
        List<Integer> observations = new ArrayList<>();
        for (Told told : recording.facts()) {
            int size = told.entryBytes().length;
            all.add(size);
            if (told.fact() instanceof ItemObserved) {
                observations.add(size);
            }
        }
        rows.add(Row.told("record of an observation", BYTES, Spread.meanOf(observations)));
        rows.add(Row.told("record of any kind", BYTES, Spread.meanOf(all)));
    }

    private void speeds() throws RunnerException {
        SideBySide recordsRead = measured(RECORDS_READ);
        SideBySide decisionAlone = measured(DECISION_ALONE);
        rows.add(Row.atLeast(RECORDS_READ.row(OVER), RECORDS_READ.ratio(recordsRead),
                SPEED_TARGET));
        rows.add(Row.told(DECISION_ALONE.row(OVER), "", DECISION_ALONE.ratio(decisionAlone)));
    }

    private SideBySide measured(Pair pair) throws RunnerException {
        SideBySide runs = SideBySide.of(effort.passes(), List.of(pair.yardstick(), pair.merge()),
                method -> {
                    progress.accept("Measuring speed, " + pair.row(method));
                    return run(method, CONTACTS, ROUNDS);
                });
        rows.add(Row.told(pair.row("merge and plan"), RATE, runs.rate(pair.merge())));
        rows.add(Row.told(pair.row("last writer wins"), RATE, runs.rate(pair.yardstick())));
        rows.add(Row.told(pair.row("last writer wins allocates"), BYTES,
                runs.allocated(pair.yardstick())));
        return runs;
    }

    /** The same contacts with a short past and with one ten times as long. */
    private void allocation() throws RunnerException {
        progress.accept("Measuring allocation, early and late");
        Spread early = allocated(EARLY_ROUNDS);
        Spread late = allocated(LATE_ROUNDS);
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

    private Spread allocated(int rounds) throws RunnerException {
        return Spread.medianOf(
                run(MergeBenchmark.MERGE_AND_PLAN, OLD_CONTACTS, rounds).bytesEach());
    }

    /** @param rounds of edits that each contact has behind it */
    private JmhRun run(String method, int contacts, int rounds) throws RunnerException {
        return JmhRun.of(effort, MergeBenchmark.class, method,
                Map.of(MergeBenchmark.CONTACTS, Integer.toString(contacts),
                        MergeBenchmark.ROUNDS, Integer.toString(rounds)));
    }
}
