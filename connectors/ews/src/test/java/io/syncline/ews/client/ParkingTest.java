package io.syncline.ews.client;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.syncline.port.Failure;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Where EWS is closed to us, we do not knock again and again. */
class ParkingTest {

    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    private long nanos;
    private final Parking parking = new Parking("ews.example.com", new Figures(meters),
            () -> nanos);

    @Test
    void asksAMailboxEverMoreSeldom() {
        parking.refused("a", "closed");
        assertThat(parking.refusal("a")).contains(new Failure.Unavailable("closed"));
        assertThat(parking.refusal("b")).isEmpty();

        passes(Duration.ofSeconds(1));
        assertThat(parking.refusal("a")).isEmpty();
        parking.refused("a", "closed");
        passes(Duration.ofSeconds(1));
        assertThat(parking.refusal("a")).isPresent();
        passes(Duration.ofSeconds(1));
        assertThat(parking.refusal("a")).isEmpty();
    }

    @Test
    void countsRequestsThatAreRefusedTogetherOnce() {
        for (int i = 0; i < 10; i++) {
            parking.refused("a", "closed");
        }

        passes(Duration.ofSeconds(1));

        assertThat(parking.refusal("a")).isEmpty();
        assertThat(parking.refusal("a")).as("is alone with that").isPresent();
        assertThat(parking.refusal("b")).as("is no tenant").isEmpty();
    }

    @Test
    void parksATenantOfWhichNobodyIsLetIn() {
        for (String mailbox : new String[]{"a", "b", "c"}) {
            parking.refused(mailbox, "closed");
        }

        assertThat(parking.refusal("d")).isPresent();
        assertThat(meters.get("syncline.ews.tenants.closed").gauge().value()).isOne();
        passes(Duration.ofSeconds(1));
        assertThat(parking.refusal("d")).as("tries whether it still is closed").isEmpty();
        assertThat(parking.refusal("e")).as("is not alone with that").isPresent();
    }

    @Test
    void parksATenantOfOneMailbox() {
        for (Duration pause : List.of(Duration.ofSeconds(1), Duration.ofSeconds(2))) {
            parking.refused("a", "closed");
            assertThat(meters.get("syncline.ews.tenants.closed").gauge().value()).isZero();
            passes(pause);
            assertThat(parking.refusal("a")).isEmpty();
        }

        parking.refused("a", "closed");

        assertThat(parking.refusal("b")).isPresent();
        assertThat(meters.get("syncline.ews.mailboxes.closed").gauge().value()).isOne();
    }

    /** Others ask every half minute, while it tries again after one second, two and four. */
    @Test
    void parksNoTenantForOneMailboxThatIsRefusedAgainAndAgain() {
        for (String open : List.of("b", "c")) {
            assertThat(parking.refusal(open)).isEmpty();
            parking.answered(open);
        }
        for (int second = 1; second <= 32; second *= 2) {
            assertThat(parking.refusal("a")).isEmpty();
            parking.refused("a", "no licence");
            passes(Duration.ofSeconds(second));
        }

        assertThat(parking.refusal("b")).isEmpty();
        assertThat(meters.get("syncline.ews.tenants.closed").gauge().value()).isZero();
    }

    @Test
    void letsThoseThroughFirstWhoWereNotRefused() {
        assertThat(parking.refusal("open")).isEmpty();
        for (String mailbox : new String[]{"a", "b", "c"}) {
            assertThat(parking.refusal(mailbox)).isEmpty();
            parking.refused(mailbox, "closed");
        }
        passes(Duration.ofSeconds(1));

        assertThat(parking.refusal("a")).isPresent();
        assertThat(parking.refusal("open")).isEmpty();
        passes(Duration.ofSeconds(4));
        assertThat(parking.refusal("a")).as("since nobody else asked").isEmpty();
    }

    /** A stream tells nobody what came of it. */
    @Test
    void leavesTheOneTryToWhoeverTellsWhatCameOfIt() {
        parking.refused("a", "closed");
        passes(Duration.ofSeconds(1));

        assertThat(parking.closed("a")).contains(new Failure.Unavailable("closed"));
        assertThat(parking.refusal("a")).isEmpty();
        assertThat(parking.closed("b")).isEmpty();
    }

    @Test
    void opensATenantWithTheFirstAnswer() {
        for (String mailbox : new String[]{"a", "b", "c"}) {
            parking.refused(mailbox, "closed");
        }
        passes(Duration.ofSeconds(1));

        parking.answered("a");

        assertThat(parking.refusal("a")).isEmpty();
        assertThat(parking.refusal("e")).isEmpty();
        assertThat(meters.get("syncline.ews.tenants.closed").gauge().value()).isZero();
        assertThat(meters.get("syncline.ews.mailboxes.closed").gauge().value()).isEqualTo(2);
    }

    @Test
    void leavesATenantAloneOfWhichSomeAreLetIn() {
        parking.refused("a", "no licence");
        parking.refused("b", "no licence");
        parking.answered("d");
        parking.refused("c", "no licence");

        assertThat(parking.refusal("d")).isEmpty();
    }

    private void passes(Duration time) {
        nanos += time.toNanos();
    }
}
