package io.syncline.console.proof;

import static org.assertj.core.api.Assertions.assertThat;

import io.syncline.console.proof.FlowSample.Reading;
import io.syncline.console.system.MailboxName;
import io.syncline.schemas.topic.MailboxPartitioner;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class FlowTest {

    private static final Instant NOW = Instant.parse("2026-11-22T10:00:00Z");
    private static final MailboxName MAILBOX = new MailboxName("acme", "m1");
    private static final int PARTITIONS = 4;

    private final FlowHistory history = new FlowHistory();

    @Test
    void measuresRatesBetweenSamples() {
        history.add(sample(NOW, 100));
        history.add(sample(NOW.plusSeconds(5), 150));
        history.add(sample(NOW.plusSeconds(10), 150));

        assertThat(history.rates(Stage.JOURNAL)).extracting(FlowHistory.Rate::perSecond)
                .containsExactly(10.0, 0.0);
    }

    /** Topics of another generation, or made anew, may end earlier than before. */
    @Test
    void measuresNothingBelowZero() {
        history.add(sample(NOW, 100));
        history.add(sample(NOW.plusSeconds(5), 1));

        assertThat(history.rates(Stage.JOURNAL)).extracting(FlowHistory.Rate::perSecond)
                .containsExactly(0.0);
    }

    @Test
    void forgetsWhatIsOlderThanAQuarterOfAnHour() {
        history.add(sample(NOW, 1));
        history.add(sample(NOW.plus(FlowHistory.KEPT), 2));
        history.add(sample(NOW.plus(FlowHistory.KEPT).plusSeconds(1), 3));

        assertThat(history.rates(Stage.JOURNAL)).hasSize(1);
        assertThat(history.last().orElseThrow().at())
                .isEqualTo(NOW.plus(FlowHistory.KEPT).plusSeconds(1));
    }

    @Test
    void findsTheOldestFactThatWaitsInAMailboxesPartition() {
        int own = MailboxPartitioner.partition(MAILBOX.prefix(), PARTITIONS);
        int other = (own + 1) % PARTITIONS;
        FlowSample sample = new FlowSample(NOW, PARTITIONS, Map.of(
                Stage.JOURNAL, new Reading(0, 1, Map.of(own, NOW.minusSeconds(3))),
                Stage.MERGE, new Reading(0, 2, Map.of(own, NOW.minusSeconds(9), other,
                        NOW.minus(Duration.ofHours(1)))),
                Stage.SINK, new Reading(0, 1, Map.of(own, NOW.minusSeconds(99)))));

        assertThat(sample.behindSince(MAILBOX)).contains(NOW.minusSeconds(9));
    }

    @Test
    void countsWritesCommandByCommand() {
        FlowSample sample = sample(NOW, 7).with(Stage.JOURNAL, List.of(
                new OutstandingWrites.Count(2, NOW.minusSeconds(8)),
                new OutstandingWrites.Count(1, NOW.minusSeconds(4))));

        Reading reading = sample.stages().get(Stage.JOURNAL);

        assertThat(reading).isEqualTo(new Reading(7, 3, Map.of(0, NOW.minusSeconds(8))));
    }

    private static FlowSample sample(Instant at, long output) {
        return new FlowSample(at, PARTITIONS,
                Map.of(Stage.JOURNAL, new Reading(output, 0, Map.of())));
    }
}
