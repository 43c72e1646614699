package io.syncline.console.history;

import io.syncline.console.system.MailboxName;
import io.syncline.schemas.topic.RecordKey;
import io.syncline.topology.history.Glance;
import io.syncline.topology.history.Timeline;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Contacts as they stand now, and their lives: of one mailbox that was folded on demand, or of all of them
 * from the read model. Lists go in order of the contacts' ids, each page after the last id of the one
 * before; an empty id begins.
 */
public interface Histories {

    /** The item as it stands now; empty if the journal says nothing of it. */
    Optional<Glance> glance(RecordKey item);

    /** What happened to the item; of a key without an item, to its mailbox as a whole. */
    Timeline timeline(RecordKey item);

    /** The mailbox's items as they stand now, deleted ones too. */
    List<Glance> glances(MailboxName mailbox, String after, int itemsMax);

    /** Those of which that is true. */
    List<Glance> marked(MailboxName mailbox, Mark mark, String after, int itemsMax);

    /** Of how many that is true. */
    long count(MailboxName mailbox, Mark mark);

    /** How many values did not win since then, on journal time. */
    long conflicts(MailboxName mailbox, Instant since);
}
