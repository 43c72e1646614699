package io.syncline.service.kafka;

import java.time.Duration;
import java.util.Optional;

/** Notices that records wait and nothing is taken. Used by one thread. */
final class Stuck {

    private final Duration after;
    private long lastProgress;
    private long sinceNanos;
    private boolean hasLooked;

    /** @param after for how long nothing may be taken of what waits */
    Stuck(Duration after) {
        this.after = after;
    }

    /**
     * @param waiting records that wait
     * @param progress a number that changes whenever some are taken
     * @param nowNanos a clock that only runs
     * @return what is wrong, for people
     */
    Optional<String> look(long waiting, long progress, long nowNanos) {
        if (!hasLooked || waiting <= 0 || progress != lastProgress) {
            hasLooked = true;
            lastProgress = progress;
            sinceNanos = nowNanos;
            return Optional.empty();
        }
        long seconds = Duration.ofNanos(nowNanos - sinceNanos).toSeconds();
        return seconds < after.toSeconds()
                ? Optional.empty()
                : Optional.of(waiting + (waiting == 1 ? " record waits" : " records wait")
                        + ", and none was taken for " + seconds + " s");
    }
}
