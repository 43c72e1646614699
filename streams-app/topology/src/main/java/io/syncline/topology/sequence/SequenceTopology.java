package io.syncline.topology.sequence;

import io.syncline.schemas.contact.Decision;
import io.syncline.schemas.contact.GenerationMark;
import io.syncline.schemas.contact.JournalEntry;
import io.syncline.schemas.topic.TopicCatalogue;
import io.syncline.topology.TopicSerdes;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.TopologyConfig;
import org.apache.kafka.streams.processor.StreamPartitioner;

/**
 * observed, edited, write-results and decisions to the journal. Facts are read as bytes, so that a dead letter
 * holds exactly what came.
 */
public final class SequenceTopology {

    static final String JOURNAL = "append-journal";
    /** What a mark names that is meant for each partition of the journal. */
    static final int EVERY_PARTITION = -1;
    static final String DEAD_LETTERS = "append-dead-letters";

    private static final String SEQUENCE = "sequence-facts";

    private SequenceTopology() {}

    public static Topology build(TopologyConfig config, TopicSerdes serdes) {
        Topology topology = new Topology(config);
        topology.addSource("read-observed", new ByteArrayDeserializer(),
                new ByteArrayDeserializer(), TopicCatalogue.OBSERVED.name());
        topology.addSource("read-edited", new ByteArrayDeserializer(),
                new ByteArrayDeserializer(), TopicCatalogue.EDITED.name());
        topology.addSource("read-write-results", new ByteArrayDeserializer(),
                new ByteArrayDeserializer(), TopicCatalogue.WRITE_RESULTS.name());
        topology.addSource("read-decisions", new ByteArrayDeserializer(),
                new ByteArrayDeserializer(), TopicCatalogue.DECISIONS.name());
        topology.addProcessor(SEQUENCE, () -> new SequenceProcessor(serdes.deserializer()),
                "read-observed", "read-edited", "read-write-results", "read-decisions");
        topology.addSink(JOURNAL, TopicCatalogue.JOURNAL.name(), new StringSerializer(),
                serdes.serializer().get(), byMailboxOrToAll(), SEQUENCE);
        topology.addSink(DEAD_LETTERS, TopicCatalogue.DEAD_LETTERS.name(),
                new StringSerializer(), serdes.serializer().get(), SEQUENCE);
        return topology;
    }

    /** A decision about a whole tenant, or about all, is a fact in every partition. */
    private static StreamPartitioner<String, SpecificRecord> byMailboxOrToAll() {
        StreamPartitioner<String, SpecificRecord> byMailbox = TopicSerdes.byMailbox();
        return (topic, key, value, partitions) -> value instanceof JournalEntry entry
                && entry.getMailbox().isEmpty()
                        ? Optional.of(IntStream.range(0, partitions)
                                .filter(partition -> concerns(entry, partition))
                                .boxed()
                                .collect(Collectors.toUnmodifiableSet()))
                        : byMailbox.partitions(topic, key, value, partitions);
    }

    /** A mark that names a partition which is not there concerns nobody, and stands nowhere. */
    private static boolean concerns(JournalEntry entry, int partition) {
        return entry.getDecision()
                .flatMap(Decision::getGeneration)
                .map(GenerationMark::getPartition)
                .filter(named -> named != EVERY_PARTITION && named != partition)
                .isEmpty();
    }
}
