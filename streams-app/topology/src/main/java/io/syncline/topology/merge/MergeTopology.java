package io.syncline.topology.merge;

import io.syncline.core.merge.Fold;
import io.syncline.schemas.topic.Topic;
import io.syncline.schemas.topic.TopicCatalogue;
import io.syncline.topology.TopicSerdes;
import io.syncline.topology.store.MergeStores;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Function;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.TopologyConfig;
import org.apache.kafka.streams.state.KeyValueBytesStoreSupplier;

/** The journal to merged, changes, conflicts, writes, alerts and dead letters. */
public final class MergeTopology {

    static final String MERGED = "publish-merged";
    static final String CHANGES = "publish-changes";
    static final String CONFLICTS = "publish-conflicts";
    static final String WRITES = "issue-writes";
    static final String REVIEWS = "ask-for-reviews";
    static final String ALERTS = "raise-alerts";
    static final String DEAD_LETTERS = "append-dead-letters";

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
        Topology topology = new Topology(config);
        topology.addSource(READ, new StringDeserializer(), serdes.deserializer().get(),
                TopicCatalogue.JOURNAL.name());
        topology.addProcessor(MERGE, () -> new MergeProcessor(fold, serdes.serializer().get()),
                READ);
        MergeStores.builders(stores).forEach(store -> topology.addStateStore(store, MERGE));
        byMailbox().forEach((name, topic) -> topology.addSink(name, topic.name(),
                new StringSerializer(), serdes.serializer().get(), TopicSerdes.byMailbox(),
                MERGE));
        Map.of(ALERTS, TopicCatalogue.ALERTS, DEAD_LETTERS, TopicCatalogue.DEAD_LETTERS)
                .forEach((name, topic) -> topology.addSink(name, topic.name(),
                        new StringSerializer(), serdes.serializer().get(), MERGE));
        return topology;
    }

    private static Map<String, Topic> byMailbox() {
        Map<String, Topic> sinks = new LinkedHashMap<>();
        sinks.put(MERGED, TopicCatalogue.MERGED);
        sinks.put(CHANGES, TopicCatalogue.CHANGES);
        sinks.put(CONFLICTS, TopicCatalogue.CONFLICTS);
        sinks.put(WRITES, TopicCatalogue.WRITES);
        sinks.put(REVIEWS, TopicCatalogue.DECISIONS);
        return sinks;
    }
}
