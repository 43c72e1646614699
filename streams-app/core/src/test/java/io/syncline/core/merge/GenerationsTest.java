package io.syncline.core.merge;

import static org.assertj.core.api.Assertions.assertThat;

import io.syncline.core.fact.Mark;
import io.syncline.core.fact.Mark.Step;
import io.syncline.core.state.Generations;
import io.syncline.core.state.Generations.Role;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What marks in the journal make of generations: whoever reads them says the same of each place. */
class GenerationsTest {

    private static final Instant NOW = Instant.parse("2026-11-01T09:00:00Z");
    private static final int GENERATIONS = 4;

    @Test
    void letsTheFirstOnePublishWhereNoMarkStands() {
        assertThat(Generations.FIRST.role(1)).isEqualTo(Role.LOUD);
        assertThat(Generations.FIRST.role(2)).isEqualTo(Role.SILENT);
        assertThat(Generations.FIRST.sendsWrites()).isTrue();
    }

    @Test
    void publishesWithoutWritingWhileItDrains() {
        Generations draining = after(mark(Step.DRAIN, 1, 2));

        assertThat(draining.role(1)).isEqualTo(Role.LOUD);
        assertThat(draining.role(2)).isEqualTo(Role.SILENT);
        assertThat(draining.sendsWrites()).isFalse();
    }

    @Test
    void writesAgainOnceTheTakeoverIsCancelled() {
        Generations cancelled = after(mark(Step.DRAIN, 1, 2), mark(Step.CANCEL, 1, 2));

        assertThat(cancelled).isEqualTo(Generations.FIRST);
    }

    @Test
    void keepsWhatItWouldPublishUntilTheOtherOneHasPublishedAll() {
        Generations between = after(mark(Step.DRAIN, 1, 2), mark(Step.HANDOVER, 1, 2));

        assertThat(between.role(1)).isEqualTo(Role.SILENT);
        assertThat(between.role(2)).isEqualTo(Role.KEEPING);
        assertThat(between.role(3)).isEqualTo(Role.SILENT);
        assertThat(between.sendsWrites()).isFalse();
    }

    @Test
    void takesTheFormerOneBackTheSameWay() {
        Generations back = after(mark(Step.HANDOVER, 1, 2), mark(Step.HANDED_OVER, 1, 2),
                mark(Step.DRAIN, 2, 1), mark(Step.HANDOVER, 2, 1), mark(Step.HANDED_OVER, 2, 1));

        assertThat(back.role(1)).isEqualTo(Role.LOUD);
        assertThat(back.role(2)).isEqualTo(Role.SILENT);
        assertThat(back.handedOverAt()).isEqualTo(NOW);
    }

    @ParameterizedTest
    @CsvSource({"DRAIN,2,1", "DRAIN,2,3", "CANCEL,1,2", "HANDOVER,2,3", "HANDED_OVER,1,2",
            "HANDED_OVER,2,1", "RELEASE,2,2"})
    void ignoresWhatDoesNotFollow(Step step, int from, int to) {
        assertThat(Generations.FIRST.heeds(mark(step, from, to))).isFalse();
        assertThat(after(mark(step, from, to))).isEqualTo(Generations.FIRST);
    }

    @ParameterizedTest
    @CsvSource({"DRAIN,1,3", "CANCEL,1,2", "HANDOVER,1,3", "HANDED_OVER,1,3", "RELEASE,1,1"})
    void letsNothingComeBetweenAHandoverAndItsEnd(Step step, int from, int to) {
        Generations between = after(mark(Step.HANDOVER, 1, 2));

        assertThat(between.after(mark(step, from, to), NOW)).isEqualTo(between);
    }

    /** Whatever is handed in: never two that publish, and nobody falls silent but for another one. */
    @Test
    void neverHasTwoThatPublish() {
        Random random = new Random(7);
        Generations generations = Generations.FIRST;
        int takeovers = 0;
        for (int i = 0; i < 20_000; i++) {
            Generations before = generations;
            generations = generations.after(any(random), NOW);
            List<Role> roles = new ArrayList<>();
            for (int number = 1; number <= GENERATIONS; number++) {
                roles.add(generations.role(number));
            }
            assertThat(roles).filteredOn(role -> role != Role.SILENT).hasSize(1);
            if (generations.running() != before.running()) {
                takeovers++;
                assertThat(before.role(generations.running())).isEqualTo(Role.KEEPING);
            }
        }
        assertThat(takeovers).isGreaterThan(100);
    }

    private static Mark any(Random random) {
        return mark(Step.values()[random.nextInt(Step.values().length)],
                1 + random.nextInt(GENERATIONS), 1 + random.nextInt(GENERATIONS));
    }

    private static Generations after(Mark... marks) {
        Generations generations = Generations.FIRST;
        for (Mark mark : marks) {
            generations = generations.after(mark, NOW);
        }
        return generations;
    }

    private static Mark mark(Step step, int from, int to) {
        return new Mark(step, from, to);
    }
}
