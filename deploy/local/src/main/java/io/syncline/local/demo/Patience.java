package io.syncline.local.demo;

import io.syncline.local.process.LocalException;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/** Waits until something shows, and says how long that took. */
record Patience(Duration timeout) {

    private static final Duration LOOK_INTERVAL = Duration.ofMillis(25);

    Told await(String name, String where, BooleanSupplier shown, Supplier<String> outcome) {
        long start = System.nanoTime();
        long before = start;
        boolean held = isShown(shown);
        while (!held && System.nanoTime() - start < timeout.toNanos()) {
            // A look at many contacts takes a while; it must not take the machine.
            long looked = System.nanoTime() - before;
            LockSupport.parkNanos(Math.max(LOOK_INTERVAL.toNanos(), 2 * looked));
            before = System.nanoTime();
            held = isShown(shown);
        }
        long millis = (System.nanoTime() - start) / 1_000_000;
        return new Told(name, where, held
                ? outcome.get()
                : "NOT within " + timeout.toSeconds() + " s: " + outcome.get(), millis, held);
    }

    /** A side that is being restarted shows nothing. */
    private static boolean isShown(BooleanSupplier shown) {
        try {
            return shown.getAsBoolean();
        } catch (LocalException e) {
            return false;
        }
    }
}
