package io.syncline.benchmarks.pipeline;

import io.syncline.schemas.topic.TopicCatalogue;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.LockSupport;

/**
 * Watches a group read the journal from its beginning to its end, undisturbed. What it does before its
 * code is warm is not counted.
 */
final class Reading {

    private static final Duration LOOK = Duration.ofMillis(100);
    private static final Duration STALLED = Duration.ofSeconds(60);
    /** Of the journal: only what is read after this part is counted. */
    private static final double WARM_UP = 0.4;

    private final Groups groups;
    private final String group;
    private final Lab.Child child;
    private final long facts;

    /** What was seen at one moment. */
    private record Seen(long nanos, long facts, Watched process) {}

    /**
     * @param child the process in which it reads
     * @param facts how many there are in the journal
     */
    Reading(Groups groups, String group, Lab.Child child, long facts) {
        this.groups = groups;
        this.group = group;
        this.child = child;
        this.facts = facts;
    }

    /** Comes back when all is read. */
    Rate rate() {
        List<Seen> seen = new ArrayList<>();
        long moved = System.nanoTime();
        long before = -1;
        while (before < facts) {
            LockSupport.parkNanos(LOOK.toNanos());
            long now = System.nanoTime();
            long read = groups.read(group, TopicCatalogue.JOURNAL);
            seen.add(new Seen(now, read, Watched.now(child.pid())));
            if (read > before) {
                before = read;
                moved = now;
            } else if (!child.isAlive() || now - moved > STALLED.toNanos()) {
                throw new BenchException(group + " stands still at " + read + " of " + facts
                        + " facts; its log ends:\n" + child.logTail());
            }
        }
        return rate(seen);
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
