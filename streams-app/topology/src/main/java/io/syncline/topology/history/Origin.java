package io.syncline.topology.history;

import io.syncline.core.state.Stamp;
import io.syncline.schemas.contact.Side;
import java.time.Instant;

/**
 * Who set a value.
 *
 * @param at by that side's own clock, never later than the journal's
 * @param side which one
 * @param eventId the fact that told
 */
public record Origin(Instant at, Side side, String eventId) {

    static Origin of(Stamp stamp) {
        return new Origin(stamp.at(), switch (stamp.replica()) {
            case MAILBOX -> Side.MAILBOX;
            case CRM -> Side.CRM;
        }, stamp.eventId());
    }
}
