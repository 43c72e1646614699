package io.syncline.ews.soap;

import java.util.List;

/** Names a folder in a request. */
public sealed interface FolderRef {

    Element element();

    /**
     * A folder that every mailbox has.
     *
     * @param name such as {@code contacts}
     * @param mailbox whose; empty: that of the user whom the request impersonates or is sent as
     */
    record Distinguished(String name, String mailbox) implements FolderRef {
        @Override
        public Element element() {
            Element element = Element.type("DistinguishedFolderId").with("Id", name);
            return mailbox.isEmpty()
                    ? element
                    : element.with(List.of(Element.type("Mailbox",
                            Element.type("EmailAddress", mailbox))));
        }
    }

    /** A folder by the id that the service gave it; it stays when the folder moves. */
    record ById(String id) implements FolderRef {
        @Override
        public Element element() {
            return Element.type("FolderId").with("Id", id);
        }
    }
}
