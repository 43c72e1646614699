package io.syncline.simulator.http;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * Faults that wait for a request which they concern, in the order in which they were armed.
 * Thread-safe.
 */
final class Armed<F> {

    private final List<Waiting<F>> waiting = new ArrayList<>();

    /** A fault, and how often it is still to happen. */
    private record Waiting<F>(F fault, int times) {}

    synchronized void arm(F fault, int times) {
        waiting.add(new Waiting<>(fault, times));
    }

    /** No request comes between the end of the others and this one. */
    synchronized void armInstead(F fault, int times) {
        clear();
        arm(fault, times);
    }

    synchronized void clear() {
        waiting.clear();
    }

    /** Takes one occurrence of the first fault that concerns a request. */
    synchronized Optional<F> take(Predicate<F> concerns) {
        for (int i = 0; i < waiting.size(); i++) {
            Waiting<F> next = waiting.get(i);
            if (concerns.test(next.fault())) {
                if (next.times() <= 1) {
                    waiting.remove(i);
                } else {
                    waiting.set(i, new Waiting<>(next.fault(), next.times() - 1));
                }
                return Optional.of(next.fault());
            }
        }
        return Optional.empty();
    }
}
