package io.syncline.console.proof;

import io.syncline.console.system.MailboxName;
import io.syncline.console.system.TopicReader;
import io.syncline.schemas.contact.Applied;
import io.syncline.schemas.contact.Write;
import io.syncline.schemas.topic.RecordKey;
import io.syncline.schemas.topic.TopicCatalogue;
import io.syncline.service.kafka.KafkaClients;
import io.syncline.service.kafka.PollThread;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.serialization.Deserializer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The commands that no result has ended yet: the newest of each item on {@code writes} that is above what
 * stands on {@code applied}.
 *
 * <p>
 * Threading: one thread reads both topics. A result is taken in only after every command that stood before
 * it was; otherwise a command would be taken for outstanding that was answered before it was read. At the start
 * one partition is read after the other, so that no more than one partition's commands are remembered at once.
 */
public final class OutstandingWrites implements AutoCloseable {

    private static final Logger LOGGER = LoggerFactory.getLogger(OutstandingWrites.class);
    private static final Duration POLL = Duration.ofMillis(200);

    private final TopicReader topics;
    private final Optional<MailboxName> only;
    private final Map<String, Command> open = new ConcurrentHashMap<>();
    private final CountDownLatch readable = new CountDownLatch(1);
    private final PollThread thread;
    private volatile boolean caughtUp;

    private record Command(long number, Instant decidedAt) {}

    /**
     * Those of one mailbox.
     *
     * @param oldest when the first of them was decided
     */
    public record Count(int commands, Instant oldest) {

        Count and(Count other) {
            return new Count(commands + other.commands,
                    oldest.isBefore(other.oldest) ? oldest : other.oldest);
        }
    }

    /** @param only of this mailbox; empty: of all */
    public OutstandingWrites(KafkaClients clients, Optional<MailboxName> only) {
        this.topics = new TopicReader(clients);
        this.only = only;
        this.thread = new PollThread("follow-writes", this::run);
    }

    public void start() {
        thread.start();
    }

    public boolean isHealthy() {
        return thread.isHealthy();
    }

    public boolean isCaughtUp() {
        return caughtUp;
    }

