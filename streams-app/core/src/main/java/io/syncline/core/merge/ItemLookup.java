package io.syncline.core.merge;

import io.syncline.core.item.Identity;
import io.syncline.core.item.ItemKey;
import io.syncline.core.state.ItemState;
import io.syncline.core.state.Replica;
import java.util.List;
import java.util.Optional;

/** What is remembered of the items of one mailbox; read only. Kept by {@link IndexEntry}s. */
public interface ItemLookup {

    /** The item with this key. */
    Optional<ItemState> item(ItemKey key);

    /** The item whose mailbox copy this is or was. */
    Optional<ItemState> linked(String provider, String externalId);

    /** The item behind whose command an observation of this object waits. */
    Optional<ItemState> awaited(String provider, String externalId);

    /** The item whose CRM record this is. */
    Optional<ItemState> recorded(String recordId);

    /** The living items that lack this replica's copy and share an identity key; oldest id first. */
    List<ItemState> lacking(Replica replica, Identity identity);
}
