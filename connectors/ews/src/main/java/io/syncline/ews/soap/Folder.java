package io.syncline.ews.soap;

import java.util.List;

/**
 * A folder.
 *
 * @param type the element that shows it, such as {@code ContactsFolder}
 * @param folderClass such as {@code IPF.Contact}; empty where it has none
 * @param parent the id of the folder that holds it; empty where it was not told
 * @param isHidden whether people's programs do not show it
 */
public record Folder(String id, String type, String folderClass, String parent,
        boolean isHidden) {

    private static final FieldPath HIDDEN = new FieldPath.ByTag("0x10F4", "Boolean");

    /** What must be asked of a folder to know this of it. */
    static final Shape SHAPE = new Shape(List.of(new FieldPath.Named("folder:FolderClass"),
            new FieldPath.Named("folder:ParentFolderId"), HIDDEN), false);

    static Folder read(Element folder) {
        String id = folder.child("FolderId")
                .flatMap(found -> found.attribute("Id"))
                .orElseThrow(() -> new MalformedAnswer("A folder without an id"));
        return new Folder(id, folder.name(), folder.text("FolderClass").orElse(""),
                folder.child("ParentFolderId")
                        .flatMap(parent -> parent.attribute("Id"))
                        .orElse(""),
                // The only extended property that the shape names.
                folder.child("ExtendedProperty")
                        .flatMap(property -> property.text("Value"))
                        .filter("true"::equalsIgnoreCase)
                        .isPresent());
    }
}
