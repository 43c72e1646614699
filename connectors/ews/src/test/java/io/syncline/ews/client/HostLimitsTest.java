package io.syncline.ews.client;

import static org.assertj.core.api.Assertions.assertThat;

import io.syncline.ews.client.EwsSettings.Login;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** How much is open at one host, whoever asks. */
class HostLimitsTest {

    private static final boolean IMPERSONATES = true;

    private final HostLimits limits = new HostLimits();

    @Test
    void letsTheSmallestOfSeveralMaximaCount() {
        Places first = limits.requests(settings("https://mail.example.com/EWS/Exchange.asmx", 3));
        limits.requests(settings("https://mail.example.com/EWS/Exchange.asmx", 2));
        limits.requests(settings("https://mail.example.com/EWS/Exchange.asmx", 5));

        assertThat(free(first)).isEqualTo(2);
    }

    @Test
    void givesNoPlaceOutAgainThatWasTakenAway() {
        Places places = limits.streams(settings("https://mail.example.com/", 2));
        assertThat(free(places)).isEqualTo(2);

        limits.streams(settings("https://mail.example.com/", 1));
        places.giveBack();

        assertThat(places.tryTake()).isFalse();
        places.giveBack();
        assertThat(places.tryTake()).isTrue();
    }

    @Test
    void knowsAHostByWhateverItIsCalled() {
        Places one = limits.requests(settings("https://mail.example.com/EWS/Exchange.asmx", 2));
        Places same = limits.requests(settings("https://Mail.Example.com:443/ews/", 2));

        assertThat(same).isSameAs(one);
    }

    @Test
    void keepsHostsApart() {
        Places one = limits.requests(settings("https://mail.example.com/", 2));
        Places other = limits.requests(settings("https://mail.example.org/", 2));

        assertThat(free(one)).isEqualTo(2);
        assertThat(free(other)).isEqualTo(2);
    }

    @Test
    void countsMailboxesAgainstTheAccountThatDoesNotImpersonate() {
        assertThat(settings("https://mail.example.com/", IMPERSONATES).subscriptionsMax())
                .isGreaterThan(2_000);
        assertThat(settings("https://mail.example.com/", !IMPERSONATES).subscriptionsMax())
                .isEqualTo(20);
    }

    private static EwsSettings settings(String url, boolean impersonates) {
        return new EwsSettings(URI.create(url), EwsSettings.SERVER_VERSION,
                new Login.Basic("u", "p"), impersonates, Optional.empty(), Duration.ofSeconds(1),
                10, 10, "US");
    }

    private static int free(Places places) {
        int free = 0;
        while (free < 100 && places.tryTake()) {
            free++;
        }
        return free;
    }

    private static EwsSettings settings(String url, int max) {
        return new EwsSettings(URI.create(url), EwsSettings.SERVER_VERSION,
                new Login.Basic("u", "p"), true, Optional.empty(), Duration.ofSeconds(1), max,
                max, "US");
    }
}
