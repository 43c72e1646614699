package io.syncline.service.kafka;

import java.util.concurrent.CountDownLatch;

/**
 * Whether somebody who follows topics has come to where they ended when they began. The thread that follows
 * says so; others look, or wait. Thread-safe.
 */
public final class CaughtUp {

    private final CountDownLatch settled = new CountDownLatch(1);
    private volatile boolean reached;

    /** It has come there; said again, it changes nothing. */
    public void reach() {
        reached = true;
        settled.countDown();
    }

    /** The thread has ended; nobody must wait for it any longer. */
    public void end() {
        settled.countDown();
    }

    /** Whether it has. */
    public boolean isReached() {
        return reached;
    }

    /** Waits until it has; false if it never will, since the thread has ended, or the wait is interrupted. */
    public boolean await() {
        try {
            settled.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return reached;
    }
}
