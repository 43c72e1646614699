package io.syncline.ews.client;

import java.time.Duration;
import java.util.function.DoubleSupplier;

/**
 * How many requests of a tenant this process has open: no more than its share of what the tenant allows all
 * processes together, but one at least, and no more than the host has places for. Thread-safe.
 */
final class OpenRequests {

    private final Places ofHost;
    private final Places ofTenant = new Places();
    private final int max;
    private final DoubleSupplier share;

    /**
     * @param ofHost shared with the other tenants of this process
     * @param max how many the tenant allows all processes together
     * @param share which part of them is this process's, 0 to 1; changes
     */
    OpenRequests(Places ofHost, int max, DoubleSupplier share) {
        this.ofHost = ofHost;
        this.max = max;
        this.share = share;
    }

    /** Takes a place once one is free; says whether that came to pass in time. Whoever gets it gives it back. */
    boolean tryTake(Duration patience) throws InterruptedException {
        long deadline = System.nanoTime() + patience.toNanos();
        ofTenant.exactly(Math.max(1, (int) (max * share.getAsDouble())));
        if (!ofTenant.tryTake(patience)) {
            return false;
        }
        boolean taken = false;
        try {
            taken = ofHost.tryTake(Duration.ofNanos(deadline - System.nanoTime()));
            return taken;
        } finally {
            if (!taken) {
                ofTenant.giveBack();
            }
        }
    }

    void giveBack() {
        ofHost.giveBack();
        ofTenant.giveBack();
    }
}
