package io.syncline.ews;

import io.syncline.ews.client.Unfamiliar;
import io.syncline.ews.client.Unfamiliar.What;
import io.syncline.ews.soap.ItemChange;
import io.syncline.ews.soap.ItemId;
import io.syncline.ews.soap.SyncFolderItems.Changed;
import io.syncline.port.Answer;
import io.syncline.port.Changes;
import io.syncline.port.MailboxRef;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * Makes a page of what a folder's chain of changes tells.
 *
 * <pre>
 * change                              in the page
 * an item is new or was edited        the item as it is now; without it, its id as one that left
 * an item left                        its id
 * an item was read                    nothing: nobody reads a contact
 * a kind that we do not know          its item as if edited, and it is told of
 * </pre>
 *
 * The service may tell of items that are no longer there, or never were for us (facts/ews.md 2.2).
 */
final class ChangedItems {

    private static final String CONTACT = "Contact";

    private final Items items;
    private final ContactFolders contactFolders;
    private final Unfamiliar unfamiliar;

    ChangedItems(Items items, ContactFolders contactFolders, Unfamiliar unfamiliar) {
        this.items = items;
        this.contactFolders = contactFolders;
        this.unfamiliar = unfamiliar;
    }

    Answer<Changes> page(MailboxRef mailbox, Changed changed) {
        Set<String> kept = new LinkedHashSet<>();
        Set<String> left = new LinkedHashSet<>();
        changed.changes().forEach(change -> sort(change, kept, left));
        return items.all(mailbox, List.copyOf(kept)).then(looked -> {
            left.addAll(looked.missing());
            return contactFolders.inOurWords(mailbox, looked.readings())
                    .then(ours -> Answer.of(new Changes.Page(ours, new ArrayList<>(left),
                            changed.state(), changed.isLast())));
        });
    }

    /** The last that is said of an id holds. */
    private void sort(ItemChange change, Set<String> kept, Set<String> left) {
        switch (change) {
            case ItemChange.Kept(ItemId item, String type) -> {
                // Distribution lists lie among contacts.
                if (type.equals(CONTACT)) {
                    kept.add(item.id());
                    left.remove(item.id());
                }
            }
            case ItemChange.Left(ItemId item) -> {
                kept.remove(item.id());
                left.add(item.id());
            }
            case ItemChange.ReadFlag flag -> {
                // Says nothing of what the item holds.
            }
            case ItemChange.Unknown(String kind, var item) -> {
                unfamiliar.met(What.KIND_OF_CHANGE, kind);
                item.ifPresent(id -> {
                    kept.add(id.id());
                    left.remove(id.id());
                });
            }
        }
    }
}
