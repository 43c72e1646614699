package io.syncline.simulator.http;

import java.time.Duration;

/** How long Graph takes for each request, besides what its work costs here; nothing unless it is told. */
final class Latency {

    private volatile Duration each = Duration.ZERO;

    void set(Duration duration) {
        each = duration;
    }

    /** Takes that long. */
    void pause() {
        if (each.isPositive()) {
            HeldAnswers.pause(each);
        }
    }
}
