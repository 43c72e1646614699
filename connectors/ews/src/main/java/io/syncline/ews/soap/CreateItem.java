package io.syncline.ews.soap;

/** Makes an item in a folder, without sending it to anyone. */
public record CreateItem(FolderRef folder, Element item) implements Operation<ItemId> {

    @Override
    public Element body() {
        return Element.message("CreateItem",
                Element.message("SavedItemFolderId", folder.element()),
                Element.message("Items", item)).with("MessageDisposition", "SaveOnly");
    }

    @Override
    public ItemId value(Element message) {
        return GetItem.id(message);
    }
}
