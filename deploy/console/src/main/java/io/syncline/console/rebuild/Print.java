package io.syncline.console.rebuild;

import io.syncline.schemas.contact.Merged;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/**
 * What is remembered of a published item while items are compared: 32 bytes of it, whatever it holds.
 *
 * @param high of a hash over all but version and place: contents, origins, whether it is deleted or held
 * @param low of the same hash
 * @param version under which it was published
 * @param offset of the journal's entry after which it was published
 */
record Print(long high, long low, long version, long offset) {

    private static final int VERSION = place("version");
    private static final int PARTITION = place("journalPartition");
    private static final int OFFSET = place("journalOffset");

    /** Takes it; the item's version and place are blanked, so it is of no use afterwards. */
    static Print taken(Merged item) {
        long version = item.getVersion();
        long offset = item.getJournalOffset();
        item.put(VERSION, 0L);
        item.put(PARTITION, 0);
        item.put(OFFSET, 0L);
        try {
            ByteBuffer hash = ByteBuffer.wrap(MessageDigest.getInstance("SHA-256")
                    .digest(bytes(item.toByteBuffer())));
            return new Print(hash.getLong(), hash.getLong(), version, offset);
        } catch (IOException e) {
            throw new UncheckedIOException("A record in memory can always be written", e);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every JDK has SHA-256", e);
        }
    }

    /** Whether both are the same to whoever reads them. */
    boolean isSame(Print other) {
        return high == other.high && low == other.low;
    }

    private static int place(String field) {
        return Merged.getClassSchema().getField(field).pos();
    }

    private static byte[] bytes(ByteBuffer buffer) {
        byte[] bytes = new byte[buffer.remaining()];
        buffer.get(bytes);
        return bytes;
    }
}
