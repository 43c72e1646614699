package io.syncline.console;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Whoever waits longer than a moment sees how far it is. */
class ProgressBarTest {

    private final List<String> drawn = new ArrayList<>();
    private long now;
    private final ProgressBar bar = new ProgressBar(Optional.of(drawn::add), () -> now);

    @Test
    void showsNothingOfWhatIsQuick() {
        pass(Duration.ofMillis(1_900));
        bar.show("Reading", 5, 10);
        bar.show("Reading", 10, 10);

        assertThat(drawn).isEmpty();
    }

    @Test
    void saysHowFarItIsAndGoesAwayAtTheEnd() {
        pass(Duration.ofSeconds(3));
        bar.show("Reading", 5, 10);
        bar.show("Reading", 10, 10);

        assertThat(drawn).hasSize(2);
        assertThat(drawn.getFirst())
                .endsWith("Reading [###############---------------]  50 %");
        assertThat(drawn.getLast()).doesNotContain("Reading");
    }

    @Test
    void drawsNoOftenerThanAnEyeCanFollow() {
        pass(Duration.ofSeconds(3));
        for (int done = 1; done < 1_000; done++) {
            bar.show("Reading", done, 1_000);
            pass(Duration.ofMillis(1));
        }

        assertThat(drawn).hasSize(5);
    }

    @Test
    void countsWhereNobodyKnowsHowMuchThereIs() {
        pass(Duration.ofSeconds(3));
        bar.show("Waiting", 12_345, 0);

        assertThat(drawn.getFirst()).endsWith("Waiting 12,345");
    }

    @Test
    void isSilentWithoutATerminal() {
        ProgressBar silent = new ProgressBar(Optional.empty(), () -> now);
        pass(Duration.ofSeconds(3));
        silent.show("Reading", 5, 10);
        silent.clear();

        assertThat(drawn).isEmpty();
    }

    private void pass(Duration time) {
        now += time.toNanos();
    }
}
