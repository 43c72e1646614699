package io.syncline.topology.replay;

import io.syncline.schemas.contact.JournalEntry;
import java.time.Instant;
import java.util.Optional;

/** Is told one partition of the journal from its beginning, in order; for one thread. */
public interface JournalFold {

    /** Whether a record of this key has to be told with its entry. Of all others the time is enough. */
    boolean needs(String key);

    /** The journal's time goes on (rule R1). */
    void tick(Instant at);

    /**
     * Takes in the next entry that it needs.
     *
     * @param at when it was appended
     * @throws IllegalStateException if this build does not know its kind
     */
    void tell(JournalEntry entry, long offset, Instant at);

    /** After which mailbox another pass has to begin; empty if this one was the last. */
    Optional<String> rest();
}
