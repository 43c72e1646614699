package io.syncline.topology.store;

import io.syncline.core.merge.IndexEntry;
import io.syncline.core.merge.IndexEntry.By;
import io.syncline.schemas.topic.RecordKey;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.apache.kafka.streams.state.KeyValueIterator;

/**
 * What the items of one mailbox are found by.
 *
 * <p>
 * An entry that few items have, as nearly every one, is one record with their ids: it is found by one get, which
 * most often ends at a Bloom filter, where a scan would open an iterator. Where many items may share an entry, each
 * has a record of its own: at once of what is due, and of an identity from when nine share it, for good. (To see
 * that the last of many is gone would take a walk past all that went before.)
 *
 * <pre>
 * tenant/mailbox/LINK/text              ids       so RECORD and AWAITED
 * tenant/mailbox/LACKS_CRM/text         ids       so LACKS_MAILBOX; no ids: they are spread
 * tenant/mailbox/LACKS_CRM/text/item    1
 * tenant/mailbox/DUE/text/item          1
 * </pre>
 */
final class ItemIndex {

    private static final byte[] PRESENT = {1};
    /** So many people of one mailbox have an address in common, but hardly more. */
    private static final int FEW = 8;

    private final String prefix;
    private final Remembered<byte[]> store;

    ItemIndex(String tenant, String mailbox, Remembered<byte[]> store) {
        this.prefix = RecordKey.prefix(tenant, mailbox);
        this.store = store;
    }

    /** An item had the one entries, and has the others now. */
    void keep(String item, Set<IndexEntry> before, Set<IndexEntry> after) {
        for (IndexEntry entry : before) {
            if (!after.contains(entry)) {
                remove(entry, item);
            }
        }
        for (IndexEntry entry : after) {
            if (!before.contains(entry)) {
                add(entry, item);
            }
        }
    }

    /** The ids of the items with this entry, in order. */
    List<String> items(IndexEntry entry) {
        return few(entry).orElseGet(() -> spread(entry));
    }

    private List<String> spread(IndexEntry entry) {
        List<String> found = new ArrayList<>();
        String shared = key(entry) + '/';
        try (KeyValueIterator<String, byte[]> hits = store.withPrefix(shared)) {
            while (hits.hasNext()) {
                found.add(item(hits.next().key, shared));
            }
        }
        return found;
    }

    /** The ids of the next items with an entry that many share, so many at most. */
    List<String> itemsAfter(IndexEntry entry, String after, int itemsMax) {
        List<String> found = new ArrayList<>();
        String shared = key(entry) + '/';
        try (KeyValueIterator<String, byte[]> hits = store.range(
                shared + RecordKey.join(after), shared + StoredItems.LAST)) {
            while (hits.hasNext() && found.size() < itemsMax) {
                String item = item(hits.next().key, shared);
                if (!item.equals(after)) {
                    found.add(item);
                }
            }
        }
        return found;
    }

    private void add(IndexEntry entry, String item) {
        Optional<List<String>> few = few(entry);
        if (few.isEmpty()) {
            store.store(key(entry, item), PRESENT);
            return;
        }
        List<String> ids = few.get();
        ids.add(item);
        Collections.sort(ids);
        if (ids.size() > FEW && mayBeSpread(entry)) {
            ids.forEach(one -> store.store(key(entry, one), PRESENT));
            ids.clear();
        }
        put(entry, ids);
    }

    private void remove(IndexEntry entry, String item) {
        Optional<List<String>> few = few(entry);
        if (few.isEmpty()) {
            store.forget(key(entry, item));
            return;
        }
        List<String> ids = few.get();
        ids.remove(item);
        if (ids.isEmpty()) {
            store.forget(key(entry));
        } else {
            put(entry, ids);
        }
    }

    /** The ids that stand in one record, or nothing where each has one of its own. */
    private Optional<List<String>> few(IndexEntry entry) {
        if (entry.by() == By.DUE) {
            return Optional.empty();
        }
        byte[] stored = store.get(key(entry));
        if (stored == null) {
            return Optional.of(new ArrayList<>());
        }
        List<String> ids = ids(stored);
        return ids.isEmpty() ? Optional.empty() : Optional.of(ids);
    }

    private void put(IndexEntry entry, List<String> ids) {
        StateOutput out = new StateOutput();
        out.each(ids, StateOutput::id);
        store.put(key(entry), out.toBytes());
    }

    private static boolean mayBeSpread(IndexEntry entry) {
        return switch (entry.by()) {
            case LACKS_MAILBOX, LACKS_CRM -> true;
            case LINK, RECORD, AWAITED, DUE -> false;
        };
    }

    private static List<String> ids(byte[] bytes) {
        return new StateInput(bytes).list(StateInput::id);
    }

    private static String item(String key, String shared) {
        return RecordKey.part(key.substring(shared.length()));
    }

    private String key(IndexEntry entry, String item) {
        return key(entry) + '/' + RecordKey.join(item);
    }

    private String key(IndexEntry entry) {
        return prefix + RecordKey.join(entry.by().name(), entry.text());
    }
}
