package io.syncline.ews.soap;

/** Moves an item to Deleted Items, from where a person can take it back. Looks at no version. */
public record DeleteItem(ItemId item) implements Operation<Boolean> {

    @Override
    public Element body() {
        return Element.message("DeleteItem", Element.message("ItemIds", item.element()))
                .with("DeleteType", "MoveToDeletedItems");
    }

    @Override
    public Boolean value(Element message) {
        return true;
    }
}
