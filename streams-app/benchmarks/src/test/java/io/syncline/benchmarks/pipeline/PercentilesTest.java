package io.syncline.benchmarks.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.syncline.benchmarks.Spread;
import java.time.Duration;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A percentile is a time that was measured: the least that so large a share did not exceed. */
class PercentilesTest {

    @ParameterizedTest
    @CsvSource({"0.5, 500", "0.99, 990", "0.999, 999", "1, 1000", "0, 1"})
    void isTheLeastThatTheShareDidNotExceed(double share, double millis) {
        Percentiles thousand = new Percentiles(LongStream.rangeClosed(1, 1_000)
                .mapToObj(one -> Duration.ofMillis(1_001 - one).toNanos())
                .toList());

        assertThat(thousand.millis(share)).isEqualTo(new Spread(millis, 1, 1_000));
    }

    @Test
    void isNoneWhereNothingWasMeasured() {
        assertThatThrownBy(() -> new Percentiles(List.of())).isInstanceOf(BenchException.class);
    }
}
