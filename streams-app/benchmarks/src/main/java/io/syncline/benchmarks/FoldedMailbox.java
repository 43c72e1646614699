package io.syncline.benchmarks;

import io.syncline.core.fact.Fact;
import io.syncline.core.item.ContactKind;
import io.syncline.core.item.ItemKey;
import io.syncline.core.merge.Fold;
import io.syncline.core.merge.IndexEntry;
import io.syncline.core.merge.ItemLookup;
import io.syncline.core.merge.Situation;
import io.syncline.core.state.ItemState;
import io.syncline.core.state.MailboxState;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * One mailbox folded in memory. Items and index are kept as the topology's stores keep them, only
 * in hash maps: a look-up costs a hash, so what is measured is the decision.
 */
final class FoldedMailbox implements ItemLookup {

    static final String TENANT = "acme";
    static final String PROVIDER = "graph";

    private static final SortedSet<String> NOBODY = Collections.emptySortedSet();

    private final ItemKey place;
    private final Map<String, ItemState> items;
    /** The sets are replaced, never changed, so that a copy of the map is a copy of the index. */
    private final Map<IndexEntry, SortedSet<String>> index;
    private MailboxState mailbox;

    /** @param name the mailbox's id */
    FoldedMailbox(String name) {
        this(ItemKey.ofMailbox(TENANT, name), Map.of(), Map.of(), MailboxState.UNKNOWN);
    }

    private FoldedMailbox(ItemKey place, Map<String, ItemState> items,
            Map<IndexEntry, SortedSet<String>> index, MailboxState mailbox) {
        this.place = place;
        this.items = new HashMap<>(items);
        this.index = new HashMap<>(index);
        this.mailbox = mailbox;
    }

    /** Folds a fact and keeps what comes of it. */
    Fold.Folded tell(Instant now, Fact fact) {
        Fold.Folded folded = Fold.PROTOCOL.fold(place, fact,
                new Situation(ContactKind.CONTACT, mailbox, now), this);
        mailbox = folded.mailbox();
        folded.steps().forEach(this::keep);
        return folded;
    }

    /** The same mailbox, to go another way from here. */
    FoldedMailbox copy() {
        return new FoldedMailbox(place, items, index, mailbox);
    }

    Collection<ItemState> items() {
        return Collections.unmodifiableCollection(items.values());
    }

    @Override
    public Optional<ItemState> item(ItemKey key) {
        boolean here = key.tenant().equals(TENANT) && key.mailbox().equals(place.mailbox());
        return here ? Optional.ofNullable(items.get(key.item())) : Optional.empty();
    }

    @Override
    public List<ItemState> having(IndexEntry entry) {
        List<ItemState> found = new ArrayList<>();
        for (String id : index.getOrDefault(entry, NOBODY)) {
            Optional.ofNullable(items.get(id)).ifPresent(found::add);
        }
        return found;
    }

    /** Walks all items; no fact that is measured asks for it. */
    @Override
    public List<ItemState> itemsAfter(ItemKey from, int itemsMax) {
        return items.values()
                .stream()
                .filter(item -> item.key().item().compareTo(from.item()) > 0)
                .sorted(Comparator.comparing(item -> item.key().item()))
                .limit(itemsMax)
                .toList();
    }

    private void keep(Fold.Step step) {
        String id = step.after().key().item();
        items.put(id, step.after());
        Set<IndexEntry> before = IndexEntry.of(step.before(), ContactKind.CONTACT);
        Set<IndexEntry> after = IndexEntry.of(step.after(), ContactKind.CONTACT);
        for (IndexEntry entry : before) {
            if (!after.contains(entry)) {
                remove(entry, id);
            }
        }
        for (IndexEntry entry : after) {
            if (!before.contains(entry)) {
                add(entry, id);
            }
        }
    }

    private void add(IndexEntry entry, String id) {
        SortedSet<String> ids = new TreeSet<>(index.getOrDefault(entry, NOBODY));
        ids.add(id);
        index.put(entry, ids);
    }

    private void remove(IndexEntry entry, String id) {
        SortedSet<String> ids = new TreeSet<>(index.getOrDefault(entry, NOBODY));
        ids.remove(id);
        if (ids.isEmpty()) {
            index.remove(entry);
        } else {
            index.put(entry, ids);
        }
    }
}
