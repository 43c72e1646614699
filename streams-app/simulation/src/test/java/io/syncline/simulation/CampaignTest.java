package io.syncline.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import io.syncline.core.merge.Rules;
import io.syncline.simulation.Campaign.Failed;
import io.syncline.simulation.Campaign.Progress;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;

/** What a campaign says of its histories: which failed, how short they can be, and what none hit. */
class CampaignTest {

    private static final Duration LONG = Duration.ofMinutes(10);
    /** Without it, entries get lost in nearly every history. */
    private static final Rules BROKEN = without("R10 additions and removals");

    @Test
    void namesEverySeedThatFailsAndWhy() throws InterruptedException {
        Campaign.Result result = new Campaign(BROKEN, 2, progress -> {}).play(1, 4, LONG);

        assertThat(result.played()).isEqualTo(4);
        assertThat(result.failed()).extracting(Failed::seed).contains(1L).isSorted();
        assertThat(result.failed()).allMatch(failed -> !failed.problems().isEmpty());
    }

    @Test
    void shortensAHistoryThatFailsStillByTheSameOracle() {
        Simulation broken = new Simulation(BROKEN);
        Simulation.Ending whole = broken.run(1);

        Simulation.Ending shortest = broken.shorten(1, 60);

        assertThat(shortest.steps()).isLessThan(whole.steps() / 4);
        assertThat(Collections.disjoint(shortest.oracles(), whole.oracles())).isFalse();
        assertThat(shortest.story()).isNotEmpty();
    }

    @Test
    void tellsWhatNoHistoryHit() throws InterruptedException {
        Campaign.Result result = new Campaign(Rules.PROTOCOL, 1, progress -> {}).play(1, 1, LONG);

        List<String> neverHit = result.neverHit(Rules.PROTOCOL);

        assertThat(neverHit).contains("R8 a deleted record as it was")
                .doesNotContain("R12 landed");
        assertThat(result.tally().of("R12 landed")).isPositive();
    }

    @Test
    void endsWhenItsTimeIsUp() throws InterruptedException {
        List<Progress> told = new CopyOnWriteArrayList<>();

        Campaign.Result result = new Campaign(Rules.PROTOCOL, 1, told::add).play(1, 1_000,
                Duration.ZERO);

        assertThat(result.played()).isZero();
        assertThat(told).isEmpty();
    }

    private static Rules without(String name) {
        return new Rules(Rules.PROTOCOL.rows()
                .stream()
                .filter(rule -> !rule.name().equals(name))
                .toList());
    }
}
