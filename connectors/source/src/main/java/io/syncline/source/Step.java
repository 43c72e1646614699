package io.syncline.source;

import io.syncline.port.MailboxRef;
import io.syncline.schemas.contact.Observed;
import io.syncline.schemas.registry.Cursor;
import java.time.Duration;
import java.util.List;

/**
 * What one step with a mailbox gave: facts and the cursor behind them, to be committed together, and
 * when and with which folder to go on.
 */
record Step(MailboxRef mailbox, List<Observed> facts, Cursor cursor, int nextFolder, Pause pause) {

    /** When a mailbox is due again. */
    sealed interface Pause {

        /** At once: the round goes on. */
        record None() implements Pause {}

        /** The round is over. */
        record RoundOver() implements Pause {}

        /** The service says how long. */
        record Told(Duration retryAfter) implements Pause {}

        /** Something failed; the service does not say how long. */
        record Failed() implements Pause {}
    }
}
