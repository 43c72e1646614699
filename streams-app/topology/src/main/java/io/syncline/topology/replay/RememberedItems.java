package io.syncline.topology.replay;

import io.syncline.core.item.ItemKey;
import io.syncline.core.item.ItemKind;
import io.syncline.core.merge.Fold;
import io.syncline.core.merge.IndexEntry;
import io.syncline.core.merge.ItemLookup;
import io.syncline.core.state.ItemState;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** The items of one mailbox in memory, found as the topology's stores find them. */
public final class RememberedItems implements ItemLookup {

    private final ItemKey place;
    private final ItemKind kind;
    private final NavigableMap<String, ItemState> items = new TreeMap<>();
    private final Map<IndexEntry, NavigableSet<String>> index = new HashMap<>();

    RememberedItems(ItemKey place, ItemKind kind) {
        this.place = place;
        this.kind = kind;
    }

    /** Stores what a step made of an item, and what it is found by. */
    public void keep(Fold.Step step) {
        String id = step.after().key().item();
        items.put(id, step.after());
        Set<IndexEntry> before = IndexEntry.of(step.before(), kind);
        Set<IndexEntry> after = IndexEntry.of(step.after(), kind);
        for (IndexEntry entry : before) {
            if (!after.contains(entry)) {
                index.computeIfPresent(entry, (key, ids) -> without(ids, id));
            }
        }
        for (IndexEntry entry : after) {
            index.computeIfAbsent(entry, key -> new TreeSet<>()).add(id);
        }
    }

    /** All of them, in order of id. */
    public Collection<ItemState> all() {
        return Collections.unmodifiableCollection(items.values());
    }

    @Override
    public Optional<ItemState> item(ItemKey key) {
        boolean here = key.tenant().equals(place.tenant())
                && key.mailbox().equals(place.mailbox());
        return here ? Optional.ofNullable(items.get(key.item())) : Optional.empty();
    }

    @Override
    public List<ItemState> having(IndexEntry entry) {
        return states(ids(entry), Integer.MAX_VALUE);
    }

    @Override
    public List<ItemState> itemsAfter(ItemKey from, int itemsMax) {
        return items.tailMap(from.item(), false).values().stream().limit(itemsMax).toList();
    }

    @Override
    public List<ItemState> dueAfter(ItemKey from, int itemsMax) {
        return states(ids(new IndexEntry(IndexEntry.By.DUE, "")).tailSet(from.item(), false),
                itemsMax);
    }

    private NavigableSet<String> ids(IndexEntry entry) {
        return index.getOrDefault(entry, Collections.emptyNavigableSet());
    }

    private List<ItemState> states(Collection<String> ids, int itemsMax) {
        List<ItemState> found = new ArrayList<>();
        for (String id : ids) {
            if (found.size() == itemsMax) {
                break;
            }
            found.add(items.get(id));
        }
        return found;
    }

    /** Null takes the entry out of the index. */
    private static @Nullable NavigableSet<String> without(NavigableSet<String> ids, String id) {
        ids.remove(id);
        return ids.isEmpty() ? null : ids;
    }
}
