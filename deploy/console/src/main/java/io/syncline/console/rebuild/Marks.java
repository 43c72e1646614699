package io.syncline.console.rebuild;

import io.syncline.console.system.RunningSystem;
import io.syncline.schemas.contact.Decision;
import io.syncline.schemas.contact.DecisionKind;
import io.syncline.schemas.contact.GenerationMark;
import io.syncline.schemas.contact.GenerationStep;
import io.syncline.schemas.contact.JournalEntry;
import io.syncline.schemas.topic.RecordKey;
import io.syncline.schemas.topic.TopicCatalogue;
import java.util.ArrayList;
import java.util.List;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.Predicate;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.serialization.Deserializer;

/**
 * The marks in the journal by which generations of merge take over from each other, from a moment on. Of all
 * other entries only the keys are read.
 */
final class Marks implements AutoCloseable {

    private static final String JOURNAL = TopicCatalogue.JOURNAL.name();
    private static final String KEY = RecordKey.prefix("", "");

    private final NavigableMap<Integer, PartitionRecords> partitions = new TreeMap<>();
    private final Deserializer<JournalEntry> values;
    private final List<Found> found = new ArrayList<>();

    private record Found(int partition, long offset, GenerationMark mark) {}

    /** Those that stand behind where the journal ended when the first of these generations was started. */
    Marks(RunningSystem system, Generations all) {
        this.values = system.clients().deserializer();
        NavigableMap<Integer, Long> first = all.firstNoted();
        new Offsets(system).ends(JOURNAL).keySet().forEach(partition -> {
            PartitionRecords records = new PartitionRecords(system, JOURNAL, partition);
            partitions.put(partition, records);
            records.seek(first.getOrDefault(partition, 0L));
        });
    }

    /**
     * A mark, to be handed in.
     *
     * @param partition of the journal; -1 for each of them
     */
    static Decision mark(GenerationStep step, int from, int to, int partition, String by) {
        return Decision.newBuilder()
                .setTenant("")
                .setEventId("generation-" + UUID.randomUUID())
                .setKind(DecisionKind.GENERATION)
                .setDecidedBy(by)
                .setGeneration(GenerationMark.newBuilder()
                        .setStep(step)
                        .setFrom(from)
                        .setTo(to)
                        .setPartition(partition)
                        .build())
                .build();
    }

    /** Reads what has been appended since. */
    Marks readOn() {
        partitions.forEach((partition, records) -> records
                .readToEnd(record -> take(partition, record)));
        return this;
    }

    /** Where each partition holds the last such mark that was read; where it holds none, nothing. */
    NavigableMap<Integer, Long> last(Predicate<GenerationMark> asked) {
        NavigableMap<Integer, Long> last = new TreeMap<>();
        found.stream()
                .filter(one -> asked.test(one.mark()))
                .forEach(one -> last.put(one.partition(), one.offset()));
        return last;
    }

    /** How many partitions the journal has. */
    int partitions() {
        return partitions.size();
    }

    @Override
    public void close() {
        partitions.values().forEach(PartitionRecords::close);
        values.close();
    }

    private void take(int partition, ConsumerRecord<String, byte[]> record) {
        if (record.key().startsWith(KEY)) {
            values.deserialize(JOURNAL, record.value())
                    .getDecision()
                    .flatMap(Decision::getGeneration)
                    .ifPresent(mark -> found.add(new Found(partition, record.offset(), mark)));
        }
    }
}
