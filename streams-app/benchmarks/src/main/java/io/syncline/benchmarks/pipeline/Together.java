package io.syncline.benchmarks.pipeline;

import io.syncline.benchmarks.pipeline.Lab.Application;
import io.syncline.schemas.topic.Topic;
import io.syncline.schemas.topic.TopicCatalogue;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.LockSupport;

/**
 * Sequence brings what was told into the journal, and merge folds it from there, at the same time and in a
 * process each. Timed until merge has folded the last fact.
 */
final class Together {

    private static final Duration LOOK = Duration.ofMillis(100);
    /** Once all was read and nothing has moved for so long, the last fact is folded. */
    private static final Duration AT_REST = Duration.ofSeconds(3);
    private static final Duration STALLED = Duration.ofSeconds(60);
    private static final int HEAP_MB = 1_024;
    private static final List<Topic> TOLD = List.of(TopicCatalogue.OBSERVED,
            TopicCatalogue.EDITED, TopicCatalogue.WRITE_RESULTS);

    private final Lab lab;
    private final Groups groups;
    private final Settings settings;
    private final long facts;

    /** What was seen at one moment: facts that sequence read, and how far merge is in the journal. */
    private record Seen(long nanos, long told, long folded) {}

    /** @param facts how many there are on the topics that sequence reads */
    Together(Lab lab, Groups groups, Settings settings, long facts) {
        this.lab = lab;
        this.groups = groups;
        this.settings = settings;
        this.facts = facts;
    }

    /** Facts a second. */
    double perSecond() {
        groups.forget(Application.SEQUENCE.id());
        groups.forget(Application.MERGE.id());
        List<String> file = List
                .of(settings.write(lab, lab.emptyFolder("bench-together")).toString());
        try (Lab.Child sequence = lab.start(Application.SEQUENCE, HEAP_MB, file);
                Lab.Child merge = lab.start(Application.MERGE, HEAP_MB, file)) {
            return perSecond(followed(sequence, merge));
        }
    }

    private List<Seen> followed(Lab.Child sequence, Lab.Child merge) {
        List<Seen> moves = new ArrayList<>(List.of(new Seen(System.nanoTime(), 0, 0)));
        while (true) {
            LockSupport.parkNanos(LOOK.toNanos());
            Seen now = new Seen(System.nanoTime(), told(),
                    groups.read(Application.MERGE.id(), TopicCatalogue.JOURNAL));
            Seen before = moves.getLast();
            long still = now.nanos() - before.nanos();
            if (now.told() > before.told() || now.folded() > before.folded()) {
                moves.add(now);
            } else if (now.told() >= facts && still > AT_REST.toNanos()) {
                return moves;
            } else if (!sequence.isAlive() || !merge.isAlive() || still > STALLED.toNanos()) {
                throw new BenchException("Sequence stands still at " + now.told() + " of " + facts
                        + " facts, or merge does; their logs end:\n" + sequence.logTail() + "\n"
                        + merge.logTail());
            }
        }
    }

    private long told() {
        return TOLD.stream()
                .mapToLong(topic -> groups.read(Application.SEQUENCE.id(), topic))
                .sum();
    }

    private double perSecond(List<Seen> moves) {
        Seen last = moves.getLast();
        Seen warm = moves.stream()
                .filter(seen -> seen.told() >= Reading.WARM_UP * facts)
                .findFirst()
                .orElse(last);
        if (warm.told() >= facts) {
            throw new BenchException("Too few facts: " + facts
                    + " were read before anything could be measured");
        }
        return 1.0 * (facts - warm.told()) * Duration.ofSeconds(1).toNanos()
                / (last.nanos() - warm.nanos());
    }
}
