package io.syncline.source;

import io.syncline.schemas.registry.Cursor;
import io.syncline.schemas.registry.Difference;
import io.syncline.schemas.registry.FolderCursor;
import io.syncline.schemas.registry.Proof;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Adds up what the pages of one mailbox's full listings showed, until each of its folders was listed from
 * its first page to its last: that is a proof.
 *
 * <pre>
 * a page                                  does
 * begins a folder's listing               forgets what was added up of the folder
 * goes on with one that began here        is added to it
 * goes on with one that began elsewhere   nothing: nobody knows what the pages before it showed
 * ends the last of the folders            gives the proof, and forgets all of them
 * </pre>
 *
 * Folders may be listed in different rounds; the proof covers the time from the first of them to the last.
 */
final class Proving {

    private final Map<String, FolderListing> listings = new HashMap<>();

    private record FolderListing(Instant startedAt, Instant readAt, boolean ended, int listed,
            int equal, int differing, List<Difference> differences) {

        static FolderListing begun(ListedPage page) {
            return new FolderListing(page.readAt(), page.readAt(), false, 0, 0, 0, List.of());
        }

        FolderListing with(ListedPage page) {
            return new FolderListing(startedAt, page.readAt(), page.ends(), listed + page.listed(),
                    equal + page.equal(), differing + page.differing(), some(Stream.of(differences,
                            page.differences())));
        }

        static List<Difference> some(Stream<List<Difference>> all) {
            return all.flatMap(List::stream).limit(ListedPage.NAMED_MAX).toList();
        }
    }

    /** The proof, if this step read the last page that it takes. */
    Optional<Proof> after(Step step) {
        ListedPage page = step.page();
        if (page.begins()) {
            listings.put(page.folderId(), FolderListing.begun(page));
        }
        listings.computeIfPresent(page.folderId(), (folder, listing) -> listing.with(page));
        return page.ends() ? proof(step.cursor()) : Optional.empty();
    }

    private Optional<Proof> proof(Cursor cursor) {
        List<FolderListing> all = new ArrayList<>();
        for (FolderCursor folder : cursor.getFolders()) {
            FolderListing listing = listings.get(folder.getFolderId());
            if (listing == null || !listing.ended()) {
                return Optional.empty();
            }
            all.add(listing);
        }
        listings.clear();
        return Optional.of(proof(cursor, all));
    }

    private static Proof proof(Cursor cursor, List<FolderListing> all) {
        return Proof.newBuilder()
                .setTenant(cursor.getTenant())
                .setMailbox(cursor.getMailbox())
                .setProvider(cursor.getProvider())
                .setStartedAt(all.stream()
                        .map(FolderListing::startedAt)
                        .min(Comparator.naturalOrder())
                        .orElseThrow())
                .setEndedAt(all.stream()
                        .map(FolderListing::readAt)
                        .max(Comparator.naturalOrder())
                        .orElseThrow())
                .setListed(all.stream().mapToInt(FolderListing::listed).sum())
                .setEqual(all.stream().mapToInt(FolderListing::equal).sum())
                .setDiffering(all.stream().mapToInt(FolderListing::differing).sum())
                .setDifferences(FolderListing.some(all.stream().map(FolderListing::differences)))
                .build();
    }
}
