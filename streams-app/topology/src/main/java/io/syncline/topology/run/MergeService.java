package io.syncline.topology.run;

import io.micrometer.core.instrument.MeterRegistry;
import io.syncline.core.merge.Fold;
import io.syncline.schemas.ops.Generation;
import io.syncline.schemas.topic.TopicCatalogue;
import io.syncline.service.config.SynclineConfig;
import io.syncline.service.kafka.FollowedTopic;
import io.syncline.service.kafka.KafkaClients;
import io.syncline.service.kafka.PollThread;
import io.syncline.service.run.HealthCheck;
import io.syncline.service.run.Service;
import io.syncline.topology.merge.MergeGeneration;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.Predicate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Runs the generations of merge that this process is to fold, side by side, as the records of
 * {@code syncline.ops.generations.v1} say; without any record the first one alone. It decides nothing
 * about who publishes: marks in the journal do.
 *
 * <p>
 * One thread starts and stops generations. One that publishes nothing and fails does no harm to the one
 * that does: it is started again after a pause, while the process counts as healthy.
 */
final class MergeService implements Service {

    private static final Logger LOGGER = LoggerFactory.getLogger(MergeService.class);
    private static final String STAGE = "merge";
    private static final String PROGRESS = "-progress";
    private static final Duration LOOK_INTERVAL = Duration.ofSeconds(1);
    private static final Duration MEASURE_INTERVAL = Duration.ofSeconds(5);

    private final SynclineConfig config;
    private final KafkaClients clients;
    private final MeterRegistry meters;
    private final Fold rules;
    private final GenerationMeters gauges;
    private final FollowedTopic<Generation> records;
    private final JournalBroker broker;
    private final PollThread thread;
    private final Semaphore changes = new Semaphore(0);
    private final Map<Integer, FoldedGeneration> folded = new ConcurrentHashMap<>();
    private final Set<String> topics = new HashSet<>();

    /** @param rules by which each of them decides */
    MergeService(SynclineConfig config, MeterRegistry meters, Fold rules) {
        this.clients = new KafkaClients(config);
        this.config = config;
        this.meters = meters;
        this.rules = rules;
        this.gauges = new GenerationMeters(meters);
        this.records = new FollowedTopic<>(clients, TopicCatalogue.GENERATIONS,
                (key, value) -> changes.release());
        this.broker = new JournalBroker(clients.admin(), config.kafka());
        this.thread = new PollThread("merge-generations", this::run);
    }

    @Override
    public void start() {
        records.start();
        thread.start();
    }

    @Override
    public boolean isHealthy() {
        return records.isHealthy() && thread.isHealthy()
                && folded.values()
                        .stream()
                        .allMatch(each -> each.pace() == Pace.SILENT || each.isHealthy());
    }

    /** Of the generation that publishes, whichever that is: nobody waits for another. */
    @Override
    public List<HealthCheck> checks() {
        return List.of(
                new HealthCheck(STAGE, true, () -> folded.isEmpty()
                        ? Optional.of("No generation of merge is folded here yet")
                        : problem(check -> !isProgress(check))),
                new HealthCheck(STAGE + PROGRESS, true, () -> problem(MergeService::isProgress)));
    }

    private Optional<String> problem(Predicate<HealthCheck> asked) {
        return folded.values()
                .stream()
                .filter(each -> each.pace() == Pace.LIVE)
                .flatMap(each -> each.problem(asked).stream())
                .findFirst();
    }

    private static boolean isProgress(HealthCheck check) {
        return check.name().endsWith(PROGRESS);
    }

    @Override
    public void close() {
        thread.close();
        records.close();
        broker.close();
    }

    private void run(BooleanSupplier ended) {
        try {
            LeftOpen.abortAll(config.streams().stateDirectory(),
                    MergeGeneration.of(1).application(), clients);
            if (!records.awaitCaughtUp()) {
                throw new IllegalStateException("Cannot read " + TopicCatalogue.GENERATIONS.name()
                        + ", which says what generations of merge there are");
            }
            long measuredNanos = System.nanoTime();
            while (!ended.getAsBoolean()) {
                follow(records.all());
                if (System.nanoTime() - measuredNanos > MEASURE_INTERVAL.toNanos()) {
                    measure();
                    measuredNanos = System.nanoTime();
                }
                awaitChange();
            }
        } finally {
            folded.values().forEach(FoldedGeneration::close);
        }
    }

    /** Starts and stops what the records ask for. */
    private void follow(Collection<Generation> told) {
        Hosted hosted = Hosted.of(told, config.merge().build());
        List.copyOf(folded.values())
                .stream()
                .filter(each -> hosted.folded().get(each.number()) != each.pace())
                .forEach(this::stop);
        hosted.abandoned().forEach(this::forget);
        boolean isAlone = told.stream().allMatch(record -> record.getNumber() == 1);
        hosted.folded().forEach((number, pace) -> {
            if (isAlone || hasTopic(number)) {
                fold(number, pace);
            }
        });
    }

    private void fold(int number, Pace pace) {
        try {
            folded.computeIfAbsent(number, key -> start(number, pace)).reviveIfFailed();
        } catch (RuntimeException e) {
            if (pace == Pace.LIVE) {
                throw e;
            }
            LOGGER.atError() // It is tried again at the next look; the one that publishes goes on.
                    .addKeyValue("generation", number)
                    .setCause(e)
                    .log("A generation of merge that publishes nothing cannot be started");
        }
    }

    /** What it leaves on the disk is in nobody's way if it cannot be deleted now. */
    private void forget(int number) {
        try {
            LocalState.delete(config.streams(), number);
        } catch (RuntimeException e) {
            LOGGER.atWarn()
                    .addKeyValue("generation", number)
                    .setCause(e)
                    .log("The state of an abandoned generation cannot be deleted");
        }
    }

    private FoldedGeneration start(int number, Pace pace) {
        LOGGER.atInfo()
                .addKeyValue("generation", number)
                .addKeyValue("pace", pace)
                .log("Folding a generation of merge");
        return new FoldedGeneration(number, pace, rules, config, meters);
    }

    private void stop(FoldedGeneration generation) {
        generation.close();
        folded.remove(generation.number());
    }

    /** Before it is needed: a generation that falls silent goes on publishing there at once. */
    private boolean hasTopic(int number) {
        String topic = MergeGeneration.of(number).mergedTopic();
        if (!topics.contains(topic)) {
            whileTheBrokerAnswers(() -> {
                broker.ensureMergedTopic(topic);
                topics.add(topic);
            });
        }
        return topics.contains(topic);
    }

    private void measure() {
        whileTheBrokerAnswers(() -> {
            List<GenerationMeters.Reading> readings = new ArrayList<>();
            folded.values()
                    .forEach(each -> readings.add(new GenerationMeters.Reading(each.number(),
                            each.roles(), broker.lag(MergeGeneration.of(each.number())
                                    .application()))));
            gauges.show(readings, records.all());
        });
    }

    /** A broker that is away for a while must not end what runs. */
    private static void whileTheBrokerAnswers(Runnable asked) {
        try {
            asked.run();
        } catch (JournalBroker.NoAnswer e) {
            LOGGER.atWarn().addKeyValue("reason", e.getMessage()).log("Will ask again");
        }
    }

    private void awaitChange() {
        try {
            if (changes.tryAcquire(LOOK_INTERVAL.toMillis(), TimeUnit.MILLISECONDS)) {
                changes.drainPermits();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
