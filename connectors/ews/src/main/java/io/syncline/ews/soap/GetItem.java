package io.syncline.ews.soap;

import java.util.List;

/** Looks at items, one message each. */
public record GetItem(Shape shape, List<ItemId> ids) implements Operation<Element> {

    public GetItem {
        ids = List.copyOf(ids);
    }

    @Override
    public Element body() {
        return Element.message("GetItem", shape.element("ItemShape"),
                Element.message("ItemIds").with(ids.stream().map(ItemId::element).toList()));
    }

    /** The item, under the name of its type. */
    @Override
    public Element value(Element message) {
        return item(message);
    }

    static Element item(Element message) {
        return message.child("Items")
                .flatMap(items -> items.children().stream().findFirst())
                .orElseThrow(() -> new MalformedAnswer("A success without an item"));
    }

    static ItemId id(Element message) {
        return ItemId.in(item(message))
                .orElseThrow(() -> new MalformedAnswer("An item without an id"));
    }
}
