package io.syncline.ews.soap;

import java.util.List;

/**
 * A page of a search.
 *
 * @param found the items or folders, each with the fields that the shape named
 * @param next the offset of the next page; 0 if this is the last
 */
public record Page(List<Element> found, int next) {

    /** How many entries to ask for at once; a restricted search finds no more in all. */
    public static final int SIZE_MAX = 250;

    public Page {
        found = List.copyOf(found);
    }

    /** Whether there is nothing behind it. */
    public boolean isLast() {
        return next == 0;
    }

    static Page read(Element message, String list) {
        Element root = message.child("RootFolder")
                .orElseThrow(() -> new MalformedAnswer("A search without a RootFolder"));
        boolean goesOn = root.attribute("IncludesLastItemInRange")
                .filter("false"::equals)
                .isPresent();
        return new Page(root.child(list).map(Element::children).orElse(List.of()),
                goesOn ? next(root) : 0);
    }

    /** A page that is not the last, and does not say where the next begins, must not pass for the last. */
    private static int next(Element root) {
        return root.attribute("IndexedPagingOffset")
                .filter(text -> text.matches("[1-9]\\d{0,8}"))
                .map(Integer::parseInt)
                .orElseThrow(() -> new MalformedAnswer(
                        "A search that goes on without saying where"));
    }

    static Element view(String name, int offset, int size) {
        return Element.message(name)
                .with("MaxEntriesReturned", Integer.toString(size))
                .with("Offset", Integer.toString(offset))
                .with("BasePoint", "Beginning");
    }
}
