package io.syncline.simulation.play;

import io.syncline.simulation.model.Dice;
import java.time.Duration;

/**
 * One step of a history.
 *
 * @param pause how long before it nothing happens
 * @param dice of its own, so that leaving a step out changes no other
 */
public record Step(Duration pause, Action action, Dice dice) {

    private static final int PAUSE_MILLIS_MAX = 1_500;

    /** What the dice of that number say. */
    public static Step of(long number) {
        Dice dice = new Dice(number);
        Duration pause = Duration.ofMillis(dice.below(PAUSE_MILLIS_MAX));
        return new Step(pause, Action.any(dice), dice);
    }
}
