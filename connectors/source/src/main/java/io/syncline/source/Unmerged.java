package io.syncline.source;

import io.syncline.schemas.generation.RunningMerge;
import io.syncline.schemas.ops.Generation;
import io.syncline.schemas.topic.TopicCatalogue;
import java.time.Duration;
import java.util.Collection;
import java.util.HashSet;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.function.Supplier;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.GroupIdNotFoundException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Looks how many facts are told and not merged yet, by the offsets of sequence and of the generation of merge
 * that runs, and tells the pace. Looks only while somebody waits for its turn; a thread of its own.
 *
 * <p>
 * Where a look fails, however it does, the pace is told that nobody can say; the log says why, once for each kind
 * of failure until a look succeeds.
 */
final class Unmerged implements AutoCloseable {

    private static final Logger LOGGER = LoggerFactory.getLogger(Unmerged.class);
    private static final String SEQUENCE = "syncline-sequence";
    private static final Duration INTERVAL = Duration.ofMillis(100);
    /** After which it is asked anew, by other connections, once something failed unexpectedly. */
    private static final Duration AGAIN = Duration.ofSeconds(5);
    /** Markers of transactions that nobody takes before the next record comes. */
    private static final long MARKERS = 2;

    private final Supplier<Offsets> opening;
    private final Supplier<Collection<Generation>> generations;
    private final Pace pace;
    private final Duration again;
    private final Thread thread = Thread.ofPlatform()
            .name("unmerged")
            .daemon()
            .unstarted(this::run);
    private volatile boolean ended;
    /** Kinds of failures that the log has told. Only the thread touches it. */
    private final Set<Class<?>> told = new HashSet<>();

    /**
     * @param opening who is asked; may fail, and is closed by this
     * @param generations of merge, one record of each that has any
     */
    Unmerged(Supplier<Offsets> opening, Supplier<Collection<Generation>> generations, Pace pace) {
        this(opening, generations, pace, AGAIN);
    }

    Unmerged(Supplier<Offsets> opening, Supplier<Collection<Generation>> generations, Pace pace,
            Duration again) {
        this.opening = opening;
        this.generations = generations;
        this.pace = pace;
        this.again = again;
    }

    void start() {
        thread.start();
    }

    @Override
    public void close() {
        ended = true;
        thread.interrupt();
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void run() {
        try {
            while (!ended) {
                try (Offsets offsets = opening.get()) {
                    watch(offsets);
                } catch (RuntimeException | Error e) { // A thread's edge: without it, first listings would stop.
                    failed(e);
                    Thread.sleep(again);
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void watch(Offsets offsets) throws InterruptedException {
        while (!ended) {
            if (pace.isAsked(System.nanoTime())) {
                look(offsets);
            }
            Thread.sleep(INTERVAL);
        }
    }

    /** One look; what it finds, the pace is told. */
    void look(Offsets offsets) throws InterruptedException {
        try {
            long before = pace.lookBegins();
            OptionalInt running = RunningMerge.number(generations.get());
            if (running.isEmpty()) {
                pace.unknown(); // No edit is merged before an operator promotes one.
                return;
            }
            // What is taken is asked for before what there is: the other way round, less would seem to wait.
            Map<TopicPartition, Long> sequenced = offsets.taken(SEQUENCE);
            Map<TopicPartition, Long> merged = offsets
                    .taken(RunningMerge.application(running.getAsInt()));
            if (sequenced.isEmpty() || merged.isEmpty()) {
                pace.unknown(); // They never ran here: no edit waits for them.
                return;
            }
            Map<TopicPartition, Long> observed = offsets.ends(TopicCatalogue.OBSERVED);
            Map<TopicPartition, Long> journal = offsets.ends(TopicCatalogue.JOURNAL);
            pace.looked(before, waiting(observed, sequenced) + waiting(journal, merged),
                    journal.keySet()
                            .stream()
                            .mapToLong(place -> merged.getOrDefault(place, 0L))
                            .sum(),
                    System.nanoTime());
            told.clear();
        } catch (ExecutionException e) {
            failed(e.getCause() == null ? e : e.getCause());
        }
    }

    private void failed(Throwable cause) {
        pace.unknown();
        if (!(cause instanceof GroupIdNotFoundException) && told.add(cause.getClass())) {
            LOGGER.atWarn()
                    .addKeyValue("reason", String.valueOf(cause))
                    .setCause(cause)
                    .log("Cannot tell how far merge is: first listings are not held back, and live"
                            + " edits may wait behind them. The source needs to describe the groups "
                            + SEQUENCE + " and " + RunningMerge.application(1)
                            + "*, and the topic " + TopicCatalogue.JOURNAL.name()
                            + " ('topics acls')");
        }
    }

    private static long waiting(Map<TopicPartition, Long> ends, Map<TopicPartition, Long> taken) {
        return ends.entrySet()
                .stream()
                .mapToLong(end -> end.getValue() - taken.getOrDefault(end.getKey(), 0L))
                .filter(lag -> lag > MARKERS)
                .sum();
    }
}
