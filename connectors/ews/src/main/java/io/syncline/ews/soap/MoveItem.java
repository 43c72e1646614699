package io.syncline.ews.soap;

/** Moves an item to another folder of its mailbox, where it has another id. */
public record MoveItem(ItemId item, FolderRef folder) implements Operation<ItemId> {

    @Override
    public Element body() {
        return Element.message("MoveItem", Element.message("ToFolderId", folder.element()),
                Element.message("ItemIds", item.element()),
                Element.message("ReturnNewItemIds", "true"));
    }

    /** Its new id. */
    @Override
    public ItemId value(Element message) {
        return GetItem.id(message);
    }
}
