package io.syncline.port;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.DoubleSupplier;
import java.util.function.LongSupplier;

/**
 * How many requests a second a process makes of one tenant's service: its share of what the tenant allows all
 * processes together. The share may change at any time, and counts at once. Thread-safe.
 *
 * <p>
 * Requests go one after the other, evenly spaced. A request that comes late by less than
 * {@link #CATCH_UP} does not slow those behind it down; more of what was not used is lost.
 */
public final class RequestBudget {

    /** Nobody counts. */
    public static final RequestBudget UNLIMITED = new RequestBudget(Double.POSITIVE_INFINITY,
            () -> 1);

    /** Requests do not reach the service as evenly as they leave; what it counts must stay below its limit. */
    private static final double USED = 0.95;
    /** What is caught up must not fill what {@link #USED} leaves of a second. */
    private static final Duration CATCH_UP = Duration.ofMillis(40);
    /** After which the share is looked up again. */
    private static final Duration LOOK = Duration.ofMillis(100);
    private static final double NANOS = Duration.ofSeconds(1).toNanos();

    private final double perSecond;
    private final DoubleSupplier share;
    /** Fair: who waits longest goes first. */
    private final ReentrantLock turn = new ReentrantLock(true);
    private final LongSupplier nanoTime;
    private final Sleep sleep;
    /** By whoever has the turn. */
    private long lastNanos;

    /** Lets time pass. */
    interface Sleep {
        void nanos(long nanos) throws InterruptedException;
    }

    /**
     * @param perSecond how many requests the tenant allows all processes
     * @param share which part of them is this process's, 0 to 1
     */
    public RequestBudget(double perSecond, DoubleSupplier share) {
        this(perSecond, share, System::nanoTime, TimeUnit.NANOSECONDS::sleep);
    }

    RequestBudget(double perSecond, DoubleSupplier share, LongSupplier nanoTime, Sleep sleep) {
        this.perSecond = perSecond;
        this.share = share;
        this.nanoTime = nanoTime;
        this.sleep = sleep;
        this.lastNanos = nanoTime.getAsLong();
    }

    /**
     * Waits until one more request may be made.
     *
     * @return false if that takes longer than this; then it is not to be made
     */
    public boolean take(Duration patience) throws InterruptedException {
        if (Double.isInfinite(perSecond)) {
            return true;
        }
        long deadline = nanoTime.getAsLong() + patience.toNanos();
        if (!turn.tryLock(patience.toNanos(), TimeUnit.NANOSECONDS)) {
            return false;
        }
        try {
            long interval = intervalNanos();
            long now = nanoTime.getAsLong();
            while (interval > now - lastNanos) {
                if (now - deadline >= 0) {
                    return false;
                }
                sleep.nanos(Math.min(interval - (now - lastNanos), LOOK.toNanos()));
                interval = intervalNanos();
                now = nanoTime.getAsLong();
            }
            // The very interval that has passed: by a share asked for anew, it might be one without an end.
            lastNanos = Math.max(lastNanos + interval, now - CATCH_UP.toNanos());
            return true;
        } finally {
            turn.unlock();
        }
    }

    /** Very long, where this process has no share. */
    private long intervalNanos() {
        double mine = perSecond * USED * share.getAsDouble();
        return mine <= 0 ? Long.MAX_VALUE / 2 : (long) Math.min(NANOS / mine, Long.MAX_VALUE / 2.0);
    }
}
