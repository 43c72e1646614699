package io.syncline.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.openjdk.jmh.runner.RunnerException;

/** What is compared was measured under the same circumstances. */
class SideBySideTest {

    @Test
    void runsTheMethodsInTurn() throws RunnerException {
        List<String> ran = new ArrayList<>();

        SideBySide.of(2, List.of("yardstick", "ours"), method -> {
            ran.add(method);
            return new JmhRun(List.of(1.0), List.of(1.0));
        });

        assertThat(ran).containsExactly("yardstick", "ours", "yardstick", "ours");
    }

    @Test
    void comparesWithinEachPass() throws RunnerException {
        List<Double> speeds = new ArrayList<>(List.of(10.0, 5.0, 100.0, 20.0));

        SideBySide runs = SideBySide.of(2, List.of("yardstick", "ours"),
                method -> new JmhRun(List.of(speeds.removeFirst()), List.of(1.0)));

        assertThat(runs.ratio("ours", "yardstick")).isEqualTo(new Spread(0.35, 0.2, 0.5));
        assertThat(runs.rate("ours")).isEqualTo(new Spread(12.5, 5, 20));
    }

    @Test
    void refusesWhatWasNotMeasured() throws RunnerException {
        SideBySide runs = SideBySide.of(1, List.of("ours"),
                method -> new JmhRun(List.of(1.0), List.of(1.0)));

        assertThatThrownBy(() -> runs.rate("theirs"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("theirs");
    }
}
