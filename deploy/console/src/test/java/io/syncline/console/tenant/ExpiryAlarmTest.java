package io.syncline.console.tenant;

import static org.assertj.core.api.Assertions.assertThat;

import io.syncline.schemas.AvroTrust;
import io.syncline.schemas.ops.Severity;
import io.syncline.schemas.registry.Access;
import io.syncline.schemas.registry.CredentialKind;
import io.syncline.schemas.registry.SealedCredential;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Nobody is surprised by an end, and nobody is told twice. */
class ExpiryAlarmTest {

    static {
        AvroTrust.install();
    }

    private static final Instant END = Instant.parse("2027-03-01T00:00:00Z");

    @Test
    void tellsOnceAtEachThreshold() {
        List<Integer> told = new ArrayList<>();
        Access access = access("graph", "app_only");

        for (int hours = 70 * 24; hours >= -48; hours--) {
            Optional<ExpiryAlarm.Due> due = ExpiryAlarm.ofCredential("acme", access,
                    END.minus(Duration.ofHours(hours)));
            if (due.isPresent()) {
                told.add(due.get().threshold());
                access = due.get().access();
            }
        }

        assertThat(told).containsExactly(60, 30, 14, 7, 1, 0);
    }

    @Test
    void tellsOnlyTheLastThresholdToWhoeverDidNotWatch() {
        ExpiryAlarm.Due due = ExpiryAlarm
                .ofCredential("acme", access("graph", "app_only"), END.minus(Duration.ofDays(5)))
                .orElseThrow();

        assertThat(due.threshold()).isEqualTo(7);
        assertThat(due.severity()).isEqualTo(Severity.CRITICAL);
        assertThat(due.message()).contains("acme").contains("in 5 days").contains("rotate");
        assertThat(ExpiryAlarm.ofCredential("acme", due.access(), END.minus(Duration.ofDays(5))))
                .isEmpty();
    }

    @Test
    void saysThatItIsOver() {
        assertThat(ExpiryAlarm.ofCredential("acme", access("graph", "app_only"), END)
                .orElseThrow()
                .message()).contains("ended at 2027-03-01");
    }

    @Test
    void tellsOfTheEndOfEwsWhereItEnds() {
        Instant now = Instant.parse("2027-02-15T00:00:00Z");

        assertThat(ExpiryAlarm.ofService("acme", access("ews", "app_only"), now))
                .hasValueSatisfying(due -> assertThat(due.threshold()).isEqualTo(60))
                .hasValueSatisfying(due -> assertThat(due.message()).contains("Graph"));
        assertThat(ExpiryAlarm.ofService("acme", access("ews", "basic"), now)).isEmpty();
        assertThat(ExpiryAlarm.ofService("acme", access("graph", "app_only"), now)).isEmpty();
    }

    private static Access access(String provider, String login) {
        return Access.newBuilder()
                .setProvider(provider)
                .setUrl("https://service.example.com")
                .setLogin(login)
                .setTestMailbox("test@example.com")
                .setCredential(new SealedCredential("one", CredentialKind.SECRET,
                        ByteBuffer.wrap(new byte[]{1}), END, Instant.EPOCH))
                .build();
    }
}
