package io.syncline.simulator.http;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;

/** Answers that come late on demand, at either door. Thread-safe. */
final class HeldAnswers {

    private final AtomicInteger held = new AtomicInteger();

    /** How many answers are held back now, after their work was done. */
    int count() {
        return held.get();
    }

    /** Holds the calling thread's answer back. */
    void hold(Duration delay) {
        held.incrementAndGet();
        try {
            pause(delay);
        } finally {
            held.decrementAndGet();
        }
    }

    static void pause(Duration delay) {
        try {
            Thread.sleep(delay);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
