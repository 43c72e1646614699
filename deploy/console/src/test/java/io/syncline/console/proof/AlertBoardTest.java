package io.syncline.console.proof;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.syncline.schemas.AvroTrust;
import io.syncline.schemas.ops.Alert;
import io.syncline.schemas.ops.Severity;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class AlertBoardTest {

    static {
        AvroTrust.install();
    }

    private static final Instant NOW = Instant.parse("2026-11-22T10:00:00Z");

    private final AlertBoard board = new AlertBoard();

    @Test
    void putsTheWorstFirstAndOfThoseTheNewest() {
        board.take(alert("write-rejected", Severity.WARNING, "m1"), NOW.minusSeconds(30));
        board.take(alert("write-rejected", Severity.WARNING, "m2"), NOW.minusSeconds(10));
        board.take(alert("access-broken", Severity.CRITICAL, "m1"), NOW.minusSeconds(90));

        assertThat(board.all(NOW, alert -> false)).extracting(RaisedAlert::at)
                .containsExactly(NOW.minusSeconds(90), NOW.minusSeconds(10),
                        NOW.minusSeconds(30));
    }

    @Test
    void tellsTheSameOnceWithHowOftenItWasRaised() {
        board.take(alert("write-rejected", Severity.WARNING, "m1"), NOW.minusSeconds(30));
        board.take(alert("write-rejected", Severity.WARNING, "m1"), NOW.minusSeconds(10));

        assertThat(board.all(NOW, alert -> false)).singleElement()
                .satisfies(alert -> {
                    assertThat(alert.times()).isEqualTo(2);
                    assertThat(alert.at()).isEqualTo(NOW.minusSeconds(10));
                });
    }

    @Test
    void forgetsAfterThirtyDays() {
        board.take(alert("write-rejected", Severity.WARNING, "m1"), NOW.minus(AlertBoard.KEPT));

        assertThat(board.all(NOW, alert -> false)).isEmpty();
    }

    @Test
    void putsWhatIsSettledLast() {
        board.take(alert("access-broken", Severity.CRITICAL, "m1"), NOW.minusSeconds(30));
        board.take(alert("access-works-again", Severity.INFO, "m1"), NOW.minusSeconds(20));
        board.take(alert("deletes-held", Severity.WARNING, "m1"), NOW.minusSeconds(10));
        board.take(alert("write-rejected", Severity.WARNING, "m1"), NOW.minusSeconds(90));

        assertThat(board.all(NOW, alert -> alert.code().equals("deletes-held")))
                .extracting(RaisedAlert::code, RaisedAlert::settled)
                .first()
                .isEqualTo(tuple("write-rejected", false));
        assertThat(board.all(NOW, alert -> alert.code().equals("deletes-held")).stream().skip(1))
                .allMatch(RaisedAlert::settled);
    }

    private static Alert alert(String code, Severity severity, String mailbox) {
        return Alert.newBuilder()
                .setTenant("acme")
                .setMailbox(mailbox)
                .setSeverity(severity)
                .setCode(code)
                .setMessage("A sentence")
                .build();
    }
}
