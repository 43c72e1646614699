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
import org.apache.kafka.streams.state.KeyValueIterator;

/** The items of one mailbox as they stand in the stores, with the index kept beside them. */
public final class StoredItems implements ItemLookup {

    /** Comes after every id: ids are percent-encoded, so they hold letters, digits and little else. */
    static final String LAST = "~";

    private final String tenant;
    private final String mailbox;
    private final ItemKind kind;
    private final Remembered<ItemState> items;
    private final ItemIndex index;

    StoredItems(String tenant, String mailbox, ItemKind kind, Remembered<ItemState> items,
            ItemIndex index) {
        this.tenant = tenant;
        this.mailbox = mailbox;
        this.kind = kind;
        this.items = items;
        this.index = index;
    }

    /** Stores what a step made of an item, and what it is found by. */
    public void keep(Fold.Step step) {
        ItemState before = step.before();
        ItemState after = step.after();
        if (before.equals(after)) {
            return; // Whoever says again what is known already costs no record of the changelog.
        }
        String item = after.key().item();
        items.put(key(item), after);
        if (!IndexEntry.areSurelyThoseOf(before, after)) {
            index.keep(item, IndexEntry.of(before, kind), IndexEntry.of(after, kind));
        }
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
        return states(index.itemsAfter(new IndexEntry(IndexEntry.By.DUE, ""), from.item(),
                itemsMax));
    }

    @Override
    public Optional<ItemState> item(ItemKey key) {
        boolean here = key.tenant().equals(tenant) && key.mailbox().equals(mailbox);
        return here ? Optional.ofNullable(items.get(key(key.item()))) : Optional.empty();
    }

    @Override
    public List<ItemState> having(IndexEntry entry) {
        return states(index.items(entry));
    }

    private List<ItemState> states(List<String> ids) {
        List<ItemState> found = new ArrayList<>(ids.size());
        for (String id : ids) {
            ItemState state = items.get(key(id));
            if (state != null) {
                found.add(state);
            }
        }
        return found;
    }

    private String key(String item) {
        return new RecordKey(tenant, mailbox, item).text();
    }
}
