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
import org.jspecify.annotations.Nullable;

/** The items of one mailbox as they stand in the stores, with the index kept beside them. */
public final class StoredItems implements ItemLookup {

    private static final byte[] PRESENT = {1};
    /** Comes after every id: ids are percent-encoded, so they hold letters, digits and little else. */
    static final String LAST = "~";

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

    @Override
    public List<ItemState> itemsAfter(ItemKey from, int itemsMax) {
        List<ItemState> found = new ArrayList<>();
        try (KeyValueIterator<String, ItemState> hits = items.range(key(from.item()),
                RecordKey.prefix(tenant, mailbox) + LAST)) {
            while (hits.hasNext() && found.size() < itemsMax) {
                ItemState state = hits.next().value;
                if (!state.key().item().equals(from.item())) {
                    found.add(state);
                }
            }
        }
        return found;
    }

    @Override
    public List<ItemState> dueAfter(ItemKey from, int itemsMax) {
        IndexEntry due = new IndexEntry(IndexEntry.By.DUE, "");
        List<ItemState> found = new ArrayList<>();
        try (KeyValueIterator<String, byte[]> hits = index.range(indexKey(due, from.item()),
                indexKey(due, "") + LAST)) {
            while (hits.hasNext() && found.size() < itemsMax) {
                ItemState state = itemOf(hits.next().key, indexKey(due, ""));
                if (state != null && !state.key().item().equals(from.item())) {
                    found.add(state);
                }
            }
        }
        return found;
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
                ItemState state = itemOf(hits.next().key, prefix);
                if (state != null) {
                    found.add(state);
                }
            }
        }
        return found;
    }

    private @Nullable ItemState itemOf(String indexKey, String prefix) {
        return items.get(key(RecordKey.parse("t/m/" + indexKey.substring(prefix.length())).id()));
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
