package io.syncline.benchmarks;

import io.syncline.benchmarks.Told.Said;
import io.syncline.core.fact.Fact;
import io.syncline.core.item.Value;
import io.syncline.core.merge.Fold;
import io.syncline.schemas.contact.JournalEntry;
import io.syncline.topology.wire.JournalReader;
import java.util.List;
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
 * so neither pays for making facts. One pair reads each fact from its record in the journal, the
 * other is given it ready-made.
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
    static final String MERGE_AND_PLAN_RECORDS = "mergeAndPlanRecords";
    static final String LAST_WRITER_WINS_RECORDS = "lastWriterWinsRecords";

    static final String CONTACTS = "contacts";
    static final String ROUNDS = "rounds";

    /** Another seed tells of other people; the figures hardly move. */
    static final long SEED = 1;

    private static final int ROUNDS_TOLD = 4;

    /** What both are told. */
    static Recording recording(int contacts, int rounds) {
        Story story = new Story(SEED, contacts);
        story.live(rounds);
        return story.recorded(ROUNDS_TOLD);
    }

    /** The facts, and where each of the two merges stands in them. */
    @State(Scope.Benchmark)
    public static class Course {

        /** How many contacts the mailbox has. */
        @Param("2000")
        public int contacts;

        /** How many rounds of edits each contact has behind it. */
        @Param("4")
        public int rounds;

        private final LastWriterWins yardstick = new LastWriterWins();
        private Recording recording = Recording.NOTHING;
        private FoldedMailbox mailbox = new FoldedMailbox("");
        private int next;
        private long laterMs;

        /** Records the facts; called by JMH once a fork. */
        @Setup
        public void prepare() {
            recording = recording(contacts, rounds);
            mailbox = recording.start().copy();
        }

        Fold.Folded fold() {
            Told told = recording.facts().get(nextToFold());
            return mailbox.tell(told.now(), told.fact());
        }

        Fold.Folded fold(Records records) {
            int number = nextToFold();
            Fact fact = JournalReader.fact(records.read(number));
            return mailbox.tell(recording.facts().get(number).now(), fact);
        }

        Map<String, Value> overwrite() {
            Told told = recording.facts().get(nextToOverwrite());
            return yardstick.merge(told.said(), laterMs);
        }

        Map<String, Value> overwrite(Records records) {
            int number = nextToOverwrite();
            String contact = recording.facts().get(number).said().contact();
            return yardstick.merge(Said.of(contact, records.read(number)), laterMs);
        }

        private int nextToFold() {
            if (next == recording.facts().size()) {
                // Copies two hash maps once a lap; merge pays for that, not the yardstick.
                mailbox = recording.start().copy();
                next = 0;
            }
            return next++;
        }

        private int nextToOverwrite() {
            if (next == recording.facts().size()) {
                laterMs += recording.lengthMs();
                next = 0;
            }
            return next++;
        }
    }

    /** The same facts as they stand in the journal; only for the pair that reads them. */
    @State(Scope.Benchmark)
    public static class Records {

        private final EntryReader reader = new EntryReader();
        private List<byte[]> records = List.of();

        /** Writes the records; called by JMH once a fork, after the facts are recorded. */
        @Setup
        public void prepare(Course course) {
            records = course.recording.records();
        }

        JournalEntry read(int number) {
            return reader.read(records.get(number));
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

    /** Reads the next fact from its record as merge's topology does, and folds it. */
    @Benchmark
    public Fold.Folded mergeAndPlanRecords(Course course, Records records) {
        return course.fold(records);
    }

    /** Reads the next record in the same way, and merges it by comparing times. */
    @Benchmark
    public Map<String, Value> lastWriterWinsRecords(Course course, Records records) {
        return course.overwrite(records);
    }
}
