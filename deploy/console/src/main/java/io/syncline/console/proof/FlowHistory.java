package io.syncline.console.proof;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;

/** The samples of the last 15 minutes, oldest first. Thread-safe. */
public final class FlowHistory {

    /** What is shown reaches so far back. */
    public static final Duration KEPT = Duration.ofMinutes(15);

    private final Deque<FlowSample> samples = new ArrayDeque<>();

    /**
     * How fast a stage was.
     *
     * @param at the end of the time over which it was
     * @param perSecond what it counts
     */
    public record Rate(Instant at, double perSecond) {}

    synchronized void add(FlowSample sample) {
        samples.addLast(sample);
        while (samples.getFirst().at().plus(KEPT).isBefore(sample.at())) {
            samples.removeFirst();
        }
    }

    /** The newest. */
    public synchronized Optional<FlowSample> last() {
        return Optional.ofNullable(samples.peekLast());
    }

    /** The stage's rate between each two samples, oldest first; one less than there are samples. */
    public synchronized List<Rate> rates(Stage stage) {
        List<Rate> rates = new ArrayList<>();
        FlowSample before = null;
        for (FlowSample sample : samples) {
            if (before != null) {
                rates.add(rate(stage, before, sample));
            }
            before = sample;
        }
        return rates;
    }

    private static Rate rate(Stage stage, FlowSample before, FlowSample after) {
        double seconds = Duration.between(before.at(), after.at()).toMillis() / 1_000.0;
        long grown = output(stage, after) - output(stage, before);
        return new Rate(after.at(), seconds <= 0 || grown <= 0 ? 0 : grown / seconds);
    }

    private static long output(Stage stage, FlowSample sample) {
        FlowSample.Reading reading = sample.stages().get(stage);
        return reading == null ? 0 : reading.output();
    }
}
