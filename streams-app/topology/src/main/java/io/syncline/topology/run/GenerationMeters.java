package io.syncline.topology.run;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.MultiGauge;
import io.micrometer.core.instrument.MultiGauge.Row;
import io.micrometer.core.instrument.Tags;
import io.syncline.schemas.ops.Generation;
import java.util.Collection;
import java.util.List;
import java.util.Locale;

/**
 * Says of the generations of merge how far they are:
 * <ul>
 * <li>{@code syncline.merge.generation.state}: 1, by generation and state, of all that there are
 * <li>{@code syncline.merge.generation.lag}: records of the journal not folded yet, of those folded here
 * <li>{@code syncline.merge.generation.partitions}: by generation and role (loud, keeping, silent), of
 * those folded here
 * <li>{@code syncline.merge.withheld.items}: items of which something is not written before an operator
 * releases it, by generation, of those folded here
 * </ul>
 */
final class GenerationMeters {

    private static final String GENERATION = "generation";

    private final MultiGauge states;
    private final MultiGauge lags;
    private final MultiGauge partitions;
    private final MultiGauge withheld;

    /** How far a generation is that is folded here. */
    record Reading(int number, Roles roles, long lag) {}

    GenerationMeters(MeterRegistry meters) {
        this.states = MultiGauge.builder("syncline.merge.generation.state")
                .description("1 for the state that each generation of merge is in")
                .register(meters);
        this.lags = MultiGauge.builder("syncline.merge.generation.lag")
                .description("Records of the journal that a generation has not folded yet")
                .baseUnit("records")
                .register(meters);
        this.partitions = MultiGauge.builder("syncline.merge.generation.partitions")
                .description("Partitions folded here, by what the generation does in them")
                .baseUnit("partitions")
                .register(meters);
        this.withheld = MultiGauge.builder("syncline.merge.withheld.items")
                .description(
                        "Items of which something is not written before an operator releases it")
                .register(meters);
    }

    void show(List<Reading> readings, Collection<Generation> told) {
        states.register(told.stream()
                .map(record -> Row.of(tags(record.getNumber()).and("state",
                        record.getState().name().toLowerCase(Locale.ROOT)), 1))
                .toList(), true);
        lags.register(readings.stream()
                .map(reading -> Row.of(tags(reading.number()), reading.lag()))
                .toList(), true);
        withheld.register(readings.stream()
                .map(reading -> Row.of(tags(reading.number()), reading.roles().withheld()))
                .toList(), true);
        partitions.register(readings.stream()
                .flatMap(reading -> reading.roles()
                        .counts()
                        .entrySet()
                        .stream()
                        .map(role -> Row.of(tags(reading.number()).and("role",
                                role.getKey().name().toLowerCase(Locale.ROOT)), role.getValue())))
                .toList(), true);
    }

    private static Tags tags(int number) {
        return Tags.of(GENERATION, Integer.toString(number));
    }
}
