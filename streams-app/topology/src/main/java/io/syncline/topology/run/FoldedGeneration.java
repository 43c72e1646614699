package io.syncline.topology.run;

import io.micrometer.core.instrument.MeterRegistry;
import io.syncline.core.merge.Fold;
import io.syncline.service.config.SynclineConfig;
import io.syncline.service.run.HealthCheck;
import io.syncline.topology.merge.MergeGeneration;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Predicate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A generation of merge that this process folds. Used by one thread; its health is read by any. */
final class FoldedGeneration implements AutoCloseable {

    private static final Logger LOGGER = LoggerFactory.getLogger(FoldedGeneration.class);
    private static final Duration RESTART_PAUSE = Duration.ofSeconds(30);

    private final int number;
    private final Pace pace;
    private final Fold rules;
    private final SynclineConfig config;
    private final MeterRegistry meters;
    private final Roles roles = new Roles();
    private volatile StreamsService streams;
    private long startedNanos;

    /** Starts it. */
    FoldedGeneration(int number, Pace pace, Fold rules, SynclineConfig config,
            MeterRegistry meters) {
        this.number = number;
        this.pace = pace;
        this.rules = rules;
        this.config = config;
        this.meters = meters;
        this.streams = started();
    }

    int number() {
        return number;
    }

    Pace pace() {
        return pace;
    }

    Roles roles() {
        return roles;
    }

    boolean isHealthy() {
        return streams.isHealthy();
    }

    /** What keeps it from working now, of one kind of check. */
    Optional<String> problem(Predicate<HealthCheck> asked) {
        return streams.checks()
                .stream()
                .filter(asked)
                .flatMap(check -> check.problem().get().stream())
                .findFirst();
    }

    /** One that publishes is for the supervisor to start again; of the others no process must end. */
    void reviveIfFailed() {
        boolean isDue = System.nanoTime() - startedNanos > RESTART_PAUSE.toNanos();
        if (pace == Pace.SILENT && isDue && !streams.isHealthy()) {
            LOGGER.atWarn()
                    .addKeyValue("generation", number)
                    .log("A generation of merge that publishes nothing has failed; starting it again");
            startedNanos = System.nanoTime();
            try {
                streams.close();
                streams = started();
            } catch (RuntimeException e) { // Whatever it is, the generation that publishes must go on.
                LOGGER.atError()
                        .addKeyValue("generation", number)
                        .setCause(e)
                        .log("A generation of merge that publishes nothing cannot be started");
            }
        }
    }

    @Override
    public void close() {
        streams.close();
    }

    private StreamsService started() {
        startedNanos = System.nanoTime();
        StreamsService service = StreamsService.merge(
                new MergeGeneration(number, rules, roles), pace, config, meters);
        service.start();
        return service;
    }
}
