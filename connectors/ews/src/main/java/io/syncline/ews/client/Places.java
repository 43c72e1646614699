package io.syncline.ews.client;

import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/**
 * So many at once at one host. Where several maxima are named, the smallest counts. Thread-safe.
 */
public final class Places {

    private final Free free = new Free();
    private int max = Integer.MAX_VALUE;

    /** Fair: whoever waits longest goes first. */
    private static final class Free extends Semaphore {

        private static final long serialVersionUID = 1L;

        Free() {
            super(Integer.MAX_VALUE, true);
        }

        /** Takes places away, those that are taken too: they are not given out again. */
        void takeAway(int count) {
            reducePermits(count);
        }
    }

    /** Lets there be no more than this many from now on. */
    synchronized Places atMost(int other) {
        if (other < max) {
            free.takeAway(max - other);
            max = other;
        }
        return this;
    }

    /** Lets there be this many from now on, whatever was named before. */
    synchronized void exactly(int other) {
        if (other < max) {
            free.takeAway(max - other);
        } else if (other > max) {
            free.release(other - max);
        }
        max = other;
    }

    /** Takes a place if one is free; whoever gets it gives it back. */
    public boolean tryTake() {
        return free.tryAcquire();
    }

    /** Takes a place once one is free; says whether that came to pass in time. */
    boolean tryTake(Duration patience) throws InterruptedException {
        return free.tryAcquire(patience.toMillis(), TimeUnit.MILLISECONDS);
    }

    public void giveBack() {
        free.release();
    }
}
