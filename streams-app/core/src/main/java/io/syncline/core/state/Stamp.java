package io.syncline.core.state;

import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;

/** When a value was set, by which replica, by which event; later stamps win (rule R9). */
public record Stamp(Instant at, Replica replica, String eventId) implements Comparable<Stamp> {

    private static final Comparator<Stamp> ORDER = Comparator.comparing(Stamp::at)
            .thenComparing(Stamp::replica)
            .thenComparing(Stamp::eventId);
    /** How far the clocks of two sides may be apart. */
    public static final Duration CLOCKS_APART = Duration.ofMinutes(10);

    private static final Duration TICK = Duration.ofMillis(1);

    @Override
    public int compareTo(Stamp other) {
        return ORDER.compare(this, other);
    }

    /** This stamp, moved behind the other where it is not already: causality before clocks. */
    public Stamp following(Stamp other) {
        Instant earliest = other.at().plus(TICK);
        return at.isBefore(earliest) ? new Stamp(earliest, replica, eventId) : this;
    }
}
