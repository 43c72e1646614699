package io.syncline.benchmarks;

import java.time.Duration;

/**
 * How long to measure.
 *
 * @param passes how often what is compared is run beside each other, each time in new processes
 * @param warmups how many seconds each process runs before it counts
 * @param iterations how many figures each process gives
 * @param iteration how long it measures for one
 */
record Effort(int passes, int warmups, int iterations, Duration iteration) {

    /** Little more than a minute; for a look, not for a claim. */
    static final Effort QUICK = new Effort(2, 2, 3, Duration.ofMillis(500));

    /** Some eleven minutes. */
    static final Effort FULL = new Effort(5, 8, 8, Duration.ofSeconds(2));

    /** The same, with more time for the compiler where a lot of code has to become fast. */
    Effort warmedFor(int seconds) {
        return new Effort(passes, Math.max(warmups, seconds), iterations, iteration);
    }
}
