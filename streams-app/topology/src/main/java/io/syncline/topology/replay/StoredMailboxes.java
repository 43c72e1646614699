package io.syncline.topology.replay;

import io.syncline.topology.merge.MergeGeneration;
import io.syncline.topology.store.MailboxStateCodec;
import io.syncline.topology.store.MergeStores;
import java.util.OptionalInt;

/**
 * What a generation of merge has stored of mailboxes, as its changelog holds it: the only place where a number
 * that merge counts stands for all of them, without folding their journal.
 */
public final class StoredMailboxes {

    private StoredMailboxes() {}

    /** The topic, keyed by {@code tenant/mailbox/}, partitioned as the journal is. */
    public static String topic(int generation) {
        return MergeGeneration.of(generation).application() + "-" + MergeStores.MAILBOXES
                + "-changelog";
    }

    /** Whether a key is of a mailbox, and not of what a tenant's next mailbox begins with. */
    public static boolean isMailbox(String key) {
        return !key.endsWith("//");
    }

    /**
     * Of how many items of a mailbox something is not written before an operator releases it.
     *
     * @param stored a record's value
     * @return nothing where a build with another format wrote it
     */
    public static OptionalInt withheld(byte[] stored) {
        return MailboxStateCodec.isReadable(stored)
                ? OptionalInt.of(MailboxStateCodec.decode(stored).withheld())
                : OptionalInt.empty();
    }
}
