package io.syncline.topology.store;

import io.syncline.core.merge.IndexEntry;
import io.syncline.schemas.topic.RecordKey;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.apache.kafka.streams.state.KeyValueIterator;

/**
 * What the items of one mailbox are found by.
 *
 * <p>
 * An entry that names one object, as nearly every look-up does, is one record with the ids of the items that
 * have it: it is found by one get, which most often ends at a Bloom filter, where a scan would open an
 * iterator. Of the others each item has a record of its own, since many items may share one.
 *
 * <pre>
 * tenant/mailbox/LINK/text         ids   so RECORD and AWAITED
 * tenant/mailbox/DUE/text/item     1     so LACKS_MAILBOX and LACKS_CRM
 * </pre>
 */
final class ItemIndex {

    private static final byte[] PRESENT = {1};

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
        if (namesOneObject(entry)) {
            byte[] ids = store.get(key(entry));
            return ids == null ? List.of() : ids(ids);
        }
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
        if (namesOneObject(entry)) {
            change(entry, ids -> {
                ids.add(item);
                Collections.sort(ids);
                return ids;
            });
        } else {
            store.store(key(entry) + '/' + RecordKey.join(item), PRESENT);
        }
    }

    private void remove(IndexEntry entry, String item) {
        if (namesOneObject(entry)) {
            change(entry, ids -> {
                ids.remove(item);
                return ids;
            });
        } else {
            store.forget(key(entry) + '/' + RecordKey.join(item));
        }
    }

    private void change(IndexEntry entry, UnaryOperator<List<String>> change) {
        String key = key(entry);
        byte[] before = store.get(key);
        List<String> after = change.apply(before == null ? new ArrayList<>() : ids(before));
        if (after.isEmpty()) {
            store.forget(key);
        } else {
            StateOutput out = new StateOutput();
            out.each(after, StateOutput::id);
            store.put(key, out.toBytes());
        }
    }

    private static boolean namesOneObject(IndexEntry entry) {
        return switch (entry.by()) {
            case LINK, RECORD, AWAITED -> true;
            case LACKS_MAILBOX, LACKS_CRM, DUE -> false;
        };
    }

    private static List<String> ids(byte[] bytes) {
        return new StateInput(bytes).list(StateInput::id);
    }

    private static String item(String key, String shared) {
        return RecordKey.part(key.substring(shared.length()));
    }

    private String key(IndexEntry entry) {
        return prefix + RecordKey.join(entry.by().name(), entry.text());
    }
}
