package io.syncline.benchmarks.pipeline;

import io.syncline.benchmarks.Spread;
import java.time.Duration;
import java.util.List;

/** How long things took, sorted. */
public final class Percentiles {

    private static final double MILLI = Duration.ofMillis(1).toNanos();

    private final long[] sortedNanos;

    /** @param nanos how long each took; at least one */
    public Percentiles(List<Long> nanos) {
        if (nanos.isEmpty()) {
            throw new BenchException("Nothing came through that could be measured");
        }
        this.sortedNanos = nanos.stream().mapToLong(Long::longValue).sorted().toArray();
    }

    /** In milliseconds: so large a share took no longer. */
    public Spread millis(double share) {
        int rank = (int) Math.ceil(share * sortedNanos.length);
        double value = sortedNanos[Math.max(0, rank - 1)] / MILLI;
        return new Spread(value, sortedNanos[0] / MILLI,
                sortedNanos[sortedNanos.length - 1] / MILLI);
    }
}
