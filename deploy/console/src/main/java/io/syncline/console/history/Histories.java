package io.syncline.console.history;

import io.syncline.console.system.MailboxName;
import io.syncline.schemas.topic.RecordKey;
import io.syncline.topology.history.Glance;
import io.syncline.topology.history.Timeline;
import java.util.List;
import java.util.Optional;

/**
 * Contacts as they stand now, and their lives: of one mailbox that was folded on demand, or of all of them
 * from the read model. Thread-safe once it is filled.
 */
public interface Histories {

    /** The item as it stands now; empty if the journal says nothing of it. */
    Optional<Glance> glance(RecordKey item);

    /** What happened to the item; of a key without an item, to its mailbox as a whole. */
    Timeline timeline(RecordKey item);

    /**
     * The mailbox's items as they stand now, deleted ones too, in order of their ids.
     *
     * @param after begins with the first that follows this id; empty for all
     */
    List<Glance> glances(MailboxName mailbox, String after, int itemsMax);
}
