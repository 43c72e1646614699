package io.syncline.ews.soap;

import java.util.ArrayList;
import java.util.List;

/**
 * What changed among the folders below one since a state.
 *
 * @param state where the last answer ended; empty to begin
 */
public record SyncFolderHierarchy(FolderRef parent, String state)
        implements
            Operation<SyncFolderHierarchy.Changed> {

    /**
     * What changed, and where to go on.
     *
     * @param isLast whether nothing is left to tell
     */
    public record Changed(List<FolderChange> changes, String state, boolean isLast) {
        public Changed {
            changes = List.copyOf(changes);
        }
    }

    /** One change among folders. */
    public sealed interface FolderChange {

        /** A folder is new or was renamed, moved or otherwise changed. */
        record Kept(Folder folder) implements FolderChange {}

        /** A folder is no longer there. */
        record Left(String id) implements FolderChange {}

        /** A kind of change that we do not know, as the service names it. */
        record Unknown(String kind) implements FolderChange {}
    }

    @Override
    public Element body() {
        List<Element> children = new ArrayList<>();
        children.add(Folder.SHAPE.element("FolderShape"));
        children.add(Element.message("SyncFolderId", parent.element()));
        if (!state.isEmpty()) {
            children.add(Element.message("SyncState", state));
        }
        return Element.message("SyncFolderHierarchy").with(children);
    }

    @Override
    public Changed value(Element message) {
        String next = message.text("SyncState")
                .orElseThrow(() -> new MalformedAnswer("Changes of folders without a SyncState"));
        return new Changed(
                message.child("Changes")
                        .map(Element::children)
                        .orElse(List.of())
                        .stream()
                        .map(SyncFolderHierarchy::change)
                        .toList(),
                next.strip(),
                message.text("IncludesLastFolderInRange").filter("true"::equals).isPresent());
    }

    private static FolderChange change(Element change) {
        return switch (change.name()) {
            case "Create", "Update" -> change.children()
                    .stream()
                    .findFirst()
                    .<FolderChange>map(folder -> new FolderChange.Kept(Folder.read(folder)))
                    .orElseGet(() -> new FolderChange.Unknown(change.name()));
            case "Delete" -> change.child("FolderId")
                    .flatMap(folder -> folder.attribute("Id"))
                    .<FolderChange>map(FolderChange.Left::new)
                    .orElseGet(() -> new FolderChange.Unknown(change.name()));
            default -> new FolderChange.Unknown(change.name());
        };
    }
}
