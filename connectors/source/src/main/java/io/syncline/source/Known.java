package io.syncline.source;

import io.syncline.schemas.contact.Reading;
import io.syncline.schemas.registry.FolderCursor;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.CRC32;

/**
 * The ids known to be in a folder, each with a hash of the version at which it was last told. Eight
 * digits are enough to see that a listing shows nothing new, and few enough for a cursor.
 */
final class Known {

    /** Of an item whose version is not known; equal to no hash. */
    private static final String NO_HASH = "";

    private final Map<String, String> hashes = new LinkedHashMap<>();

    Known(FolderCursor folder) {
        List<String> ids = folder.getKnownIds();
        List<String> versions = folder.getKnownVersions();
        for (int i = 0; i < ids.size(); i++) {
            hashes.put(ids.get(i), i < versions.size() ? versions.get(i) : NO_HASH);
        }
    }

    boolean holds(String id) {
        return hashes.containsKey(id);
    }

    /** Whether the item was last told at this very version. */
    boolean isUnchanged(Reading reading) {
        String hash = hash(reading);
        return !hash.equals(NO_HASH) && hash.equals(hashes.get(reading.getExternalId()));
    }

    void keep(Reading reading) {
        hashes.put(reading.getExternalId(), hash(reading));
    }

    /**
     * It was seen in another folder: it is looked for once more, after the next listing here, since the
     * other folder's chain may break before it tells of it.
     */
    void leave(String id) {
        if (NO_HASH.equals(hashes.put(id, NO_HASH))) {
            forget(id);
        }
    }

    void forget(String id) {
        hashes.remove(id);
    }

    List<String> ids() {
        return List.copyOf(hashes.keySet());
    }

    /** The hashes, in the order of the ids. */
    List<String> versions() {
        return List.copyOf(hashes.values());
    }

    private static String hash(Reading reading) {
        return reading.getVersion().map(Known::shortened).orElse(NO_HASH);
    }

    /** A CRC never confuses versions that differ within four bytes, as one item's mostly do. */
    private static String shortened(String version) {
        CRC32 crc = new CRC32();
        crc.update(version.getBytes(StandardCharsets.UTF_8));
        return HexFormat.of().toHexDigits((int) crc.getValue());
    }
}
