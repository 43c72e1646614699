package io.syncline.service.kafka;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.syncline.service.config.ObservabilityConfig;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.LongSupplier;
import org.apache.kafka.common.KafkaException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * How much a stage of the flow has still to take from its topics, and how old the oldest of it is:
 * looked at from outside the stage, again and again, so that it is known of one that hangs as well.
 * Every instance of a stage tells of all partitions: whoever adds up takes the maximum.
 *
 * <pre>
 * gauge                tags           unit      what
 * syncline.stage.lag   stage, topic   records   committed on the topic and not yet taken by the stage
 * syncline.stage.age   stage, topic   seconds   since the oldest of them was written; 0 where there is none
 * </pre>
 *
 * Both are NaN while nobody can tell, since the broker does not answer. Markers of transactions between the
 * records count with them; where nothing but markers stands up to the end, nothing waits.
 */
public final class StageLag implements AutoCloseable {

    private static final Logger LOGGER = LoggerFactory.getLogger(StageLag.class);

    private final String stage;
    private final Duration interval;
    private final Stuck stuck;
    private final LongSupplier progress;
    private final Collection<String> topics;
    private final Backlogs backlogs;
    private final Map<String, Backlog> found = new ConcurrentHashMap<>();
    private final Thread thread;
    private volatile boolean ended;
    private volatile Optional<String> problem = Optional.empty();

    /** What waits on a topic, and since when by the clock of the records. */
    record Backlog(long records, double ageSeconds, long taken) {

        static final Backlog UNKNOWN = new Backlog(-1, Double.NaN, -1);

        double recordsOrNothing() {
            return records < 0 ? Double.NaN : records;
        }
    }

    /**
     * @param stage names it in metrics
     * @param group the consumer group whose offsets say what it has taken
     * @param topics from which it takes
     */
    public StageLag(String stage, String group, Collection<String> topics, KafkaClients clients,
            ObservabilityConfig settings, MeterRegistry meters) {
        this(stage, group, topics, clients, settings, meters, Optional.empty());
    }

    private StageLag(String stage, String group, Collection<String> topics, KafkaClients clients,
            ObservabilityConfig settings, MeterRegistry meters, Optional<LongSupplier> progress) {
        this.stage = stage;
        this.interval = settings.lookInterval();
        this.stuck = new Stuck(settings.stuckAfter());
        this.topics = List.copyOf(topics);
        this.backlogs = new Backlogs(clients, group);
        this.progress = progress.orElse(
                () -> found.values().stream().mapToLong(Backlog::taken).sum());
        this.thread = Thread.ofPlatform().name("lag-" + stage).daemon().unstarted(this::run);
        topics.forEach(topic -> register(topic, meters));
    }

    /**
     * The same, for a stage that finishes records in another order than it takes them: its offsets stand
     * still while it works.
     *
     * @param progress grows with all that it finishes
     */
    public static StageLag of(String stage, String group, String topic, KafkaClients clients,
            ObservabilityConfig settings, MeterRegistry meters, LongSupplier progress) {
        return new StageLag(stage, group, List.of(topic), clients, settings, meters,
                Optional.of(progress));
    }

    public void start() {
        thread.start();
    }

    /** What keeps the stage from going on, for people; nothing while it takes what waits. */
    public Optional<String> problem() {
        return problem;
    }

    @Override
    public void close() {
        ended = true;
        thread.interrupt();
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void register(String topic, MeterRegistry meters) {
        found.put(topic, Backlog.UNKNOWN);
        Gauge.builder("syncline.stage.lag", () -> of(topic).recordsOrNothing())
                .description("Committed on the topic and not yet taken by the stage")
                .baseUnit("records")
                .tag("stage", stage)
                .tag("topic", topic)
                .register(meters);
        Gauge.builder("syncline.stage.age", () -> of(topic).ageSeconds())
                .description("Since the oldest record was written that the stage has not yet taken")
                .baseUnit("seconds")
                .tag("stage", stage)
                .tag("topic", topic)
                .register(meters);
    }

    private Backlog of(String topic) {
        return found.getOrDefault(topic, Backlog.UNKNOWN);
    }

    private void run() {
        try (backlogs) {
            while (!ended) {
                look();
                Thread.sleep(interval);
            }
        } catch (InterruptedException | org.apache.kafka.common.errors.InterruptException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void look() {
        try {
            topics.forEach(topic -> found.put(topic, backlogs.of(topic)));
            long waiting = found.values().stream().mapToLong(Backlog::records).sum();
            problem = stuck.look(waiting, progress.getAsLong(), System.nanoTime());
        } catch (org.apache.kafka.common.errors.InterruptException e) {
            throw e;
        } catch (KafkaException e) {
            // Whether the broker answers is another check's business; nothing is known of the lag.
            topics.forEach(topic -> found.put(topic, Backlog.UNKNOWN));
            LOGGER.atDebug()
                    .addKeyValue("stage", stage)
                    .addKeyValue("reason", e.toString())
                    .log("Cannot tell what waits, trying again");
        }
    }
}
