package io.syncline.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import io.syncline.core.merge.Rules;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** Some seeds, always the same; {@code -Dsyncline.seed} and {@code -Dsyncline.seeds} play others. */
class SimulationTest {

    private static final int PLAYED_FOR_HITS = 300;
    /** So few of some hundred rows and 28 faults take thousands of histories. */
    private static final int RARE_MAX = 8;
    private static final int TRIES_MAX = 400;

    private static final int REBUILDS_PLAYED = 60;
    private static final int REBUILDS_FOR_HITS = 600;

    private final long first = Long.getLong("syncline.seed", 1L);
    private final int seeds = Integer.getInteger("syncline.seeds", PLAYED_FOR_HITS);

    @Test
    void losesDoublesAndResurrectsNothing() throws InterruptedException {
        Campaign.Result result = new Campaign(Rules.PROTOCOL,
                Runtime.getRuntime().availableProcessors(), progress -> {})
                .play(first, seeds, Duration.ofHours(1));

        if (seeds == 1 && !result.failed().isEmpty()) {
            tellShortened();
        }
        assertThat(result.failed()).isEmpty();
        assertThat(result.stepsMedian()).isGreaterThanOrEqualTo(200);
        assertThat(result.faultsMedian()).isGreaterThanOrEqualTo(3);
        if (seeds >= PLAYED_FOR_HITS) {
            assertThat(result.neverHit(Rules.PROTOCOL))
                    .filteredOn(
                            row -> !new Simulation(Rules.PROTOCOL).outOfReach().contains(row))
                    .hasSizeLessThanOrEqualTo(RARE_MAX);
        }
    }

    /** Generations of merge take over from one another, and back, and nobody outside can tell. */
    @Test
    void isTheSameWhicheverGenerationPublishes() throws InterruptedException {
        Campaign.Result result = new Campaign(Simulation.rebuilding(Rules.PROTOCOL),
                Runtime.getRuntime().availableProcessors(), progress -> {})
                .play(first, Math.min(seeds, Integer.getInteger("syncline.rebuilds",
                        REBUILDS_PLAYED)), Duration.ofHours(2));

        assertThat(result.failed()).isEmpty();
        if (result.played() >= REBUILDS_FOR_HITS) {
            assertThat(result.neverHit(Rules.PROTOCOL)).doesNotContainAnyElementsOf(
                    new Simulation(Rules.PROTOCOL).outOfReach()
                            .stream()
                            .filter(row -> !Simulation.rebuilding(Rules.PROTOCOL)
                                    .outOfReach()
                                    .contains(row))
                            .toList());
        }
    }

    private void tellShortened() {
        Simulation.Ending shortest = new Simulation(Rules.PROTOCOL).shorten(first, TRIES_MAX);
        shortest.story().forEach(System.out::println);
        System.out.println(shortest.steps() + " steps: " + shortest.problems());
    }
}
