package io.syncline.simulator.ews;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Base64;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;

/**
 * Where a sync stands. The client keeps it, packed and in base64; one that is cut off, or of another
 * folder, is refused (facts/ews.md 2.2).
 *
 * @param of the mailbox and folder, or the mailbox's hierarchy
 * @param isListing whether the first listing still goes on, from the newest item to the oldest
 * @param after the last change that is known; while listing, the one at which the listing began
 * @param before while listing: what changed last before this is still to come
 */
record SyncState(String of, boolean isListing, long after, long before) {

    private static final String SEPARATOR = "|";
    private static final int PARTS = 4;

    static SyncState beginning(String of, long lastChange) {
        return new SyncState(of, true, lastChange, Long.MAX_VALUE);
    }

    static SyncState at(String of, long after) {
        return new SyncState(of, false, after, 0);
    }

    SyncState listedTo(long change) {
        return new SyncState(of, true, after, change);
    }

    String packed() {
        String text = String.join(SEPARATOR, of, Boolean.toString(isListing),
                Long.toString(after), Long.toString(before));
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (GZIPOutputStream zip = new GZIPOutputStream(bytes)) {
            zip.write(text.getBytes(UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot pack a sync state", e);
        }
        return Base64.getEncoder().encodeToString(bytes.toByteArray());
    }

    /** @throws EwsError where it is none, or of another folder */
    static SyncState unpacked(String packed, String of) {
        String[] parts = text(packed).split("\\|", -1);
        if (parts.length != PARTS || !parts[0].equals(of)) {
            throw invalid();
        }
        return new SyncState(of, Boolean.parseBoolean(parts[1]), Long.parseLong(parts[2]),
                Long.parseLong(parts[3]));
    }

    static EwsError invalid() {
        return new EwsError("ErrorInvalidSyncStateData",
                "The synchronization state is corrupt or otherwise invalid.");
    }

    private static String text(String packed) {
        try (GZIPInputStream zip = new GZIPInputStream(
                new ByteArrayInputStream(Base64.getDecoder().decode(packed)))) {
            return new String(zip.readAllBytes(), UTF_8);
        } catch (IOException | IllegalArgumentException e) {
            throw invalid();
        }
    }
}
