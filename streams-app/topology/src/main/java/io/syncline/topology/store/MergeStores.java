package io.syncline.topology.store;

import io.syncline.core.item.ContactKind;
import io.syncline.core.state.ItemState;
import io.syncline.core.state.MailboxState;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.state.KeyValueBytesStoreSupplier;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.StoreBuilder;
import org.apache.kafka.streams.state.Stores;

/** The state stores of merge. All keys begin with {@code tenant/mailbox/}. */
public final class MergeStores {

    /** Of items, mailboxes and index together; changes when a build cannot go on with what another one stored. */
    public static final int FORMAT = 9;

    /** {@code tenant/mailbox/item} to the item's state. */
    public static final String ITEMS = "item-states";
    /** What items are found by: {@link ItemIndex}. */
    public static final String INDEX = "item-index";
    /** {@code tenant/mailbox/} to its state; {@code tenant//} to what its next mailbox begins with. */
    public static final String MAILBOXES = "mailbox-states";
    /** One key: the running maximum of the partition's timestamps (rule R1). */
    public static final String CLOCK = "journal-clock";

    /** Which generation publishes, and what this one keeps until it does: {@link HandoverStore}. */
    public static final String HANDOVER = "handover";

    private static final Map<String, String> CHANGELOG = Map.of(
            "min.cleanable.dirty.ratio", "0.2", "delete.retention.ms", "604800000");

    private MergeStores() {}

    /** @param supply makes a store of that name: on disk in production, in memory in tests */
    public static List<StoreBuilder<?>> builders(
            Function<String, KeyValueBytesStoreSupplier> supply) {
        return List.of(
                // Not cached: hardly an item is changed twice between two commits, and what passes through
                // Kafka's cache outlives it, since its dead entries still name those that came after them.
                store(supply.apply(ITEMS), itemSerde()),
                store(supply.apply(INDEX), Serdes.ByteArray()),
                // Cached, so that they cost one changelog record a commit and not one a fact.
                store(supply.apply(MAILBOXES), mailboxSerde()).withCachingEnabled(),
                store(supply.apply(CLOCK), Serdes.Long()).withCachingEnabled(),
                store(supply.apply(HANDOVER), Serdes.ByteArray()));
    }

    private static <V> StoreBuilder<KeyValueStore<String, V>> store(
            KeyValueBytesStoreSupplier supplier, Serde<V> values) {
        return Stores.keyValueStoreBuilder(supplier, Serdes.String(), values)
                .withLoggingEnabled(CHANGELOG);
    }

    private static Serde<ItemState> itemSerde() {
        ItemStateCodec codec = new ItemStateCodec(ContactKind.CONTACT);
        return serde(codec::encode, codec::decode);
    }

    private static Serde<MailboxState> mailboxSerde() {
        return serde(MailboxStateCodec::encode, MailboxStateCodec::decode);
    }

    @SuppressWarnings("NullAway") // Kafka's serdes pass null for a deletion and expect it back.
    private static <V> Serde<V> serde(Function<V, byte[]> encode, Function<byte[], V> decode) {
        return Serdes.serdeFrom(
                (topic, value) -> value == null ? null : encode.apply(value),
                (topic, bytes) -> bytes == null ? null : decode.apply(bytes));
    }
}
