package io.syncline.source;

import io.syncline.schemas.contact.Reading;
import io.syncline.schemas.registry.Difference;
import io.syncline.schemas.registry.FolderCursor;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * What one page of a folder's full listing showed, beside what was known of the folder before it.
 *
 * <pre>
 * the page shows                      known of it                        counts as
 * an item                             told at this very version          equal
 * an item                             told, at another version           changed
 * an item                             nothing                            unknown
 * nothing, and it is the last page    told, and not known to have left   missing
 * </pre>
 *
 * An item that an earlier page of the same listing has shown counts there.
 *
 * @param folderId the provider's id of the folder; empty where no folder was listed
 * @param begins whether it is the listing's first page
 * @param ends whether it is the last
 * @param listed how many items it showed first
 * @param equal how many of these stand as they were told
 * @param differing how many of what it showed, or did not show, differ
 * @param differences the first of these
 * @param readAt when it was read
 */
public record ListedPage(String folderId, boolean begins, boolean ends, int listed, int equal,
        int differing, List<Difference> differences, Instant readAt) {

    /** So many differences are named. */
    public static final int NAMED_MAX = 100;
    static final ListedPage NONE = new ListedPage("", false, false, 0, 0, 0, List.of(),
            Instant.EPOCH);

    private static final String UNKNOWN = "unknown";
    private static final String CHANGED = "changed";
    private static final String MISSING = "missing";

    public ListedPage {
        differences = List.copyOf(differences);
    }

    /**
     * @param folder before the page
     * @param items that the page shows
     * @param ends whether it is the listing's last page
     * @param known what was known before the page was taken in
     */
    static ListedPage of(FolderCursor folder, Collection<Reading> items, boolean ends, Known known,
            Instant readAt) {
        if (!folder.getListing()) {
            return NONE;
        }
        Set<String> before = new HashSet<>(folder.getSeenIds());
        List<Reading> first = items.stream()
                .filter(item -> !before.contains(item.getExternalId()))
                .toList();
        List<Difference> differing = new ArrayList<>(first.stream()
                .filter(item -> !known.isUnchanged(item))
                .map(item -> new Difference(item.getExternalId(),
                        known.isUsedTo(item.getExternalId()) ? CHANGED : UNKNOWN))
                .toList());
        int equal = first.size() - differing.size();
        if (ends) {
            differing.addAll(missing(before, items, known));
        }
        return new ListedPage(folder.getFolderId(), folder.getPosition().isEmpty(), ends,
                first.size(), equal, differing.size(),
                differing.stream().limit(NAMED_MAX).toList(), readAt);
    }

    /** What was told to have left is not missed: that its folder does not show it is as it should be. */
    private static List<Difference> missing(Set<String> before, Collection<Reading> items,
            Known known) {
        Set<String> seen = new HashSet<>(before);
        items.forEach(item -> seen.add(item.getExternalId()));
        return known.ids(mark -> mark.isHere() && !mark.equals(Mark.NOTHING))
                .stream()
                .filter(id -> !seen.contains(id))
                .map(id -> new Difference(id, MISSING))
                .toList();
    }
}
