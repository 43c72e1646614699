package io.syncline.simulation.play;

import io.syncline.core.item.ContactKind;
import io.syncline.core.merge.Fold;
import io.syncline.core.state.ItemState;
import io.syncline.core.state.MailboxState;
import io.syncline.schemas.topic.Topic;
import io.syncline.schemas.topic.TopicCatalogue;
import io.syncline.topology.merge.MergeGeneration;
import io.syncline.topology.merge.MergeTopology;
import io.syncline.topology.merge.RoleListener;
import io.syncline.topology.sequence.SequenceTopology;
import io.syncline.topology.store.ItemStateCodec;
import io.syncline.topology.store.MailboxStateCodec;
import io.syncline.topology.store.MergeStores;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Map;
import org.apache.kafka.streams.TopologyTestDriver;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.Stores;

/** Makes the two Streams applications of the pipeline. */
final class Applications {

    private static final ItemStateCodec ITEMS = new ItemStateCodec(ContactKind.CONTACT);

    private Applications() {}

    static StreamsApp sequence(Topics topics) {
        return new StreamsApp("sequence", topics,
                List.of(TopicCatalogue.OBSERVED, TopicCatalogue.EDITED,
                        TopicCatalogue.WRITE_RESULTS, TopicCatalogue.DECISIONS),
                List.of(TopicCatalogue.JOURNAL, TopicCatalogue.DEAD_LETTERS), List.of(),
                config -> SequenceTopology.build(config, Codec.serdes()), (driver, held) -> {});
    }

    /** @param number which generation of it */
    static StreamsApp merge(Topics topics, Fold fold, int number) {
        return new StreamsApp("merge", topics, List.of(TopicCatalogue.JOURNAL),
                List.of(TopicCatalogue.MERGED, TopicCatalogue.CHANGES, TopicCatalogue.CONFLICTS,
                        TopicCatalogue.WRITES, TopicCatalogue.DECISIONS, TopicCatalogue.ALERTS,
                        TopicCatalogue.DEAD_LETTERS, mergedTopic(number)),
                List.of(MergeStores.ITEMS, MergeStores.INDEX, MergeStores.MAILBOXES,
                        MergeStores.CLOCK, MergeStores.HANDOVER),
                config -> MergeTopology.build(config, Codec.serdes(),
                        Stores::inMemoryKeyValueStore,
                        new MergeGeneration(number, fold, RoleListener.NOBODY)),
                Applications::restore);
    }

    /** The topic that a generation has to itself. */
    static Topic mergedTopic(int number) {
        Topic merged = TopicCatalogue.MERGED;
        return new Topic(MergeGeneration.of(number).mergedTopic(), merged.key(), merged.value(),
                merged.spread(), merged.retention(), merged.clock(), merged.owner());
    }

    private static void restore(TopologyTestDriver driver,
            Map<String, List<Topics.Entry>> held) {
        KeyValueStore<String, ItemState> items = driver.getKeyValueStore(MergeStores.ITEMS);
        entries(held, MergeStores.ITEMS).forEach(entry -> items.put(entry.keyText(),
                ITEMS.decode(entry.value())));
        KeyValueStore<String, byte[]> index = driver.getKeyValueStore(MergeStores.INDEX);
        entries(held, MergeStores.INDEX)
                .forEach(entry -> index.put(entry.keyText(), entry.value()));
        KeyValueStore<String, MailboxState> mailboxes = driver
                .getKeyValueStore(MergeStores.MAILBOXES);
        entries(held, MergeStores.MAILBOXES).forEach(entry -> mailboxes.put(entry.keyText(),
                MailboxStateCodec.decode(entry.value())));
        KeyValueStore<String, Long> clock = driver.getKeyValueStore(MergeStores.CLOCK);
        entries(held, MergeStores.CLOCK).forEach(entry -> clock.put(entry.keyText(),
                ByteBuffer.wrap(entry.value()).getLong()));
        KeyValueStore<String, byte[]> handover = driver.getKeyValueStore(MergeStores.HANDOVER);
        entries(held, MergeStores.HANDOVER)
                .forEach(entry -> handover.put(entry.keyText(), entry.value()));
    }

    private static List<Topics.Entry> entries(Map<String, List<Topics.Entry>> held,
            String store) {
        return held.getOrDefault(store, List.of());
    }
}
