package io.syncline.service.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class StuckTest {

    private static final long MINUTE = Duration.ofMinutes(1).toNanos();

    private final Stuck stuck = new Stuck(Duration.ofMinutes(5));

    @Test
    void isTheCaseWhenNothingOfWhatWaitsIsTakenForLong() {
        assertThat(stuck.look(3, 10, 0)).isEmpty();
        assertThat(stuck.look(3, 10, 4 * MINUTE)).isEmpty();

        assertThat(stuck.look(3, 10, 5 * MINUTE))
                .contains("3 records wait, and none was taken for 300 s");
    }

    @Test
    void isNotTheCaseWhileSomethingIsTaken() {
        assertThat(stuck.look(3, 10, 0)).isEmpty();
        assertThat(stuck.look(900, 11, 4 * MINUTE)).isEmpty();

        assertThat(stuck.look(900, 11, 8 * MINUTE)).isEmpty();
        assertThat(stuck.look(900, 11, 9 * MINUTE)).isPresent();
    }

    @Test
    void isNotTheCaseWhenNothingWaits() {
        assertThat(stuck.look(0, 10, 0)).isEmpty();
        assertThat(stuck.look(0, 10, 90 * MINUTE)).isEmpty();

        assertThat(stuck.look(1, 10, 91 * MINUTE)).as("it came only now").isEmpty();
    }

    @Test
    void endsWithTheFirstRecordThatIsTaken() {
        stuck.look(1, 10, 0);
        assertThat(stuck.look(1, 10, 6 * MINUTE))
                .contains("1 record waits, and none was taken for 360 s");

        assertThat(stuck.look(1, 11, 7 * MINUTE)).isEmpty();
    }
}
