package io.syncline.console.proof;

import io.syncline.schemas.registry.Cursor;
import io.syncline.schemas.registry.FolderCursor;
import io.syncline.schemas.registry.Migration;
import java.time.Instant;
import java.util.Comparator;
import java.util.Optional;

/**
 * What of a mailbox's cursor says how it stands; the ids of its items, which are most of it, are left out.
 *
 * @param at when the source wrote it
 * @param provider by which it was read
 * @param listed whether the first full listing of every folder is complete
 * @param listing whether a full listing is under way
 * @param listedAt when every folder had been listed in full; empty while one never was
 * @param unavailable whether it last answered that it is unavailable
 * @param factId the id of the last fact that was told of it
 * @param known how many items are known to be in its folders
 * @param changing the provider that it changes to
 * @param problem why that does not go on
 */
record CursorState(Instant at, String provider, boolean listed, boolean listing,
        Optional<Instant> listedAt, boolean unavailable, String factId, int known,
        Optional<String> changing, Optional<String> problem) {

    static CursorState of(Cursor cursor, Instant at) {
        Optional<Migration> migration = cursor.getMigration()
                .filter(change -> !change.getProvider().equals(cursor.getProvider()));
        return new CursorState(at, cursor.getProvider(), cursor.getListed(),
                cursor.getFolders().stream().anyMatch(FolderCursor::getListing),
                cursor.getFolders()
                        .stream()
                        .map(FolderCursor::getListedAt)
                        .min(Comparator.naturalOrder())
                        .filter(oldest -> oldest.isAfter(Instant.EPOCH)),
                cursor.getUnavailable(),
                cursor.getTenant() + "/" + cursor.getMailbox() + "#" + cursor.getSequence(),
                cursor.getFolders()
                        .stream()
                        .mapToInt(folder -> folder.getKnownIds().size())
                        .sum(),
                migration.map(Migration::getProvider), migration.flatMap(Migration::getProblem));
    }
}
