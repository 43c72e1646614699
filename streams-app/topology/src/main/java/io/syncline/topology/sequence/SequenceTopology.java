package io.syncline.topology.sequence;

import io.syncline.schemas.topic.TopicCatalogue;
import io.syncline.topology.TopicSerdes;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.TopologyConfig;

/**
 * observed, edited and write-results to the journal. Facts are read as bytes, so that a dead letter
 * holds exactly what came.
 */
public final class SequenceTopology {

    static final String JOURNAL = "append-journal";
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
        topology.addProcessor(SEQUENCE, () -> new SequenceProcessor(serdes.deserializer()),
                "read-observed", "read-edited", "read-write-results");
        topology.addSink(JOURNAL, TopicCatalogue.JOURNAL.name(), new StringSerializer(),
                serdes.serializer().get(), TopicSerdes.byMailbox(), SEQUENCE);
        topology.addSink(DEAD_LETTERS, TopicCatalogue.DEAD_LETTERS.name(),
                new StringSerializer(), serdes.serializer().get(), SEQUENCE);
        return topology;
    }
}
