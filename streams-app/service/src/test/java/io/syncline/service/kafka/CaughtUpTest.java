package io.syncline.service.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

class CaughtUpTest {

    private final CaughtUp caughtUp = new CaughtUp();

    @Test
    void letsThoseGoOnWhoWaitOnceItIsReached() {
        CompletableFuture<Boolean> waiting = CompletableFuture.supplyAsync(caughtUp::await);

        caughtUp.reach();

        assertThat(waiting.join()).isTrue();
        assertThat(caughtUp.isReached()).isTrue();
    }

    @Test
    void letsNobodyWaitForAThreadThatHasEnded() {
        CompletableFuture<Boolean> waiting = CompletableFuture.supplyAsync(caughtUp::await);

        caughtUp.end();

        assertThat(waiting.join()).isFalse();
        assertThat(caughtUp.isReached()).isFalse();
    }

    @Test
    void staysReachedWhenTheThreadEnds() {
        caughtUp.reach();
        caughtUp.end();

        assertThat(caughtUp.await()).isTrue();
    }
}
