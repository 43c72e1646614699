package io.syncline.console.rebuild;

import java.time.Duration;

/**
 * How a generation is to be promoted.
 *
 * @param acceptDifferences although items differ: they are published anew
 * @param withoutRunning although the running generation folds no more; it can never be taken back then
 * @param whenEqual once it has caught up and every item is equal, however long that takes
 * @param perStep how long each step may take
 */
public record PromotionWish(boolean acceptDifferences, boolean withoutRunning, boolean whenEqual,
        Duration perStep) {

    /** Every command is answered within ten minutes. */
    public static final Duration WAIT = Duration.ofMinutes(12);

    /** With everything as it should be. */
    public static final PromotionWish CAREFUL = new PromotionWish(false, false, false, WAIT);
}
