package io.syncline.benchmarks.pipeline;

import io.syncline.benchmarks.pipeline.Lab.Application;
import io.syncline.schemas.topic.Topic;
import io.syncline.schemas.topic.TopicCatalogue;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.locks.LockSupport;

/**
 * Sequence brings what was told into the journal, and merge folds it from there, at the same time and in a
 * process each. They do so for the listing and the first round until both are warm and have nothing left to do; then
 * all that follows is told at once, and timed until merge has folded the last fact.
 */
final class Together {

    private static final Duration LOOK = Duration.ofMillis(100);
    /** Once all was read and nothing has moved for so long, the last fact is folded. */
    private static final Duration AT_REST = Duration.ofSeconds(2);
    private static final Duration STALLED = Duration.ofSeconds(60);
    private static final int HEAP_MB = 1_024;
    private static final List<Topic> TOLD = List.of(TopicCatalogue.OBSERVED,
            TopicCatalogue.EDITED, TopicCatalogue.WRITE_RESULTS);

    private final Lab lab;
    private final Groups groups;
    private final Settings settings;

    /** What was seen when something had moved: facts that sequence read, and how far merge is in the journal. */
    private record Seen(long nanos, long told, long folded) {}

    Together(Lab lab, Groups groups, Settings settings) {
        this.lab = lab;
        this.groups = groups;
        this.settings = settings;
    }

    /** Facts a second, of so many rounds but the first. */
    double perSecond(Journal.Filling told, int rounds) {
        groups.forget(Application.SEQUENCE.id());
        groups.forget(Application.MERGE.id());
        long before = told.listing() + told.rounds(1);
        List<String> file = List
                .of(settings.write(lab, lab.emptyFolder("bench-together")).toString());
        try (Lab.Child sequence = lab.start(Application.SEQUENCE, HEAP_MB, file);
                Lab.Child merge = lab.start(Application.MERGE, HEAP_MB, file)) {
            var unused = folded(before, sequence, merge);
            long facts = told.rounds(rounds - 1);
            Seen last = folded(before + facts, sequence, merge);
            return 1.0 * facts * Duration.ofSeconds(1).toNanos()
                    / (last.nanos() - told.shownNanos());
        }
    }

    /** Waits until both have done with so many facts; the moment at which something moved last. */
    private Seen folded(long facts, Lab.Child sequence, Lab.Child merge) {
        Seen last = new Seen(System.nanoTime(), -1, -1);
        while (true) {
            Seen now = new Seen(System.nanoTime(), told(),
                    groups.read(Application.MERGE.id(), TopicCatalogue.JOURNAL));
            long still = now.nanos() - last.nanos();
            if (now.told() > last.told() || now.folded() > last.folded()) {
                last = now;
            } else if (now.told() >= facts && still > AT_REST.toNanos()) {
                return last;
            } else if (!sequence.isAlive() || !merge.isAlive() || still > STALLED.toNanos()) {
                throw new BenchException("Sequence stands still at " + now.told() + " of " + facts
                        + " facts, or merge does; their logs end:\n" + sequence.logTail() + "\n"
                        + merge.logTail());
            }
            LockSupport.parkNanos(LOOK.toNanos());
        }
    }

    private long told() {
        return TOLD.stream()
                .mapToLong(topic -> groups.read(Application.SEQUENCE.id(), topic))
                .sum();
    }
}
