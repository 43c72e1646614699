package io.syncline.console.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class RateLimitsTest {

    private final SteppedClock clock = new SteppedClock();
    private final RateLimits limits = new RateLimits(clock);

    @Test
    void takesTenAMinuteOfOneSession() {
        for (int i = 0; i < RateLimits.OF_SESSION.times(); i++) {
            assertThat(limits.take("submission", "jane", "tenant-" + i)).isEmpty();
        }

        assertThat(limits.take("submission", "jane", "acme")).contains(Duration.ofMinutes(1));
        assertThat(limits.take("submission", "john", "acme")).isEmpty();
    }

    @Test
    void takesMoreWhenTheFirstIsAMinuteOld() {
        limits.take("submission", "jane", "acme");
        clock.pass(Duration.ofSeconds(40));
        for (int i = 1; i < RateLimits.OF_SESSION.times(); i++) {
            limits.take("submission", "jane", "acme");
        }
        assertThat(limits.take("submission", "jane", "acme")).contains(Duration.ofSeconds(20));

        clock.pass(Duration.ofSeconds(20));

        assertThat(limits.take("submission", "jane", "acme")).isEmpty();
        assertThat(limits.take("submission", "jane", "acme")).contains(Duration.ofSeconds(40));
    }

    @Test
    void takesThirtyAnHourOfOneTenantWhoeverActs() {
        for (int i = 0; i < RateLimits.OF_TENANT.times(); i++) {
            assertThat(limits.take("verification", "session-" + i, "acme")).isEmpty();
        }

        assertThat(limits.take("verification", "jane", "acme")).contains(Duration.ofHours(1));
        assertThat(limits.take("verification", "jane", "other")).isEmpty();
    }

    @Test
    void countsEachActByItself() {
        for (int i = 0; i < RateLimits.OF_SESSION.times(); i++) {
            limits.take("submission", "jane", "acme");
        }

        assertThat(limits.take("verification", "jane", "acme")).isEmpty();
    }

    @Test
    void countsNothingThatWasRefused() {
        for (int i = 0; i < 2 * RateLimits.OF_SESSION.times(); i++) {
            limits.take("submission", "jane", "acme");
        }

        clock.pass(Duration.ofMinutes(1));

        assertThat(limits.take("submission", "jane", "acme")).isEmpty();
    }
}
