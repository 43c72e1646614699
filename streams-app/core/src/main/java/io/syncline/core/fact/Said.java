package io.syncline.core.fact;

import java.time.Instant;

/**
 * When the CRM said something, by its own account (rule R8).
 *
 * @param editedAt by its clock
 * @param revision its own order; negative where it keeps none
 */
public record Said(Instant editedAt, long revision) {

    public static final Said NEVER = new Said(Instant.EPOCH, -1);

    /** Whether this was said after the other: by the order where both have one, else by the clock. */
    public boolean isLaterThan(Said other) {
        return revision >= 0 && other.revision >= 0
                ? other.revision < revision
                : other.editedAt.isBefore(editedAt);
    }
}
