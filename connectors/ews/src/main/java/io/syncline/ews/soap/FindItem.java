package io.syncline.ews.soap;

import java.util.ArrayList;
import java.util.List;

/**
 * Searches one folder. A search may lag behind what was written; it shows no bodies.
 *
 * @param offset how many finds to skip
 * @param size how many to show, at most {@link Page#SIZE_MAX}
 */
public record FindItem(Shape shape, FolderRef folder, Restriction restriction, int offset,
        int size)
        implements
            Operation<Page> {

    @Override
    public Element body() {
        List<Element> children = new ArrayList<>();
        children.add(shape.element("ItemShape"));
        children.add(Page.view("IndexedPageItemView", offset, size));
        children.addAll(restriction.elements());
        children.add(Element.message("ParentFolderIds", folder.element()));
        return Element.message("FindItem").with("Traversal", "Shallow").with(children);
    }

    /** The same search, further on. */
    public FindItem from(int next) {
        return new FindItem(shape, folder, restriction, next, size);
    }

    @Override
    public Page value(Element message) {
        return Page.read(message, "Items");
    }
}
