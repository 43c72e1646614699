package io.syncline.console.web;

import static org.assertj.core.api.Assertions.assertThat;

import io.syncline.console.web.view.Expiry;
import io.syncline.console.web.view.Expiry.Urgency;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class TimesTest {

    private static final Instant NOW = Instant.parse("2026-11-20T10:00:00Z");

    @Test
    void saysWhenACredentialEndsAndHowUrgentThatIs() {
        assertThat(expiry(Duration.ofDays(43))).isEqualTo(new Expiry("2 Jan 2027 (in 43 days)",
                "2027-01-02T10:00:00Z", Urgency.GOOD));
        assertThat(expiry(Duration.ofDays(30)).urgency()).isEqualTo(Urgency.SOON);
        assertThat(expiry(Duration.ofDays(1)).text()).isEqualTo("21 Nov 2026 (in 1 day)");
        assertThat(expiry(Duration.ofHours(3)).text()).isEqualTo("20 Nov 2026 (today)");
        assertThat(expiry(Duration.ofHours(-3)).text()).isEqualTo("Expired on 20 Nov 2026");
        assertThat(expiry(Duration.ZERO).urgency()).isEqualTo(Urgency.OVER);
        assertThat(Times.expiry(Optional.empty(), NOW).urgency()).isEqualTo(Urgency.NONE);
    }

    @Test
    void tellsPeopleTheZone() {
        assertThat(Times.moment(NOW).text()).isEqualTo("20 Nov 2026, 10:00 UTC");
        assertThat(Times.clock(NOW)).isEqualTo("10:00 UTC");
    }

    private static Expiry expiry(Duration left) {
        return Times.expiry(Optional.of(NOW.plus(left)), NOW);
    }
}
