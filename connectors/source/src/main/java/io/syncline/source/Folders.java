package io.syncline.source;

import io.syncline.schemas.registry.Cursor;
import io.syncline.schemas.registry.FolderCursor;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What becomes of the folders in a cursor. */
final class Folders {

    private Folders() {}

    /** The cursor with these folders; what is known of one stays, and one that is due is listed. */
    static Cursor found(Cursor cursor, List<String> ids, Instant now, Duration listingInterval) {
        Map<String, FolderCursor> found = new LinkedHashMap<>();
        ids.forEach(id -> found.put(id, FolderCursor.newBuilder().setFolderId(id).build()));
        cursor.getFolders()
                .forEach(folder -> found.replace(folder.getFolderId(),
                        isDue(folder, now, listingInterval) ? fromTheStart(folder) : folder));
        return Cursor.newBuilder(cursor).setFolders(List.copyOf(found.values())).build();
    }

    static Cursor with(Cursor cursor, int index, FolderCursor folder) {
        List<FolderCursor> folders = new ArrayList<>(cursor.getFolders());
        folders.set(index, folder);
        return Cursor.newBuilder(cursor).setFolders(folders).build();
    }

    /** The folder with what is known of its items. */
    static FolderCursor knowing(FolderCursor folder, Known known) {
        return FolderCursor.newBuilder(folder)
                .setKnownIds(known.ids())
                .setKnownVersions(known.texts())
                .build();
    }

    /** The cursor once every folder was read: what is missing is missing for a round longer. */
    static Cursor roundOver(Cursor cursor) {
        Cursor after = cursor;
        for (int i = 0; i < cursor.getFolders().size(); i++) {
            FolderCursor folder = cursor.getFolders().get(i);
            if (hasMissing(folder)) {
                Known known = new Known(folder);
                known.roundOver();
                after = with(after, i, knowing(folder, known));
            }
        }
        return after;
    }

    /** Whether anything that the folder knows is not found under its id. */
    static boolean hasMissing(FolderCursor folder) {
        return folder.getKnownVersions().stream().anyMatch(Mark::isMissing);
    }

    /** Listed again, and compared with what is known. */
    static FolderCursor fromTheStart(FolderCursor folder) {
        return FolderCursor.newBuilder(folder)
                .setPosition(null)
                .setListing(true)
                .setSeenIds(List.of())
                .build();
    }

    /** Listed as if for the first time: everything is told. */
    static FolderCursor anew(FolderCursor folder) {
        return FolderCursor.newBuilder(fromTheStart(folder)).setListedAt(Instant.EPOCH).build();
    }

    private static boolean isDue(FolderCursor folder, Instant now, Duration listingInterval) {
        return !folder.getListing()
                && !folder.getListedAt().plus(listingInterval).isAfter(now);
    }

    /** Whether a full listing of the folder ever ended. */
    static boolean wasListed(FolderCursor folder) {
        return folder.getListedAt().isAfter(Instant.EPOCH);
    }

    /**
     * What the mailbox's next step is for.
     *
     * @param next which folder it reads; 0 looks for new ones as well
     */
    static Places.Purpose purpose(Cursor cursor, int next) {
        boolean isListedFirst = cursor.getFolders().isEmpty()
                || next < cursor.getFolders().size() && !wasListed(cursor.getFolders().get(next));
        if (!isListedFirst) {
            return Places.Purpose.FOLLOWED;
        }
        return cursor.getUnavailable() ? Places.Purpose.CLOSED : Places.Purpose.LISTED_FIRST;
    }
}
