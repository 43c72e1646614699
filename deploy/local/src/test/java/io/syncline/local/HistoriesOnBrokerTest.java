package io.syncline.local;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Histories of the simulation against the real thing: a broker, a registry, a simulated tenant behind
 * the Graph provider, and all services, with kill -9 and with faults from the tenant's admin door.
 * Judged by the simulation's oracles (I1 to I5, I7, I8) from both sides' own stores and the topics.
 *
 * <p>
 * {@code -Dsyncline.seed} and {@code -Dsyncline.seeds} play other seeds, {@code -Dsyncline.steps} more
 * or fewer steps of each. What happened is kept in the folder that a failure names.
 */
@Tag("soak")
class HistoriesOnBrokerTest {

    private static final long FIRST = Long.getLong("syncline.seed", 1L);
    private static final int SEEDS = Integer.getInteger("syncline.seeds", 5);
    private static final int STEPS = Integer.getInteger("syncline.steps", 100);

    static LongStream seeds() {
        return LongStream.range(FIRST, FIRST + SEEDS);
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void losesDoublesAndResurrectsNothing(long seed) {
        long start = System.nanoTime();
        try (BrokerHistory history = new BrokerHistory(seed, STEPS)) {
            List<String> problems;
            String story;
            try {
                problems = history.play();
            } finally {
                story = history.keepStory().toString();
            }
            System.out.println("History " + seed + ": " + problems.size() + " problems after "
                    + Duration.ofNanos(System.nanoTime() - start).toSeconds() + " s");
            assertThat(problems).as("-Dsyncline.seed=" + seed + " -Dsyncline.seeds=1, " + story)
                    .isEmpty();
        }
    }
}
