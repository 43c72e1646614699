package io.syncline.console.proof;

import io.syncline.schemas.ops.Severity;
import java.time.Instant;
import java.util.Optional;

/**
 * An alert, the same ones told as one.
 *
 * @param at when it was last raised
 * @param times how often it was raised within 30 days
 * @param settled whether what it tells of is over, as far as can be known
 */
public record RaisedAlert(Severity severity, String code, String message, Optional<String> tenant,
        Optional<String> mailbox, Optional<String> item, Instant at, int times, boolean settled) {

    RaisedAlert withSettled(boolean over) {
        return new RaisedAlert(severity, code, message, tenant, mailbox, item, at, times, over);
    }
}
