package io.syncline.console.rebuild;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/**
 * How far a promotion is, as the generation's record has it. Each step is noted in the transaction that hands
 * its marks in, so a promotion that broke off anywhere goes on with the step that is noted.
 *
 * <pre>
 * PREPARING     the new one goes on with the ordinary commit interval; waits until it has caught up again
 * DRAINING      the running one was told to issue no more commands; waits for the answers to all
 * RENUMBERING   versions were handed in that the new one must count on from
 * HANDING_OVER  the running one was told to go silent; from here on there is no way back but another promotion
 * REPUBLISHING  the new one publishes; what differs from what was published is handed in
 * </pre>
 */
enum Step {
    PREPARING, DRAINING, RENUMBERING, HANDING_OVER, REPUBLISHING;

    /** As the record names it. */
    String text() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    static Optional<Step> of(String text) {
        return Arrays.stream(values()).filter(step -> step.text().equals(text)).findFirst();
    }

    /** Whether the running one still publishes. */
    boolean canBeCancelled() {
        return compareTo(HANDING_OVER) < 0;
    }
}
