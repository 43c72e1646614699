package io.syncline.benchmarks.pipeline;

import io.syncline.benchmarks.pipeline.Lab.Application;
import io.syncline.schemas.topic.TopicCatalogue;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.LockSupport;

/**
 * One candidate reads the whole journal from its beginning, in a process of its own that nobody else
 * disturbs. What it does before its code is warm is not counted.
 */
final class MergeRun {

    private static final Duration LOOK = Duration.ofMillis(100);
    private static final Duration STALLED = Duration.ofSeconds(60);
    private static final int HEAP_MB = 1_024;
    /** Of the journal: only what is read after this part is counted. */
    private static final double WARM_UP = 0.4;

    private final Lab lab;
    private final Groups groups;
    private final Settings settings;
    private final long facts;

    /** What was seen at one moment. */
    private record Seen(long nanos, long facts, Watched process) {}

    /** @param facts how many there are in the journal */
    MergeRun(Lab lab, Groups groups, Settings settings, long facts) {
        this.lab = lab;
        this.groups = groups;
        this.settings = settings;
        this.facts = facts;
    }

    Rate of(Application candidate) {
        groups.forget(candidate.id());
        Path folder = lab.emptyFolder("bench-" + candidate.id());
        try (Lab.Child child = lab.start(candidate, HEAP_MB,
                List.of(settings.write(lab, folder).toString()))) {
            return rate(followed(candidate, child));
        }
    }

    private List<Seen> followed(Application candidate, Lab.Child child) {
        List<Seen> seen = new ArrayList<>();
        long moved = System.nanoTime();
        long before = -1;
        while (before < facts) {
            LockSupport.parkNanos(LOOK.toNanos());
            long now = System.nanoTime();
            long read = groups.read(candidate.id(), TopicCatalogue.JOURNAL);
            seen.add(new Seen(now, read, Watched.now(child.pid())));
            if (read > before) {
                before = read;
                moved = now;
            } else if (!child.isAlive() || now - moved > STALLED.toNanos()) {
                throw new BenchException(candidate.id() + " stands still at " + read
                        + " of " + facts + " facts; its log ends:\n" + child.logTail());
            }
        }
        return seen;
    }

    private Rate rate(List<Seen> seen) {
        Seen last = seen.getLast();
        Seen warm = seen.stream()
                .filter(one -> one.facts() >= WARM_UP * facts)
                .findFirst()
                .orElse(last);
        if (warm.facts() >= last.facts()) {
            throw new BenchException("The journal is too short: " + facts
                    + " facts were read before anything could be measured");
        }
        double counted = last.facts() - warm.facts();
        Duration took = Duration.ofNanos(last.nanos() - warm.nanos());
        Duration cpu = last.process().cpu().minus(warm.process().cpu());
        return new Rate(counted * Duration.ofSeconds(1).toNanos() / took.toNanos(),
                cpu.toNanos() / 1_000.0 / counted,
                last.process().residentBytesMax().orElse(0));
    }
}
