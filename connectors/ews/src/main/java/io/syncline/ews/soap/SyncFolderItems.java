package io.syncline.ews.soap;

import java.util.ArrayList;
import java.util.List;

/**
 * What changed in a folder since a state. Shows ids only: whatever else one asks of it costs the
 * service a request an item (facts/ews.md 2.1).
 *
 * @param state where the last answer ended; empty to begin
 * @param changesMax how many changes to show; the service takes 1 to 512
 */
public record SyncFolderItems(FolderRef folder, String state, int changesMax)
        implements
            Operation<SyncFolderItems.Changed> {

    private static final int CHANGES_MAX = 512;

    /**
     * What changed, and where to go on.
     *
     * @param isLast whether nothing is left to tell
     */
    public record Changed(List<ItemChange> changes, String state, boolean isLast) {
        public Changed {
            changes = List.copyOf(changes);
        }
    }

    @Override
    public Element body() {
        List<Element> children = new ArrayList<>();
        children.add(Shape.IDS.element("ItemShape"));
        children.add(Element.message("SyncFolderId", folder.element()));
        if (!state.isEmpty()) {
            children.add(Element.message("SyncState", state));
        }
        children.add(Element.message("MaxChangesReturned",
                Integer.toString(Math.clamp(changesMax, 1, CHANGES_MAX))));
        return Element.message("SyncFolderItems").with(children);
    }

    @Override
    public Changed value(Element message) {
        // Kept, an empty state would begin anew without anyone noticing.
        String next = message.text("SyncState")
                .orElseThrow(() -> new MalformedAnswer("A page of changes without a SyncState"));
        return new Changed(
                message.child("Changes")
                        .map(Element::children)
                        .orElse(List.of())
                        .stream()
                        .map(ItemChange::read)
                        .toList(),
                next.strip(),
                message.text("IncludesLastItemInRange").filter("true"::equals).isPresent());
    }
}
