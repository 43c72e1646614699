package io.syncline.ews.soap;

import java.util.List;

/**
 * Lists the folders below one, at every depth.
 *
 * @param offset how many to skip
 */
public record FindFolder(FolderRef parent, int offset) implements Operation<FindFolder.Found> {

    /**
     * A page of folders.
     *
     * @param next the offset of the next page; 0 if this is the last
     */
    public record Found(List<Folder> folders, int next) {
        public Found {
            folders = List.copyOf(folders);
        }
    }

    @Override
    public Element body() {
        return Element.message("FindFolder", Folder.SHAPE.element("FolderShape"),
                Page.view("IndexedPageFolderView", offset, Page.SIZE_MAX),
                Element.message("ParentFolderIds", parent.element())).with("Traversal", "Deep");
    }

    @Override
    public Found value(Element message) {
        Page page = Page.read(message, "Folders");
        return new Found(page.found().stream().map(Folder::read).toList(), page.next());
    }
}
