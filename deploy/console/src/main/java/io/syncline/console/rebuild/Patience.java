package io.syncline.console.rebuild;

import java.time.Duration;

/**
 * How long to wait in all, and who is told meanwhile.
 *
 * @param deadlineNanos by {@link System#nanoTime}
 */
record Patience(long deadlineNanos, Watcher watcher) {

    static Patience of(Duration time, Watcher watcher) {
        return new Patience(System.nanoTime() + time.toNanos(), watcher);
    }

    boolean isOver() {
        return System.nanoTime() - deadlineNanos > 0;
    }
}
