package io.syncline.console.history;

import io.micrometer.core.instrument.MeterRegistry;
import io.syncline.console.system.ConsoleException;
import io.syncline.schemas.contact.JournalEntry;
import io.syncline.schemas.topic.TopicCatalogue;
import io.syncline.service.config.SynclineConfig;
import io.syncline.service.kafka.KafkaClients;
import io.syncline.service.kafka.PollThread;
import io.syncline.topology.history.HistoryFold;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps the read model as new as the journal, on a thread of its own. What it stumbles over is told on pages
 * and tried again; the rest of the console goes on without it.
 */
public final class HistoryFollower implements ReadModel, AutoCloseable {

    /** A file of this name in the folder asks for everything to be built anew. */
    static final String WANTED_ANEW = "reindex";

    private static final Logger LOGGER = LoggerFactory.getLogger(HistoryFollower.class);
    private static final String JOURNAL = TopicCatalogue.JOURNAL.name();
    private static final Duration POLL = Duration.ofMillis(250);
    private static final Duration COMMIT_INTERVAL = Duration.ofSeconds(1);
    private static final int COMMIT_RECORDS = 5_000;
    private static final Duration MEASURE_INTERVAL = Duration.ofSeconds(2);
    private static final Duration TIDY_INTERVAL = Duration.ofMinutes(1);
    private static final Duration PAUSE_AFTER_FAILURE = Duration.ofSeconds(15);

    private final KafkaClients clients;
    private final Path folder;
    private final PollThread thread = new PollThread("follow-histories", this::run);
    private volatile Progress progress = Progress.OPENING;
    private volatile @Nullable HistoryStore open;

    /**
     * How far it is.
     *
     * @param behind how many records of the journal are not folded yet; negative while that is not known
     * @param records how many were folded since it was opened
     * @param problem why it does not get on, in words; empty if it does
     */
    public record Progress(long behind, long records, String problem) {

        static final Progress OPENING = new Progress(-1, 0, "");

        /** Whether all that the journal held a moment ago is folded. */
        public boolean isCaughtUp() {
            return behind == 0 && problem.isEmpty();
        }
    }

    /**
     * @param folder of the store; made if it is not there
     * @param meters get how far it is: syncline.console.history.behind (records), and whether it does not
     *        get on: syncline.console.history.failing (0 or 1)
     */
    public HistoryFollower(SynclineConfig config, Path folder, MeterRegistry meters) {
        this.clients = new KafkaClients(config);
        this.folder = folder;
        meters.gauge("syncline.console.history.behind", this,
                follower -> Math.max(0, follower.progress.behind()));
        meters.gauge("syncline.console.history.failing", this,
                follower -> follower.progress.problem().isEmpty() ? 0 : 1);
    }

    public void start() {
        thread.start();
    }

    @Override
    public Progress progress() {
        return progress;
    }

    @Override
    public Optional<HistoryStore> store() {
        return Optional.ofNullable(open);
    }

    /** Asks whoever follows in a folder to build everything anew, now or at its next start. */
    public static void wantAnew(Path folder) {
        try {
            Files.createDirectories(folder);
            Files.writeString(folder.resolve(WANTED_ANEW), "");
        } catch (IOException e) {
            throw ConsoleException.failed("The folder " + folder + " cannot be written: "
                    + e.getMessage(), e);
        }
    }

    @Override
    public void close() {
        thread.close();
    }

    private void run(BooleanSupplier ended) {
        while (!ended.getAsBoolean()) {
            try {
                deleteIfWantedAnew();
                followOnce(ended);
            } catch (RuntimeException e) { // A thread's edge: it is tried again, and told meanwhile.
                LOGGER.atError().setCause(e).log("The histories do not get on; tried again");
                progress = new Progress(progress.behind(), progress.records(),
                        String.valueOf(e.getMessage()));
                pause(ended);
            }
        }
    }