    /** Waits until it is caught up; false if it will never be. */
    public boolean awaitCaughtUp() {
        try {
            readable.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return caughtUp;
    }

    /** How many are outstanding, of each mailbox that has any. */
    public Map<MailboxName, Count> byMailbox() {
        Map<MailboxName, Count> counts = new HashMap<>();
        open.forEach((key, command) -> counts.merge(MailboxName.of(RecordKey.parse(key)),
                new Count(1, command.decidedAt()), Count::and));
        return counts;
    }

    @Override
    public void close() {
        thread.close();
    }

    private void run(BooleanSupplier ended) {
        try (KafkaConsumer<String, byte[]> writes = topics.consumer();
                KafkaConsumer<String, byte[]> applied = topics.consumer();
                Deserializer<Write> commands = topics.values();
                Deserializer<Applied> results = topics.values()) {
            Reading reading = new Reading(writes, applied, commands, results, ended);
            reading.begin();
            caughtUp = !ended.getAsBoolean();
            readable.countDown();
            while (!ended.getAsBoolean()) {
                reading.goOn();
            }
        } finally {
            readable.countDown(); // Nobody must wait for a thread that has ended.
        }
    }

    void issued(String key, long number, Instant decidedAt) {
        open.merge(key, new Command(number, decidedAt),
                (before, now) -> now.number() > before.number() ? now : before);
    }

    void ended(String key, long number) {
        open.computeIfPresent(key,
                (item, command) -> command.number() <= number ? null : command);
    }

    /** Both topics, read side by side. */
    private final class Reading {

        private final KafkaConsumer<String, byte[]> writes;
        private final KafkaConsumer<String, byte[]> applied;
        private final Deserializer<Write> commands;
        private final Deserializer<Applied> results;
        private final BooleanSupplier ended;
        /** Results whose commands are still to be read. */
        private final List<ConsumerRecord<String, byte[]>> answered = new ArrayList<>();

        Reading(KafkaConsumer<String, byte[]> writes, KafkaConsumer<String, byte[]> applied,
                Deserializer<Write> commands, Deserializer<Applied> results,
                BooleanSupplier ended) {
            this.writes = writes;
            this.applied = applied;
            this.commands = commands;
            this.results = results;
            this.ended = ended;
        }

        /** Partition by partition, and then all of them from where that ended. */
        void begin() {
            Map<TopicPartition, Long> writesAt = new HashMap<>();
            Map<TopicPartition, Long> appliedAt = new HashMap<>();
            for (int partition : partitions()) {
                TopicPartition from = new TopicPartition(TopicCatalogue.WRITES.name(), partition);
                TopicPartition to = new TopicPartition(TopicCatalogue.APPLIED.name(), partition);
                // Where the results end is noted first: what comes later is read once more, in order.
                begin(applied, to);
                long end = end(applied, to);
                begin(writes, from);
                readTo(writes, Map.of(from, end(writes, from)), this::take);
                readTo(applied, Map.of(to, end), record -> {
                    if (record.offset() < end) {
                        takeResult(record);
                    }
                });
                writesAt.put(from, writes.position(from));
                appliedAt.put(to, end);
            }
            resume(writes, writesAt);
            resume(applied, appliedAt);
        }

        /** While the broker is away nothing is known anew, which is no reason to end. */
        void goOn() {
            try {
                applied.poll(POLL).forEach(answered::add);
                readTo(writes, writes.endOffsets(writes.assignment()), this::take);
                answered.forEach(this::takeResult);
                answered.clear();
            } catch (TimeoutException e) {
                LOGGER.atWarn().setCause(e).log("The broker does not answer; it is asked again");
            }
        }

        private List<Integer> partitions() {
            return only.map(mailbox -> List.of(TopicReader
                    .placeOf(writes, mailbox, TopicCatalogue.WRITES)
                    .partition()))
                    .orElseGet(() -> TopicReader.partitions(writes, TopicCatalogue.WRITES)
                            .stream()
                            .map(TopicPartition::partition)
                            .toList());
        }

        private void readTo(KafkaConsumer<String, byte[]> consumer,
                Map<TopicPartition, Long> ends, Consumer<ConsumerRecord<String, byte[]>> reader) {
            while (!ended.getAsBoolean() && ends.entrySet()
                    .stream()
                    .anyMatch(place -> consumer.position(place.getKey()) < place.getValue())) {
                consumer.poll(POLL).forEach(reader);
            }
        }

        private void take(ConsumerRecord<String, byte[]> record) {
            if (isAsked(record)) {
                Write write = commands.deserialize(record.topic(), record.value());
                issued(record.key(), write.getNumber(), write.getDecidedAt());
            }
        }

        private void takeResult(ConsumerRecord<String, byte[]> record) {
            if (isAsked(record)) {
                ended(record.key(), results.deserialize(record.topic(), record.value())
                        .getResult()
                        .getWrite()
                        .getNumber());
            }
        }

        private boolean isAsked(ConsumerRecord<String, byte[]> record) {
            return record.value() != null
                    && (only.isEmpty() || record.key().startsWith(only.get().prefix()));
        }

        private static void begin(KafkaConsumer<?, ?> consumer, TopicPartition place) {
            consumer.assign(List.of(place));
            consumer.seekToBeginning(List.of(place));
        }

        private static long end(KafkaConsumer<?, ?> consumer, TopicPartition place) {
            return consumer.endOffsets(List.of(place)).getOrDefault(place, 0L);
        }

        private static void resume(KafkaConsumer<?, ?> consumer,
                Map<TopicPartition, Long> positions) {
            consumer.assign(positions.keySet());
            positions.forEach(consumer::seek);
        }
    }
}
