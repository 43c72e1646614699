package io.syncline.ews.client;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

class OpenRequestsTest {

    private static final Duration NOW = Duration.ZERO;

    private final AtomicReference<Double> share = new AtomicReference<>(0.5);
    private final Places host = new Places();
    private final OpenRequests open = new OpenRequests(host, 10, share::get);

    @Test
    void areThisProcesssShareOfWhatTheTenantAllows() throws InterruptedException {
        assertThat(taken(open)).isEqualTo(5);
    }

    @Test
    void areMoreOrFewerOnceTheShareIs() throws InterruptedException {
        assertThat(taken(open)).isEqualTo(5);

        share.set(0.8);
        assertThat(taken(open)).isEqualTo(3);
        share.set(0.6);
        open.giveBack();
        open.giveBack();
        assertThat(open.tryTake(NOW)).as("six are open").isFalse();
        open.giveBack();
        assertThat(open.tryTake(NOW)).isTrue();
    }

    @Test
    void areOneAtLeast() throws InterruptedException {
        share.set(0.01);

        assertThat(taken(open)).isEqualTo(1);
    }

    @Test
    void areNoMoreThanTheHostHasPlacesFor() throws InterruptedException {
        host.atMost(3);

        assertThat(taken(open)).isEqualTo(3);
        open.giveBack();
        assertThat(new OpenRequests(host, 10, () -> 1).tryTake(NOW)).as("of another tenant")
                .isTrue();
        assertThat(open.tryTake(NOW)).isFalse();
    }

    @Test
    void keepNoPlaceOfTheTenantWhereTheHostHadNone() throws InterruptedException {
        host.atMost(0);
        assertThat(taken(open)).isZero();

        host.exactly(10);
        assertThat(taken(open)).isEqualTo(5);
    }

    @Test
    void letWhoWaitsGoOnOnceAPlaceIsFree() throws InterruptedException {
        share.set(0.1);
        assertThat(taken(open)).isEqualTo(1);
        CompletableFuture<Boolean> taken = new CompletableFuture<>();
        Thread waits = Thread.ofVirtual().start(() -> {
            try {
                taken.complete(open.tryTake(Duration.ofSeconds(30)));
            } catch (InterruptedException e) {
                taken.completeExceptionally(e);
            }
        });
        while (waits.getState() != Thread.State.TIMED_WAITING) {
            Thread.onSpinWait();
        }

        open.giveBack();

        assertThat(taken.join()).isTrue();
    }

    private static int taken(OpenRequests open) throws InterruptedException {
        int taken = 0;
        while (taken < 100 && open.tryTake(NOW)) {
            taken++;
        }
        return taken;
    }
}