    private void followOnce(BooleanSupplier ended) {
        try (HistoryStore store = HistoryStore.open(folder);
                KafkaConsumer<String, JournalEntry> reader = clients.reader()) {
            progress = Progress.OPENING;
            List<TopicPartition> places = KafkaClients.fromTheStart(reader,
                    TopicCatalogue.JOURNAL);
            store.begin(journalId(), places.size());
            places.stream()
                    .filter(place -> store.next(place.partition()) > 0)
                    .forEach(place -> reader.seek(place, store.next(place.partition())));
            open = store;
            new Following(store, reader, places).until(() -> ended.getAsBoolean()
                    || Files.exists(folder.resolve(WANTED_ANEW)));
        } finally {
            open = null;
        }
    }

    /** A topic that was made anew under the same name is another one. */
    private String journalId() {
        try (Admin admin = clients.admin()) {
            TopicDescription topic = admin.describeTopics(List.of(JOURNAL))
                    .allTopicNames()
                    .get()
                    .get(JOURNAL);
            return String.valueOf(topic == null ? null : topic.topicId());
        } catch (ExecutionException e) {
            throw ConsoleException.failed("The broker does not describe " + JOURNAL + ": "
                    + e.getCause(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw ConsoleException.failed("Interrupted", e);
        }
    }

    private void deleteIfWantedAnew() {
        Path wanted = folder.resolve(WANTED_ANEW);
        if (Files.exists(wanted)) {
            try {
                HistoryStore.delete(folder);
                Files.delete(wanted);
                LOGGER.atInfo().log("Building all histories anew");
            } catch (IOException e) {
                throw new UncheckedIOException("The folder of histories cannot be cleared", e);
            }
        }
    }

    private static void pause(BooleanSupplier ended) {
        long until = System.nanoTime() + PAUSE_AFTER_FAILURE.toNanos();
        while (!ended.getAsBoolean() && System.nanoTime() < until) {
            LockSupport.parkNanos(POLL.toNanos());
        }
    }

    /** From the offsets that were committed last, on and on. */
    private final class Following {

        private final HistoryStore store;
        private final KafkaConsumer<String, JournalEntry> reader;
        private final List<TopicPartition> places;
        private long records;
        private long uncommitted;
        private long committedNanos = System.nanoTime();
        private long measuredNanos = System.nanoTime() - MEASURE_INTERVAL.toNanos();
        private long tidiedNanos = System.nanoTime();

        Following(HistoryStore store, KafkaConsumer<String, JournalEntry> reader,
                List<TopicPartition> places) {
            this.store = store;
            this.reader = reader;
            this.places = places;
        }

        void until(BooleanSupplier over) {
            while (!over.getAsBoolean()) {
                reader.poll(POLL).forEach(this::take);
                commitNowAndThen();
                measureNowAndThen();
            }
            store.commit();
        }

        private void take(ConsumerRecord<String, JournalEntry> entry) {
            if (entry.value() != null) {
                store.take(entry.value(), new HistoryFold.Place(entry.partition(), entry.offset(),
                        Instant.ofEpochMilli(entry.timestamp())));
                records++;
                uncommitted++;
            }
        }

        private void commitNowAndThen() {
            boolean isTime = isOver(committedNanos, COMMIT_INTERVAL)
                    || uncommitted >= COMMIT_RECORDS;
            if (uncommitted > 0 && isTime) {
                store.commit();
                uncommitted = 0;
                committedNanos = System.nanoTime();
            } else if (uncommitted == 0 && isOver(tidiedNanos, TIDY_INTERVAL)) {
                store.tidy();
                tidiedNanos = System.nanoTime();
            }
        }

        private void measureNowAndThen() {
            if (isOver(measuredNanos, progress.isCaughtUp() ? MEASURE_INTERVAL : POLL)) {
                Map<TopicPartition, Long> ends = reader.endOffsets(places);
                long behind = places.stream()
                        .mapToLong(place -> Math.max(0, ends.getOrDefault(place, 0L)
                                - reader.position(place)))
                        .sum();
                progress = new Progress(behind, records, "");
                measuredNanos = System.nanoTime();
            }
        }

        private static boolean isOver(long sinceNanos, Duration interval) {
            return System.nanoTime() - sinceNanos >= interval.toNanos();
        }
    }
}
