package io.syncline.topology.store;

import io.syncline.core.item.ItemKey;
import io.syncline.core.item.ItemKind;
import io.syncline.core.merge.Fold;
import io.syncline.core.merge.IndexEntry;
import io.syncline.core.merge.ItemLookup;
import io.syncline.core.state.ItemState;
import io.syncline.schemas.topic.RecordKey;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.apache.kafka.common.serialization.StringSerializer;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;

/** The items of one mailbox as they stand in the stores, with the index kept beside them. */
public final class StoredItems implements ItemLookup {

    private static final byte[] PRESENT = {1};

    private final String tenant;
    private final String mailbox;
    private final ItemKind kind;
    private final KeyValueStore<String, ItemState> items;
    private final KeyValueStore<String, byte[]> index;

    public StoredItems(String tenant, String mailbox, ItemKind kind,
            KeyValueStore<String, ItemState> items, KeyValueStore<String, byte[]> index) {
        this.tenant = tenant;
        this.mailbox = mailbox;
        this.kind = kind;
        this.items = items;
        this.index = index;
    }

    /** Stores what a step made of an item, and what it is found by. */
    public void keep(Fold.Step step) {
        items.put(key(step.after().key().item()), step.after());
        Set<IndexEntry> before = IndexEntry.of(step.before(), kind);
        Set<IndexEntry> after = IndexEntry.of(step.after(), kind);
        String item = step.after().key().item();
        keys(before, item).stream()
                .filter(key -> !keys(after, item).contains(key))
                .forEach(index::delete);
        keys(after, item).stream()
                .filter(key -> !keys(before, item).contains(key))
                .forEach(key -> index.put(key, PRESENT));
    }

    /** The items that wait for their mailbox, in order of id. */
    public List<ItemState> due() {
        return having(new IndexEntry(IndexEntry.By.DUE, ""));
    }

    @Override
    public Optional<ItemState> item(ItemKey key) {
        boolean here = key.tenant().equals(tenant) && key.mailbox().equals(mailbox);
        return here ? Optional.ofNullable(items.get(key(key.item()))) : Optional.empty();
    }

    @Override
    public List<ItemState> having(IndexEntry entry) {
        String prefix = indexKey(entry, "");
        List<ItemState> found = new ArrayList<>();
        try (KeyValueIterator<String, byte[]> hits = index.prefixScan(prefix,
                new StringSerializer())) {
            while (hits.hasNext()) {
                String item = RecordKey.parse("t/m/" + hits.next().key.substring(
                        prefix.length())).id();
                ItemState state = items.get(key(item));
                if (state != null) {
                    found.add(state);
                }
            }
        }
        return found;
    }

    private Set<String> keys(Set<IndexEntry> entries, String item) {
        Set<String> keys = new TreeSet<>();
        entries.forEach(entry -> keys.add(indexKey(entry, item)));
        return keys;
    }

    private String indexKey(IndexEntry entry, String item) {
        return RecordKey.prefix(tenant, mailbox)
                + RecordKey.join(entry.by().name(), entry.text(), item);
    }

    private String key(String item) {
        return new RecordKey(tenant, mailbox, item).text();
    }
}
