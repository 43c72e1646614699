package io.syncline.source;

import static org.assertj.core.api.Assertions.assertThat;

import io.syncline.port.MailboxRef;
import io.syncline.schemas.AvroTrust;
import io.syncline.schemas.registry.Cursor;
import io.syncline.service.config.SynclineConfig;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** When a mailbox is due, by the clock and by what its service tells. */
class ProgressTest {

    static {
        AvroTrust.install();
    }

    private static final SynclineConfig.Source SETTINGS = new SynclineConfig.Source(
            Duration.ofSeconds(30), Duration.ofMinutes(5), Duration.ofHours(24), 1, 100);
    private static final boolean TOLD = true;
    private static final boolean HEARD = true;
    private static final MailboxRef MAILBOX = new MailboxRef("t", "m", "agent@example.com",
            List.of());

    private final long now = 1_000_000L;
    private final Progress beginning = Progress.beginning(SETTINGS, now);

    @Test
    void isDueAtOnceInTheBeginning() {
        assertThat(beginning.isDue(!TOLD, now)).isTrue();
    }

    @Test
    void takesOneStepAtATimeWhateverIsTold() {
        assertThat(beginning.begun().isDue(TOLD, now + seconds(3_600))).isFalse();
    }

    @Test
    void goesOnWithARoundAtOnce() {
        assertThat(after(new Step.Pause.None(), !HEARD).isDue(!TOLD, now)).isTrue();
    }

    @Test
    void asksAQuietMailboxLessOften() {
        Progress once = after(new Step.Pause.RoundOver(), !HEARD);
        Progress often = once;
        for (int i = 0; i < 10; i++) {
            often = often.after(step(new Step.Pause.RoundOver()), !HEARD, SETTINGS, now);
        }

        assertThat(dueAfter(once)).isEqualTo(Duration.ofSeconds(60));
        assertThat(dueAfter(often)).isEqualTo(SETTINGS.pollIntervalIdle());
    }

    @Test
    void leavesAMailboxAloneOfWhichTheServiceTells() {
        assertThat(dueAfter(after(new Step.Pause.RoundOver(), HEARD)))
                .isEqualTo(SETTINGS.pollIntervalIdle());
    }

    @Test
    void isDueAtOnceWhenTold() {
        assertThat(after(new Step.Pause.RoundOver(), HEARD).isDue(TOLD, now)).isTrue();
    }

    @Test
    void waitsAsLongAsTheServiceAsksWhateverIsTold() {
        Progress throttled = after(new Step.Pause.Told(Duration.ofSeconds(7)), HEARD);

        assertThat(throttled.isDue(TOLD, now + seconds(7) - 1)).isFalse();
        assertThat(throttled.isDue(!TOLD, now + seconds(7))).isTrue();
    }

    @Test
    void waitsAfterAFailureWhateverIsTold() {
        Progress failed = after(new Step.Pause.Failed(), HEARD);

        assertThat(failed.isDue(TOLD, now + seconds(2) - 1)).isFalse();
        assertThat(failed.isDue(!TOLD, now + seconds(2))).isTrue();
    }

    @Test
    void hasWaitedSinceItWasDueOrIfItIsToldSinceItsLastStep() {
        Progress quiet = after(new Step.Pause.RoundOver(), !HEARD);
        long later = now + seconds(100);

        assertThat(quiet.waitedNanos(!TOLD, later)).isEqualTo(seconds(40));
        assertThat(quiet.waitedNanos(TOLD, later)).isEqualTo(seconds(100));
    }

    private Progress after(Step.Pause pause, boolean isHeard) {
        return beginning.begun().after(step(pause), isHeard, SETTINGS, now);
    }

    private static Step step(Step.Pause pause) {
        Cursor cursor = Cursor.newBuilder()
                .setTenant("t")
                .setMailbox("m")
                .setProvider("ews")
                .build();
        return Step.without(MAILBOX, cursor, 0, pause);
    }

    private Duration dueAfter(Progress progress) {
        return Duration.ofNanos(progress.dueNanos() - now);
    }

    private static long seconds(long count) {
        return Duration.ofSeconds(count).toNanos();
    }
}
