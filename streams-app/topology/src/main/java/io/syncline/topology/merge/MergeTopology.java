package io.syncline.topology.merge;

import io.syncline.core.merge.Fold;
import io.syncline.schemas.topic.Topic.Spread;
import io.syncline.schemas.topic.TopicCatalogue;
import io.syncline.topology.TopicSerdes;
import io.syncline.topology.store.MergeStores;
import java.util.function.Function;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.serialization.Serializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.TopologyConfig;
import org.apache.kafka.streams.state.KeyValueBytesStoreSupplier;

/**
 * The journal to merged, changes, conflicts, writes, alerts and dead letters; of a generation that does
 * not publish, to a merged topic of its own.
 */
public final class MergeTopology {

    static final String MERGED_SILENTLY = "publish-merged-silently";

    private static final String READ = "read-journal";
    private static final String MERGE = "merge-facts";

    private MergeTopology() {}

    /** @param stores makes a store of that name: on disk in production, in memory in tests */
    public static Topology build(TopologyConfig config, TopicSerdes serdes,
            Function<String, KeyValueBytesStoreSupplier> stores) {
        return build(config, serdes, stores, Fold.PROTOCOL);
    }

    /** @param fold decides; other than by the sync protocol only in tests of the tests */
    public static Topology build(TopologyConfig config, TopicSerdes serdes,
            Function<String, KeyValueBytesStoreSupplier> stores, Fold fold) {
        return build(config, serdes, stores, new MergeGeneration(1, fold, RoleListener.NOBODY));
    }

    /** @param generation which of several that fold the same journal */
    public static Topology build(TopologyConfig config, TopicSerdes serdes,
            Function<String, KeyValueBytesStoreSupplier> stores, MergeGeneration generation) {
        Topology topology = new Topology(config);
        topology.addSource(READ, new StringDeserializer(), serdes.deserializer().get(),
                TopicCatalogue.JOURNAL.name());
        topology.addProcessor(MERGE, () -> new MergeProcessor(generation, serdes), READ);
        MergeStores.builders(stores).forEach(store -> topology.addStateStore(store, MERGE));
        for (Output output : Output.values()) {
            if (output.topic().spread() == Spread.BY_MAILBOX) {
                topology.addSink(output.node(), output.topic().name(), new StringSerializer(),
                        serdes.serializer().get(), TopicSerdes.byMailbox(), MERGE);
            } else {
                topology.addSink(output.node(), output.topic().name(), new StringSerializer(),
                        serdes.serializer().get(), MERGE);
            }
        }
        topology.addSink(MERGED_SILENTLY, generation.mergedTopic(),
                new StringSerializer(), asMerged(serdes.serializer().get()),
                TopicSerdes.byMailbox(), MERGE);
        return topology;
    }

    /** A generation's own topic has no schemas of its own: they are those of merged. */
    private static Serializer<SpecificRecord> asMerged(Serializer<SpecificRecord> serializer) {
        return (topic, value) -> serializer.serialize(TopicCatalogue.MERGED.name(), value);
    }
}
