package io.syncline.port;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.DoubleUnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RequestBudgetTest {

    private static final double NANOS = Duration.ofSeconds(1).toNanos();
    private static final int PER_SECOND = 100;
    private static final int SECONDS = 40;

    /** A clock that sleeping moves on. */
    private static final class Clock {
        private long nanos;

        double seconds() {
            return nanos / NANOS;
        }
    }

    @Test
    void letsATenantsRequestsThroughAtThePaceItAllows() throws InterruptedException {
        List<Double> made = made(second -> 1);

        assertThat(most(made, 1)).isLessThanOrEqualTo(PER_SECOND);
        assertThat(made).hasSizeGreaterThan((int) (0.85 * PER_SECOND * SECONDS));
    }

    /**
     * One of three dies at the tenth second; its share is nobody's until it is missed at the fifteenth. At the
     * thirtieth a new one joins.
     */
    @Test
    void isNeverExceededByThreeInstancesAndIsReachedWhileTheyComeAndGo()
            throws InterruptedException {
        DoubleUnaryOperator first = second -> second < 15 || second >= 30 ? 1 / 3.0 : 0.5;
        List<Double> all = Stream.of(made(first), made(first),
                made(second -> second < 10 || second >= 30 ? 1 / 3.0 : 0))
                .flatMap(List::stream)
                .sorted()
                .toList();

        assertThat(most(all, 1)).isLessThanOrEqualTo(PER_SECOND);
        assertThat(between(all, 0, 10)).isGreaterThan((long) (0.85 * PER_SECOND * 10));
        assertThat(between(all, 15, 30)).isGreaterThan((long) (0.85 * PER_SECOND * 15));
        assertThat(between(all, 30, 40)).isGreaterThan((long) (0.85 * PER_SECOND * 10));
    }

    @Test
    void refusesWhatWouldWaitTooLong() throws InterruptedException {
        Clock clock = new Clock();
        RequestBudget budget = budget(clock, second -> 0);

        assertThat(budget.take(Duration.ofSeconds(5))).isFalse();
        assertThat(clock.seconds()).isBetween(5.0, 5.2);
    }

    @Test
    void heedsAnotherShareWhileSomebodyWaits() throws InterruptedException {
        Clock clock = new Clock();
        RequestBudget budget = budget(clock, second -> second < 2 ? 0 : 1);

        assertThat(budget.take(Duration.ofSeconds(5))).isTrue();
        assertThat(clock.seconds()).isBetween(2.0, 2.2);
    }

    /** The share is gone for one look, the first to the tenth, and comes back. */
    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10})
    void goesOnWhenAShareThatWasGoneIsBack(int without) throws InterruptedException {
        Clock clock = new Clock();
        AtomicInteger looks = new AtomicInteger();
        RequestBudget budget = new RequestBudget(PER_SECOND,
                () -> looks.incrementAndGet() == without ? 0 : 1, () -> clock.nanos,
                nanos -> clock.nanos += nanos);

        for (int request = 0; request < 10; request++) {
            assertThat(budget.take(Duration.ofSeconds(5))).isTrue();
        }

        assertThat(looks).hasValueGreaterThan(without);
        assertThat(clock.seconds()).isLessThan(1);
    }

    @Test
    void keepsNothingForLaterOfWhatWasNotUsed() throws InterruptedException {
        Clock clock = new Clock();
        RequestBudget budget = budget(clock, second -> 1);
        clock.nanos = Duration.ofSeconds(20).toNanos();

        int made = 0;
        while (clock.seconds() < 21) {
            budget.take(Duration.ofSeconds(1));
            made++;
        }

        assertThat(made).isLessThanOrEqualTo(PER_SECOND);
    }

    /** When requests are made, if there is always one that waits. */
    private static List<Double> made(DoubleUnaryOperator share) throws InterruptedException {
        Clock clock = new Clock();
        RequestBudget budget = budget(clock, share);
        List<Double> made = new ArrayList<>();
        while (clock.seconds() < SECONDS) {
            if (budget.take(Duration.ofSeconds(5))) {
                made.add(clock.seconds());
            }
        }
        return made;
    }

    private static RequestBudget budget(Clock clock, DoubleUnaryOperator share) {
        return new RequestBudget(PER_SECOND, () -> share.applyAsDouble(clock.seconds()),
                () -> clock.nanos, nanos -> clock.nanos += nanos);
    }

    private static long between(List<Double> made, double from, double to) {
        return made.stream().filter(at -> at >= from && at < to).count();
    }

    /** How many there are in the fullest stretch of so many seconds. */
    private static long most(List<Double> made, double seconds) {
        return made.stream()
                .mapToLong(from -> between(made, from, from + seconds))
                .max()
                .orElseThrow();
    }
}
