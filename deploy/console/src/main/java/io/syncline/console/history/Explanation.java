package io.syncline.console.history;

import io.syncline.schemas.contact.WriteKind;
import io.syncline.schemas.contact.WriteOutcome;
import io.syncline.topology.history.Cause;
import io.syncline.topology.history.Origin;
import io.syncline.topology.history.Shown;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Why a field has its value.
 *
 * @param value that it has; nothing if it was cleared
 * @param displaced what it was before
 * @param version that published it first
 * @param at when that was, on journal time
 * @param rule of the sync protocol that decided
 * @param origin whose it is
 * @param fact the one that told it; empty where it is not in the contact's own history
 * @param by who edited; empty where nobody tells
 * @param lost values of the same field that did not win against it
 * @param write the command that carried it to the mailbox; empty if none did
 * @param parked whether the mailbox refuses it
 * @param withheld whether it is not written before an operator releases it
 * @param due whether the contact waits to be written
 */
public record Explanation(String field, Shown value, Shown displaced, long version, Instant at,
        String rule, Origin origin, Optional<Cause> fact, String by, List<Lost> lost,
        Optional<Carried> write, boolean parked, boolean withheld,
        boolean due) {

    /** A value that did not win. */
    public record Lost(Shown value, Origin origin, String rule, Instant at) {}

    /**
     * The command that carried a value, and what came of it.
     *
     * @param issuedAt on journal time
     * @param answer empty while it is under way
     */
    public record Carried(long number, String writeId, WriteKind kind, Instant issuedAt,
            Optional<Answer> answer) {}

    /**
     * What came of a command.
     *
     * @param at when the journal heard of it
     * @param reason the service's own words; empty where it said none
     */
    public record Answer(WriteOutcome outcome, String reason, int attempts, Instant at) {}

    public Explanation {
        lost = List.copyOf(lost);
    }

    @Override
    public String toString() {
        return "Explanation[" + field + "]";
    }
}
