package io.syncline.ews.soap;

import java.util.List;

/**
 * Changes properties of an item, if it is at the version that the id names: any conflict is refused,
 * where {@code AutoResolve} would drop values and say that all is well (facts/ews.md 3.3).
 */
public record UpdateItem(ItemId item, List<Update> updates) implements Operation<ItemId> {

    public UpdateItem {
        updates = List.copyOf(updates);
    }

    /** What becomes of one property. */
    public sealed interface Update {

        Element element();

        /**
         * The property gets a value.
         *
         * @param item an item with that property and no other
         */
        record Set(FieldPath field, Element item) implements Update {
            @Override
            public Element element() {
                return Element.type("SetItemField", field.element(), item);
            }
        }

        /** The property is cleared. */
        record Clear(FieldPath field) implements Update {
            @Override
            public Element element() {
                return Element.type("DeleteItemField", field.element());
            }
        }
    }

    @Override
    public Element body() {
        Element change = Element.type("ItemChange", item.element(),
                Element.type("Updates").with(updates.stream().map(Update::element).toList()));
        return Element.message("UpdateItem", Element.message("ItemChanges", change))
                .with("ConflictResolution", "NeverOverwrite")
                .with("MessageDisposition", "SaveOnly");
    }

    /** The item's new version. */
    @Override
    public ItemId value(Element message) {
        return GetItem.id(message);
    }
}
