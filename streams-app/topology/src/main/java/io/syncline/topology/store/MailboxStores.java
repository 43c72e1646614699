package io.syncline.topology.store;

import io.syncline.core.fact.Fact;
import io.syncline.core.item.ContactKind;
import io.syncline.core.item.ItemKey;
import io.syncline.core.state.ItemState;
import io.syncline.core.state.MailboxState;
import io.syncline.schemas.topic.RecordKey;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;

/** The open stores of one task. */
public final class MailboxStores {

    private static final String CLOCK_KEY = "now";
    /** How the key of what a tenant decided for all of its mailboxes ends; a mailbox has a name. */
    private static final String OF_TENANT = "//";
    /** About a megabyte: an item is used again within seconds, or not for long. */
    private static final int ITEMS_AT_HAND = 128;
    /** The entries of some more items than that: they are small. */
    private static final int ENTRIES_AT_HAND = 512;
    private static final int MAILBOXES_AT_HAND = 256;

    private final Remembered<ItemState> items;
    private final Remembered<byte[]> index;
    private final Remembered<MailboxState> mailboxes;
    private final Remembered<Long> clock;

    public MailboxStores(KeyValueStore<String, ItemState> items,
            KeyValueStore<String, byte[]> index, KeyValueStore<String, MailboxState> mailboxes,
            KeyValueStore<String, Long> clock) {
        this.items = new Remembered<>(items, ITEMS_AT_HAND);
        this.index = new Remembered<>(index, ENTRIES_AT_HAND);
        this.mailboxes = new Remembered<>(mailboxes, MAILBOXES_AT_HAND);
        this.clock = new Remembered<>(clock, 1);
    }

    public static MailboxStores of(ProcessorContext<?, ?> context) {
        return new MailboxStores(context.getStateStore(MergeStores.ITEMS),
                context.getStateStore(MergeStores.INDEX),
                context.getStateStore(MergeStores.MAILBOXES),
                context.getStateStore(MergeStores.CLOCK));
    }

    /** The items of one mailbox. */
    public StoredItems items(ItemKey place) {
        return new StoredItems(place.tenant(), place.mailbox(), ContactKind.CONTACT, items,
                new ItemIndex(place.tenant(), place.mailbox(), index));
    }

    /** A mailbox that was not heard of begins with what its tenant decided for all. */
    public MailboxState mailbox(ItemKey place) {
        MailboxState state = mailboxes.get(RecordKey.prefix(place.tenant(), place.mailbox()));
        return state == null ? ofTenant(place.tenant()) : state;
    }

    public void keep(ItemKey place, MailboxState state) {
        mailboxes.put(RecordKey.prefix(place.tenant(), place.mailbox()), state);
    }

    /** Notes what is decided for a whole tenant; gives its mailboxes of this partition. */
    public List<ItemKey> toTenant(String tenant, Fact.OfMailbox fact, Instant now) {
        mailboxes.put(RecordKey.prefix(tenant, ""), ofTenant(tenant).after(fact, now));
        String prefix = RecordKey.join(tenant) + "/";
        return places(mailboxes.range(prefix, prefix + StoredItems.LAST));
    }

    /** All mailboxes of this partition. */
    public List<ItemKey> everywhere() {
        return places(mailboxes.all());
    }

    private static List<ItemKey> places(KeyValueIterator<String, MailboxState> found) {
        List<ItemKey> places = new ArrayList<>();
        try (found) {
            while (found.hasNext()) {
                String key = found.next().key;
                if (!key.endsWith(OF_TENANT)) {
                    RecordKey named = RecordKey.parse(key);
                    places.add(ItemKey.ofMailbox(named.tenant(), named.mailbox()));
                }
            }
        }
        return places;
    }

    /** Journal time: never goes back, whatever a new partition leader's clock says (R1). */
    public Instant tick(long timestamp) {
        Long before = clock.get(CLOCK_KEY);
        long now = before == null ? timestamp : Math.max(before, timestamp);
        if (before == null || now > before) {
            clock.put(CLOCK_KEY, now);
        }
        return Instant.ofEpochMilli(now);
    }

    private MailboxState ofTenant(String tenant) {
        MailboxState state = mailboxes.get(RecordKey.prefix(tenant, ""));
        return state == null ? MailboxState.UNKNOWN : state;
    }
}
