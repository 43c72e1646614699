package io.syncline.console.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class OneTimeLinksTest {

    private final SteppedClock clock = new SteppedClock();
    private final OneTimeLinks links = new OneTimeLinks(clock);

    @Test
    void isGoodOnce() {
        String token = links.make();

        assertThat(links.use(token)).isTrue();
        assertThat(links.use(token)).isFalse();
    }

    @Test
    void isNoGoodAfterItsTime() {
        String token = links.make();

        clock.pass(OneTimeLinks.VALID.plus(Duration.ofSeconds(1)));

        assertThat(links.use(token)).isFalse();
    }

    @Test
    void isNoGoodIfNobodyMadeIt() {
        links.make();

        assertThat(links.use(Token.make())).isFalse();
        assertThat(links.use("")).isFalse();
    }

    @Test
    void leavesOthersAsTheyAre() {
        String one = links.make();
        String other = links.make();

        assertThat(links.use(one)).isTrue();
        assertThat(links.use(other)).isTrue();
    }

    @Test
    void endsTheOldestOfTooMany() {
        String oldest = links.make();
        String newest = "";
        for (int i = 0; i < OneTimeLinks.LINKS_MAX; i++) {
            newest = links.make();
        }

        assertThat(links.use(oldest)).isFalse();
        assertThat(links.use(newest)).isTrue();
    }
}
