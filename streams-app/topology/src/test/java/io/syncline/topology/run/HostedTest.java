package io.syncline.topology.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.syncline.schemas.ops.Generation;
import io.syncline.schemas.ops.GenerationState;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Which generations of merge a process folds, by what operators have recorded of them. */
class HostedTest {

    @Test
    void foldsTheFirstOneWhereNothingIsRecorded() {
        assertThat(Hosted.of(List.of(), "").folded()).isEqualTo(Map.of(1, Pace.LIVE));
    }

    @Test
    void leavesTheFirstOneToProcessesThatNameNoBuild() {
        assertThat(Hosted.of(List.of(), "newer").folded()).isEmpty();
    }

    @Test
    void foldsASecondOneBesideTheFirst() {
        assertThat(Hosted.of(List.of(record(2, "", GenerationState.FOLDING)), "").folded())
                .isEqualTo(Map.of(1, Pace.LIVE, 2, Pace.SILENT));
    }

    @Test
    void leavesAGenerationToTheProcessesOfItsBuild() {
        List<Generation> records = List.of(record(2, "newer", GenerationState.FOLDING));

        assertThat(Hosted.of(records, "").folded()).containsOnlyKeys(1);
        assertThat(Hosted.of(records, "newer").folded()).containsOnlyKeys(2);
    }

    @Test
    void commitsAtOnceFromThePromotionOn() {
        List<Generation> records = List.of(record(1, "", GenerationState.RETIRED),
                record(2, "", GenerationState.PROMOTING), record(3, "", GenerationState.RUNNING));

        assertThat(Hosted.of(records, "").folded())
                .isEqualTo(Map.of(1, Pace.SILENT, 2, Pace.LIVE, 3, Pace.LIVE));
    }

    @Test
    void foldsNothingThatWasAbandonedAndKeepsNothingOfIt() {
        Hosted hosted = Hosted.of(List.of(record(2, "newer", GenerationState.ABANDONED)), "");

        assertThat(hosted.folded()).containsOnlyKeys(1);
        assertThat(hosted.abandoned()).containsExactly(2);
    }

    @Test
    void stopsAtAStateThatItDoesNotKnow() {
        List<Generation> records = List.of(record(2, "", GenerationState.UNKNOWN));

        assertThatThrownBy(() -> Hosted.of(records, "")).hasMessageContaining("newer build");
    }

    private static Generation record(int number, String build, GenerationState state) {
        return Generation.newBuilder()
                .setNumber(number)
                .setBuild(build)
                .setState(state)
                .setStartedBy("operator")
                .setStartedAt(Instant.EPOCH)
                .build();
    }
}
