package io.syncline.port;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.DoubleSupplier;

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
    private static final Duration CATCH_UP = Duration.ofMillis(50);
    /** After which the share is looked up again. */
    private static final Duration LOOK = Duration.ofMillis(100);
    private static final double NANOS = Duration.ofSeconds(1).toNanos();

    private final double perSecond;
    private final DoubleSupplier share;
    /** Fair: who waits longest goes first. */
    private final ReentrantLock turn = new ReentrantLock(true);
    /** By whoever has the turn. */
    private long lastNanos = System.nanoTime();

    /**
     * @param perSecond how many requests the tenant allows all processes
     * @param share which part of them is this process's, 0 to 1
     */
    public RequestBudget(double perSecond, DoubleSupplier share) {
        this.perSecond = perSecond;
        this.share = share;
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
        long deadline = System.nanoTime() + patience.toNanos();
        if (!turn.tryLock(patience.toNanos(), TimeUnit.NANOSECONDS)) {
            return false;
        }
        try {
            long wait = waitNanos(System.nanoTime());
            while (wait > 0) {
                if (System.nanoTime() - deadline >= 0) {
                    return false;
                }
                TimeUnit.NANOSECONDS.sleep(Math.min(wait, LOOK.toNanos()));
                wait = waitNanos(System.nanoTime());
            }
            long now = System.nanoTime();
            lastNanos = Math.max(lastNanos + intervalNanos(), now - CATCH_UP.toNanos());
            return true;
        } finally {
            turn.unlock();
        }
    }

    private long waitNanos(long nowNanos) {
        return intervalNanos() - (nowNanos - lastNanos);
    }

    /** Very long, where this process has no share. */
    private long intervalNanos() {
        double mine = perSecond * USED * share.getAsDouble();
        return mine <= 0 ? Long.MAX_VALUE / 2 : (long) Math.min(NANOS / mine, Long.MAX_VALUE / 2.0);
    }
}
