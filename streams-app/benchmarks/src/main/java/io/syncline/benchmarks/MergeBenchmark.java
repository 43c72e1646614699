package io.syncline.benchmarks;

import io.syncline.core.item.Value;
import io.syncline.core.merge.Fold;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/**
 * Merge and plan beside a plain last-writer-wins merge of the same facts; one invocation is one
 * fact. {@link Ratio} runs both and compares them. Both are told a {@link Recording} over and over,
 * so neither pays for making facts.
 *
 * <p>
 * Public and open because JMH makes subclasses of it.
 */
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
@Fork(1)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
public class MergeBenchmark {

    static final String MERGE_AND_PLAN = "mergeAndPlan";
    static final String LAST_WRITER_WINS = "lastWriterWins";

    static final String CONTACTS = "contacts";
    static final String ROUNDS = "rounds";

    /** Another seed tells of other people; the figures hardly move. */
    static final long SEED = 1;

    /** The facts, and where each of the two merges stands in them. */
    @State(Scope.Benchmark)
    public static class Course {

        private static final int ROUNDS_TOLD = 4;

        /** How many contacts the mailbox has. */
        @Param("2000")
        public int contacts;

        /** How many rounds of edits each contact has behind it. */
        @Param("4")
        public int rounds;

        private final LastWriterWins yardstick = new LastWriterWins();
        private Recording recording = Recording.NOTHING;
        private FoldedMailbox mailbox = new FoldedMailbox();
        private int next;
        private long laterMs;

        /** Records the facts; called by JMH once a fork. */
        @Setup
        public void prepare() {
            Story story = new Story(SEED, contacts);
            story.live(rounds);
            recording = story.recorded(ROUNDS_TOLD);
            mailbox = recording.start().copy();
        }

        Fold.Folded fold() {
            if (next == recording.facts().size()) {
                // Copies two hash maps once a lap; merge pays for that, not the yardstick.
                mailbox = recording.start().copy();
                next = 0;
            }
            Told told = recording.facts().get(next);
            next++;
            return mailbox.tell(told.now(), told.fact());
        }

        Map<String, Value> overwrite() {
            if (next == recording.facts().size()) {
                laterMs += recording.lengthMs();
                next = 0;
            }
            Told told = recording.facts().get(next);
            next++;
            return yardstick.merge(told.said(), laterMs);
        }
    }

    /** Folds the next fact by the sync protocol: look-up, merge, plan, index. */
    @Benchmark
    public Fold.Folded mergeAndPlan(Course course) {
        return course.fold();
    }

    /** Merges the next fact by comparing times. */
    @Benchmark
    public Map<String, Value> lastWriterWins(Course course) {
        return course.overwrite();
    }
}
