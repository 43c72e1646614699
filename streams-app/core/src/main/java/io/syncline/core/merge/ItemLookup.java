package io.syncline.core.merge;

import io.syncline.core.item.Identity;
import io.syncline.core.item.ItemKey;
import io.syncline.core.item.ItemKind;
import io.syncline.core.state.ItemState;
import io.syncline.core.state.Replica;
import java.util.List;
import java.util.Optional;

/** What is remembered of the items of one mailbox; read only. Kept by {@link IndexEntry}s. */
public interface ItemLookup {

    /** The item with this key. */
    Optional<ItemState> item(ItemKey key);

    /** The items with this entry, always in order of id. */
    List<ItemState> having(IndexEntry entry);

    /** The next items of the mailbox in order of id, so many at most. */
    List<ItemState> itemsAfter(ItemKey from, int itemsMax);

    /** The next items that wait for their mailbox, in order of id, so many at most. */
    default List<ItemState> dueAfter(ItemKey from, int itemsMax) {
        return having(new IndexEntry(IndexEntry.By.DUE, "")).stream()
                .filter(item -> item.key().item().compareTo(from.item()) > 0)
                .limit(itemsMax)
                .toList();
    }

    /** The item whose mailbox copy this is or was. */
    default Optional<ItemState> linked(String provider, String externalId) {
        return having(IndexEntry.link(provider, externalId)).stream().findFirst();
    }

    /** The item behind whose command an observation of this object waits. */
    default Optional<ItemState> awaited(String provider, String externalId) {
        return having(IndexEntry.awaited(provider, externalId)).stream().findFirst();
    }

    /** The item whose CRM record this is. */
    default Optional<ItemState> recorded(String recordId) {
        return having(new IndexEntry(IndexEntry.By.RECORD, recordId)).stream().findFirst();
    }

    /** Whether a contact of which nobody knows who it is stands in the mailbox, and may be this item's. */
    default boolean mayStandUnknown(ItemState item, ItemKind kind) {
        Identity identity = kind.identityOf(item.contents());
        return lacking(Replica.CRM, identity).stream()
                .filter(other -> !other.key().equals(item.key()))
                .filter(other -> other.trouble().ambiguous() && other.mailbox().exists())
                .anyMatch(other -> identity.mayBe(kind.identityOf(other.contents())));
    }

    /** The living items that lack this replica's copy and share an identity key. */
    default List<ItemState> lacking(Replica replica, Identity identity) {
        return identity.keys()
                .stream()
                .sorted()
                .flatMap(key -> having(IndexEntry.lacking(replica, key)).stream())
                .distinct()
                .toList();
    }
}
