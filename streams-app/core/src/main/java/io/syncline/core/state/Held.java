package io.syncline.core.state;

import io.syncline.core.item.Value;

/**
 * What the mailbox is known to hold of one field.
 *
 * @param shown what it shows: the base against which a reading is compared
 * @param meant the merged value that this is the mailbox's rendition of; the wish is compared with it
 * @param before what it showed before the last write of ours (rule R2)
 */
public record Held(Value shown, Value meant, Value before) {

    public static final Held NOTHING = new Held(Value.NONE, Value.NONE, Value.NONE);

    /** The mailbox itself says so. */
    static Held read(Value value) {
        return new Held(value, value, value);
    }
}
