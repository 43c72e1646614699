package io.syncline.core.item;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.UUID;

/** Names one item: it belongs to exactly one mailbox of one tenant, and its id never changes. */
public record ItemKey(String tenant, String mailbox, String item) {

    /** Names the mailbox itself: a key without an item. */
    public static ItemKey ofMailbox(String tenant, String mailbox) {
        return new ItemKey(tenant, mailbox, "");
    }

    /** The key of the item that a replica's object with this id makes when it is first met. */
    public static ItemKey firstMet(String tenant, String mailbox, String replica, String id) {
        return new ItemKey(tenant, mailbox, uuid5(tenant, mailbox, replica, id));
    }

    /** A UUIDv5 of the parts, so that the same cause always makes the same id. */
    public static String uuid5(String... parts) {
        try {
            MessageDigest sha1 = MessageDigest.getInstance("SHA-1");
            for (String part : parts) {
                byte[] bytes = part.getBytes(UTF_8);
                sha1.update(ByteBuffer.allocate(Integer.BYTES).putInt(bytes.length).array());
                sha1.update(bytes);
            }
            ByteBuffer hash = ByteBuffer.wrap(sha1.digest());
            long high = hash.getLong() & ~0xF000L | 0x5000L;
            long low = hash.getLong() & ~(3L << 62) | 2L << 62;
            return new UUID(high, low).toString();
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every JDK has SHA-1", e);
        }
    }
}
