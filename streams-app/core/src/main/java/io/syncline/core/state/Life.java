package io.syncline.core.state;

import java.time.Instant;

/** Whether an item lives. */
public sealed interface Life {

    /** It lives. */
    record Live() implements Life {}

    /**
     * A delete of it is held until an operator decides; until then it lives, and nothing is written
     * (rule R20).
     *
     * @param stamp who deleted it
     * @param heldAt when that was held, on journal time
     */
    record DeleteHeld(Stamp stamp, Instant heldAt) implements Life {}

    /** It was deleted; ids, links and values are kept (rule R19). */
    record Deleted(Stamp stamp) implements Life {}
}
