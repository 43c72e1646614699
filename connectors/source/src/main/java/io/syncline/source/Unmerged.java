package io.syncline.source;

import io.syncline.schemas.ops.Generation;
import io.syncline.schemas.ops.GenerationState;
import io.syncline.schemas.topic.Topic;
import io.syncline.schemas.topic.TopicCatalogue;
import io.syncline.service.kafka.FollowedTopic;
import io.syncline.service.kafka.KafkaClients;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListConsumerGroupOffsetsOptions;
import org.apache.kafka.clients.admin.ListOffsetsOptions;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.IsolationLevel;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.GroupIdNotFoundException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Looks how many facts are told and not merged yet, by the offsets of sequence and of the generation of merge
 * that runs, and tells the pace. Looks only while somebody waits for its turn; a thread of its own.
 */
final class Unmerged implements AutoCloseable {

    private static final Logger LOGGER = LoggerFactory.getLogger(Unmerged.class);
    private static final String SEQUENCE = "syncline-sequence";
    private static final String MERGE = "syncline-merge";
    private static final Duration INTERVAL = Duration.ofMillis(100);
    private static final int TIMEOUT_MS = 5_000;
    /** Markers of transactions that nobody takes before the next record comes. */
    private static final long MARKERS = 2;

    private final KafkaClients clients;
    private final int partitions;
    private final Pace pace;
    private final FollowedTopic<Generation> generations;
    private final Thread thread = Thread.ofPlatform()
            .name("unmerged")
            .daemon()
            .unstarted(this::run);
    private volatile boolean ended;
    private boolean isKnown = true;

    /** @param partitions of every topic that is spread by mailbox */
    Unmerged(KafkaClients clients, int partitions, Pace pace) {
        this.clients = clients;
        this.partitions = partitions;
        this.pace = pace;
        this.generations = new FollowedTopic<>(clients, TopicCatalogue.GENERATIONS,
                (key, value) -> {});
    }

    void start() {
        generations.start();
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
        generations.close();
    }

    private void run() {
        try (Admin admin = clients.admin()) {
            while (!ended) {
                if (pace.isAsked(System.nanoTime())) {
                    look(admin);
                }
                Thread.sleep(INTERVAL);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void look(Admin admin) throws InterruptedException {
        try {
            long before = pace.lookBegins();
            // What is taken is asked for before what there is: the other way round, less would seem to wait.
            Map<TopicPartition, OffsetAndMetadata> sequenced = taken(admin, SEQUENCE);
            Map<TopicPartition, OffsetAndMetadata> merged = taken(admin, mergeGroup());
            if (sequenced.isEmpty() || merged.isEmpty()) {
                pace.unknown(); // They never ran here: no edit waits for them.
                return;
            }
            Map<TopicPartition, Long> observed = ends(admin, TopicCatalogue.OBSERVED);
            Map<TopicPartition, Long> journal = ends(admin, TopicCatalogue.JOURNAL);
            pace.looked(before, waiting(observed, sequenced) + waiting(journal, merged),
                    journal.keySet().stream().mapToLong(place -> next(merged, place)).sum(),
                    System.nanoTime());
            isKnown = true;
        } catch (ExecutionException e) {
            pace.unknown();
            if (isKnown && !(e.getCause() instanceof GroupIdNotFoundException)) {
                LOGGER.atWarn()
                        .addKeyValue("reason", String.valueOf(e.getCause()))
                        .log("Cannot tell how far merge is: first listings are not held back, and live"
                                + " edits may wait behind them. The source needs to describe the groups "
                                + SEQUENCE + " and " + MERGE + "*, and the topic "
                                + TopicCatalogue.JOURNAL.name() + " ('topics acls')");
            }
            isKnown = false;
        }
    }

    private static long waiting(Map<TopicPartition, Long> ends,
            Map<TopicPartition, OffsetAndMetadata> taken) {
        return ends.entrySet()
                .stream()
                .mapToLong(place -> place.getValue() - next(taken, place.getKey()))
                .filter(lag -> lag > MARKERS)
                .sum();
    }

    private static long next(Map<TopicPartition, OffsetAndMetadata> taken, TopicPartition place) {
        OffsetAndMetadata next = taken.get(place);
        return next == null ? 0 : next.offset();
    }

    private Map<TopicPartition, OffsetAndMetadata> taken(Admin admin, String group)
            throws ExecutionException, InterruptedException {
        return answer(admin
                .listConsumerGroupOffsets(group,
                        new ListConsumerGroupOffsetsOptions().timeoutMs(TIMEOUT_MS))
                .partitionsToOffsetAndMetadata());
    }

    private Map<TopicPartition, Long> ends(Admin admin, Topic topic)
            throws ExecutionException, InterruptedException {
        return answer(admin.listOffsets(IntStream.range(0, partitions)
                .mapToObj(partition -> new TopicPartition(topic.name(), partition))
                .collect(Collectors.toMap(place -> place, place -> OffsetSpec.latest())),
                new ListOffsetsOptions(IsolationLevel.READ_COMMITTED).timeoutMs(TIMEOUT_MS))
                .all()).entrySet()
                .stream()
                .collect(Collectors.toMap(Map.Entry::getKey, end -> end.getValue().offset()));
    }

    private static <T> T answer(KafkaFuture<T> future)
            throws ExecutionException, InterruptedException {
        return future.get();
    }

    /** As the operators' tools record it; the first generation needs no record. */
    private String mergeGroup() {
        return generations.all()
                .stream()
                .filter(generation -> generation.getState() == GenerationState.RUNNING)
                .map(Generation::getNumber)
                .filter(number -> number > 1)
                .findFirst()
                .map(number -> MERGE + "-" + number)
                .orElse(MERGE);
    }
}
