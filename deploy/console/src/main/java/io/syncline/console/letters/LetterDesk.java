package io.syncline.console.letters;

import io.syncline.console.letters.Fate.Act;
import io.syncline.console.system.ConsoleException;
import io.syncline.console.system.Decider;
import io.syncline.console.system.RunningSystem;
import io.syncline.console.system.TopicReader;
import io.syncline.schemas.ops.Audit;
import io.syncline.schemas.ops.DeadLetter;
import io.syncline.schemas.topic.TopicCatalogue;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.Deserializer;

/** Lists dead letters, opens them, and decides about them. */
public final class LetterDesk {

    private static final Duration POLL = Duration.ofMillis(200);
    private static final Duration PATIENCE = Duration.ofSeconds(15);

    private final RunningSystem system;

    /**
     * What came of a decision about some letters.
     *
     * @param done about which it was taken
     * @param refused about which it was not, and why
     */
    public record Decided(List<LetterId> done, Map<LetterId, String> refused) {
        public Decided {
            done = List.copyOf(done);
            refused = Map.copyOf(refused);
        }
    }

    public LetterDesk(RunningSystem system) {
        this.system = system;
    }

    /** All that stand on the topic, with what was decided about them until now. */
    public LetterBox read() {
        LetterBox box = new LetterBox();
        system.topics()
                .<DeadLetter>all(TopicCatalogue.DEAD_LETTERS, row -> box.take(
                        new LetterId(row.partition(), row.offset()),
                        Instant.ofEpochMilli(row.timestamp()), row.value()));
        system.topics().<Audit>all(TopicCatalogue.AUDIT, row -> box.take(row.value()));
        return box;
    }

    /** Opens one; nothing if none stands there, or does no more. */
    public Optional<OpenedLetter> open(LetterId id) {
        TopicReader topics = system.topics();
        TopicPartition place = new TopicPartition(TopicCatalogue.DEAD_LETTERS.name(),
                id.partition());
        try (KafkaConsumer<String, byte[]> consumer = topics.consumer();
                Deserializer<SpecificRecord> values = topics.values()) {
            return at(consumer, place, id.offset()).map(record -> {
                DeadLetter letter = (DeadLetter) values.deserialize(place.topic(),
                        record.value());
                return OpenedLetter.of(id, Instant.ofEpochMilli(record.timestamp()), letter,
                        values);
            });
        }
    }

    /**
     * Retries or drops letters, each once whoever else does so at the same moment.
     *
     * @throws ConsoleException if somebody else decided about letters at the same moment
     */
    public Decided decide(List<LetterId> ids, Act act, Decider decider) {
        return new LetterDecision(system, this, act, decider).about(ids);
    }

    private static Optional<ConsumerRecord<String, byte[]>> at(
            KafkaConsumer<String, byte[]> consumer, TopicPartition place, long offset) {
        if (TopicReader.partitions(consumer, TopicCatalogue.DEAD_LETTERS)
                .stream()
                .noneMatch(place::equals)) {
            return Optional.empty();
        }
        consumer.assign(List.of(place));
        long begin = consumer.beginningOffsets(List.of(place)).getOrDefault(place, 0L);
        long end = consumer.endOffsets(List.of(place)).getOrDefault(place, 0L);
        if (offset < begin || offset >= end) {
            return Optional.empty();
        }
        consumer.seek(place, offset);
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (consumer.position(place) <= offset) {
            for (ConsumerRecord<String, byte[]> record : consumer.poll(POLL)) {
                if (record.offset() >= offset) {
                    return Optional.of(record).filter(first -> first.offset() == offset);
                }
            }
            if (System.nanoTime() > deadline) {
                throw ConsoleException.failed("The broker does not hand out " + place.topic()
                        + "; look at its log");
            }
        }
        return Optional.empty(); // What ends a transaction stands there.
    }
}
