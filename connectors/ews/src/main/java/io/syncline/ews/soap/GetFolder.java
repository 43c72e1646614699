package io.syncline.ews.soap;

import java.util.List;

/** Looks at folders, one message each. */
public record GetFolder(List<FolderRef> folders) implements Operation<Folder> {

    public GetFolder {
        folders = List.copyOf(folders);
    }

    @Override
    public Element body() {
        return Element.message("GetFolder", Folder.SHAPE.element("FolderShape"),
                Element.message("FolderIds")
                        .with(folders.stream().map(FolderRef::element).toList()));
    }

    @Override
    public Folder value(Element message) {
        return message.child("Folders")
                .flatMap(folders -> folders.children().stream().findFirst())
                .map(Folder::read)
                .orElseThrow(() -> new MalformedAnswer("A success without a folder"));
    }
}
