package io.syncline.topology.history;

import io.syncline.schemas.contact.DecisionKind;
import io.syncline.schemas.contact.EditKind;
import io.syncline.schemas.contact.GoneEvidence;
import io.syncline.schemas.contact.ObservedKind;
import io.syncline.schemas.contact.Presence;
import io.syncline.schemas.contact.WriteKind;
import io.syncline.schemas.contact.WriteOutcome;
import java.time.Instant;
import java.util.List;

/** The fact that something followed from, as far as people want to know it. */
public sealed interface Cause {

    /** Names the fact. */
    String eventId();

    /**
     * The mailbox showed the item.
     *
     * @param modifiedAt when the provider says that this was made
     */
    record Read(String eventId, String provider, Instant modifiedAt) implements Cause {}

    /** The item was gone from the mailbox. */
    record Gone(String eventId, String provider, GoneEvidence evidence) implements Cause {}

    /**
     * The source told something else of the mailbox or of the item in it.
     *
     * @param reason why, of a mailbox that is unavailable; else empty
     */
    record Told(String eventId, ObservedKind kind, String reason) implements Cause {}

    /**
     * The CRM, or the console in its place, edited the record.
     *
     * @param fields those that the edit names
     * @param editedAt by the editor's clock
     * @param by who; empty where the CRM does not tell
     * @param reason why, in that person's words; empty where none is told
     * @param revision the CRM's own number of this edit; negative where it keeps none
     * @param seenVersion the version that was looked at; 0 where that is not known
     */
    record Edited(String eventId, EditKind kind, List<String> fields, Instant editedAt, String by,
            String reason, long revision, long seenVersion)
            implements
                Cause {
        public Edited {
            fields = List.copyOf(fields);
        }
    }

    /**
     * The sink answered a command.
     *
     * @param decidedAt when the command was issued, on journal time
     * @param reason the service's own words; empty where it said none
     * @param attempts how many requests the write took
     */
    record Answered(String eventId, long number, String writeId, WriteKind kind,
            WriteOutcome outcome, Presence presence, String reason, int attempts,
            Instant decidedAt)
            implements
                Cause {}

    /**
     * Somebody decided.
     *
     * @param by an operator's name, or a service
     * @param reason why, in their words; empty where none is told
     */
    record Decided(String eventId, DecisionKind kind, String by, String reason) implements Cause {}
}
