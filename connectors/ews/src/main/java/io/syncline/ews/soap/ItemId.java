package io.syncline.ews.soap;

import java.util.Optional;

/**
 * An item's id, which differs from others perhaps only in case and changes when the item moves, and
 * its version.
 *
 * @param changeKey the version; empty where it is not known or not asked for
 */
public record ItemId(String id, String changeKey) {

    /** An item at whatever version. */
    public static ItemId of(String id) {
        return new ItemId(id, "");
    }

    /** The id that an item, a change or an event names, if it names one. */
    public static Optional<ItemId> in(Element element) {
        return element.child("ItemId").flatMap(ItemId::read);
    }

    static Optional<ItemId> read(Element itemId) {
        return itemId.attribute("Id")
                .map(id -> new ItemId(id, itemId.attribute("ChangeKey").orElse("")));
    }

    Element element() {
        Element element = Element.type("ItemId").with("Id", id);
        return changeKey.isEmpty() ? element : element.with("ChangeKey", changeKey);
    }
}
