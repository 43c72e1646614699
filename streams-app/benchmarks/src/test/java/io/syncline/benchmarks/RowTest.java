package io.syncline.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

/** A missed target is seen. */
class RowTest {

    private static final Spread HALF = Spread.medianOf(List.of(0.7, 0.5, 0.1));

    @Test
    void holdsAtTheTargetItself() {
        assertThat(Row.atLeast("ratio", HALF, 0.5).held()).isTrue();
        assertThat(Row.atMost("ratio", HALF, 0.5).held()).isTrue();
    }

    @Test
    void doesNotHoldBeyondTheTarget() {
        assertThat(Row.atLeast("ratio", HALF, 0.6).held()).isFalse();
        assertThat(Row.atMost("ratio", HALF, 0.4).held()).isFalse();
    }

    @Test
    void showsMedianWithLeastBesideGreatest() {
        assertThat(Row.atLeast("ratio", HALF, 0.6).line()).startsWith("NO ratio")
                .containsSubsequence("0.500", "0.100", "0.700", ">= 0.6");
    }

    @Test
    void takesTheMiddleOfAnEvenNumberOfValues() {
        assertThat(Spread.medianOf(List.of(4.0, 1.0, 2.0, 3.0)).figure()).isEqualTo(2.5);
    }
}
