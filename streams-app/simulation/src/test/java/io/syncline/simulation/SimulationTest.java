package io.syncline.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import io.syncline.core.merge.Rules;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Some seeds, always the same; {@code -Dsyncline.seed} and {@code -Dsyncline.seeds} play others. */
class SimulationTest {

    private final long first = Long.getLong("syncline.seed", 1L);
    private final int seeds = Integer.getInteger("syncline.seeds", 300);
    private final Simulation simulation = new Simulation(Rules.PROTOCOL);

    @Test
    void losesDoublesAndResurrectsNothing() {
        List<String> failed = new ArrayList<>();
        for (long seed = first; seed < first + seeds; seed++) {
            Simulation.Ending ending = simulation.run(seed);
            if (!ending.problems().isEmpty()) {
                failed.add("seed " + seed + ": " + ending.problems());
                if (seeds == 1) {
                    Simulation.Ending shortest = simulation.shorten(seed, 400);
                    shortest.story().forEach(System.out::println);
                    System.out.println(shortest.steps() + " steps: " + shortest.problems());
                }
            }
        }
        assertThat(failed).as(failed.size() + " of " + seeds + " seeds").isEmpty();
    }
}
