package io.syncline.simulation.truth;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;

/** The deletes of one mailbox that nobody approved, over an hour of journal time (I7). */
final class DeleteCount {

    private static final long HOUR_MS = 3_600_000;
    private static final int ALWAYS = 20;
    private static final int ONE_IN = 10;

    private final Set<String> living = new HashSet<>();
    private final Deque<Deleted> lastHour = new ArrayDeque<>();

    private record Deleted(String item, long at, int livingBefore) {}

    /** @param undone whether an operator rejected its delete, which then never was */
    void lives(String item, boolean undone) {
        living.add(item);
        if (undone) {
            lastHour.removeIf(deleted -> deleted.item().equals(item));
        }
    }

    Optional<String> deleted(String item, long at, boolean counted) {
        int before = living.size();
        if (!living.remove(item) || !counted) {
            return Optional.empty();
        }
        while (!lastHour.isEmpty() && lastHour.getFirst().at() <= at - HOUR_MS) {
            lastHour.removeFirst();
        }
        lastHour.add(new Deleted(item, at, before));
        // Items are counted from their first fact, which may precede their first publication a little.
        int most = Math.max(ALWAYS, lastHour.getFirst().livingBefore() / ONE_IN + 1);
        return lastHour.size() > most
                ? Optional.of(lastHour.size() + " deletes within an hour, at most " + most
                        + " may pass (I7)")
                : Optional.empty();
    }
}
