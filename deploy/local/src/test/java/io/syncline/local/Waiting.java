package io.syncline.local;

import static org.assertj.core.api.Assertions.assertThat;

import io.syncline.local.process.LocalException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/** Looks again and again, for as long as patience lasts. */
record Waiting(Duration patience) {

    private static final Duration LOOK_INTERVAL = Duration.ofMillis(25);

    /** Looks until nothing is wrong; returns what is wrong still. */
    List<String> untilNone(Supplier<List<String>> problems) {
        long deadline = System.nanoTime() + patience.toNanos();
        while (true) {
            long before = System.nanoTime();
            List<String> found = look(problems);
            if (found.isEmpty() || System.nanoTime() - deadline > 0) {
                return found;
            }
            // A look at many contacts takes a while; it must not take the machine.
            long looked = System.nanoTime() - before;
            LockSupport.parkNanos(Math.max(LOOK_INTERVAL.toNanos(), 2 * looked));
        }
    }

    /** Lets time go by in which others work. */
    static void letPass(Duration time) {
        LockSupport.parkNanos(time.toNanos());
    }

    /** @throws AssertionError if it does not hold in time */
    void until(String what, BooleanSupplier holds) {
        List<String> missing = untilNone(
                () -> holds.getAsBoolean() ? List.of() : List.of(what));
        assertThat(missing).as("not within " + patience).isEmpty();
    }

    /** A side that is being restarted shows nothing. */
    private static List<String> look(Supplier<List<String>> problems) {
        try {
            return problems.get();
        } catch (LocalException e) {
            return List.of(String.valueOf(e.getMessage()));
        }
    }
}
