package io.syncline.topology.run;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.syncline.core.state.Generations.Role;
import io.syncline.schemas.ops.Generation;
import io.syncline.schemas.ops.GenerationState;
import io.syncline.topology.run.GenerationMeters.Reading;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What is measured of generations of merge, under the names that dashboards use. */
class GenerationMetersTest {

    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    private final GenerationMeters gauges = new GenerationMeters(meters);

    @Test
    void tellsHowFarBehindTheJournalAGenerationIs() {
        gauges.show(List.of(new Reading(2, new Roles(), 1_500)), List.of());

        assertThat(meters.get("syncline.merge.generation.lag")
                .tag("generation", "2")
                .gauge()
                .value()).isEqualTo(1_500);
    }

    @Test
    void countsPartitionsByWhatTheGenerationDoesInThem() {
        Roles roles = new Roles();
        roles.plays(0, Optional.of(Role.SILENT));
        roles.plays(1, Optional.of(Role.SILENT));
        roles.plays(2, Optional.of(Role.KEEPING));
        roles.plays(1, Optional.empty());

        gauges.show(List.of(new Reading(2, roles, 0)), List.of());

        assertThat(partitions("silent")).isEqualTo(1);
        assertThat(partitions("keeping")).isEqualTo(1);
        assertThat(partitions("loud")).isZero();
    }

    @Test
    void countsWhatWaitsUntilItIsReleased() {
        Roles roles = new Roles();
        roles.plays(0, Optional.of(Role.LOUD));
        roles.withholds(0, 41);
        roles.plays(1, Optional.of(Role.LOUD));
        roles.withholds(1, 7);
        roles.plays(1, Optional.empty());

        gauges.show(List.of(new Reading(2, roles, 0)), List.of());

        assertThat(meters.get("syncline.merge.withheld.items")
                .tag("generation", "2")
                .gauge()
                .value()).isEqualTo(41);
    }

    @Test
    void forgetsTheStateThatAGenerationWasIn() {
        gauges.show(List.of(), List.of(record(GenerationState.FOLDING)));
        gauges.show(List.of(), List.of(record(GenerationState.RUNNING)));

        assertThat(meters.find("syncline.merge.generation.state").gauges()).singleElement()
                .matches(gauge -> "running".equals(gauge.getId().getTag("state")));
    }

    private double partitions(String role) {
        return meters.get("syncline.merge.generation.partitions")
                .tag("generation", "2")
                .tag("role", role)
                .gauge()
                .value();
    }

    private static Generation record(GenerationState state) {
        return Generation.newBuilder()
                .setNumber(2)
                .setState(state)
                .setStartedBy("operator")
                .setStartedAt(Instant.EPOCH)
                .build();
    }
}
