package io.syncline.benchmarks.pipeline;

import io.syncline.schemas.topic.TopicCatalogue;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.locks.LockSupport;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.errors.GroupIdNotFoundException;
import org.apache.kafka.common.errors.GroupNotEmptyException;

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
    private final Admin admin;
    private final Settings settings;
    private final long facts;

    /** What was seen at one moment. */
    private record Seen(long nanos, long facts, Watched process) {}

    /** @param facts how many there are in the journal */
    MergeRun(Lab lab, Admin admin, Settings settings, long facts) {
        this.lab = lab;
        this.admin = admin;
        this.settings = settings;
        this.facts = facts;
    }

    Rate of(Candidate candidate) {
        forget(candidate);
        Path folder = lab.emptyFolder("bench-" + candidate.application());
        try (Lab.Child child = lab.start(candidate.application(), HEAP_MB, candidate.main(),
                List.of(settings.write(lab, folder).toString()))) {
            return rate(followed(candidate, child));
        }
    }

    private List<Seen> followed(Candidate candidate, Lab.Child child) {
        List<Seen> seen = new ArrayList<>();
        long moved = System.nanoTime();
        long before = -1;
        while (before < facts) {
            LockSupport.parkNanos(LOOK.toNanos());
            long now = System.nanoTime();
            long read = read(candidate);
            seen.add(new Seen(now, read, Watched.now(child.pid())));
            if (read > before) {
                before = read;
                moved = now;
            } else if (!child.isAlive() || now - moved > STALLED.toNanos()) {
                throw new BenchException(candidate.application() + " stands still at " + read
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

    private long read(Candidate candidate) {
        return answer(admin.listConsumerGroupOffsets(candidate.application())
                .partitionsToOffsetAndMetadata())
                .entrySet()
                .stream()
                .filter(entry -> entry.getKey().topic().equals(TopicCatalogue.JOURNAL.name())
                        && entry.getValue() != null)
                .mapToLong(entry -> entry.getValue().offset())
                .sum();
    }

    /** As if it had never run: no offsets, no stores. */
    private void forget(Candidate candidate) {
        long deadline = System.nanoTime() + STALLED.toNanos();
        while (!isGroupDeleted(candidate)) {
            if (System.nanoTime() > deadline) {
                throw new BenchException("The group " + candidate.application()
                        + " does not end; does another process belong to it?");
            }
            LockSupport.parkNanos(LOOK.toNanos());
        }
        Set<String> topics = answer(admin.listTopics().names());
        answer(admin.deleteTopics(topics.stream()
                .filter(topic -> topic.startsWith(candidate.application() + "-"))
                .toList()).all());
    }

    private boolean isGroupDeleted(Candidate candidate) {
        Map<String, KafkaFuture<Void>> deleted = admin
                .deleteConsumerGroups(List.of(candidate.application()))
                .deletedGroups();
        try {
            deleted.getOrDefault(candidate.application(), KafkaFuture.completedFuture(null))
                    .get();
            return true;
        } catch (ExecutionException e) {
            if (e.getCause() instanceof GroupNotEmptyException) {
                return false; // Its member was ended a moment ago.
            }
            if (e.getCause() instanceof GroupIdNotFoundException) {
                return true;
            }
            throw new BenchException("The broker does not delete the group: " + e.getCause(), e);
        } catch (InterruptedException e) {
            throw interrupted(e);
        }
    }

    private static <T> T answer(KafkaFuture<T> future) {
        try {
            return future.get();
        } catch (ExecutionException e) {
            throw new BenchException("The broker does not answer: " + e.getCause(), e);
        } catch (InterruptedException e) {
            throw interrupted(e);
        }
    }

    private static BenchException interrupted(InterruptedException e) {
        Thread.currentThread().interrupt();
        return new BenchException("Interrupted", e);
    }
}
