package io.syncline.sink;

import io.micrometer.core.instrument.MeterRegistry;
import io.syncline.port.CurrentProviders;
import io.syncline.port.MailboxRef;
import io.syncline.port.tenant.HeldShare;
import io.syncline.port.tenant.ProviderKind;
import io.syncline.port.tenant.Tenants;
import io.syncline.schemas.contact.Applied;
import io.syncline.schemas.contact.Write;
import io.syncline.schemas.contact.WriteOutcome;
import io.syncline.schemas.contact.WriteResult;
import io.syncline.schemas.topic.TopicCatalogue;
import io.syncline.service.config.ConfigException;
import io.syncline.service.config.ObservabilityConfig;
import io.syncline.service.config.SynclineConfig;
import io.syncline.service.kafka.BrokerAnswers;
import io.syncline.service.kafka.CompactedPartition;
import io.syncline.service.kafka.KafkaClients;
import io.syncline.service.kafka.PollThread;
import io.syncline.service.kafka.StageLag;
import io.syncline.service.run.HealthCheck;
import io.syncline.service.run.Service;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.function.BooleanSupplier;
import java.util.stream.Collectors;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.consumer.CommitFailedException;
import org.apache.kafka.clients.consumer.ConsumerRebalanceListener;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.RebalanceInProgressException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads commands and hands them to lanes. The poll thread owns the consumer; it commits what lies
 * below the lowest unfinished command, and pauses a partition that has too many in hand.
 */
public final class SinkService implements Service, ConsumerRebalanceListener {

    private static final Logger LOGGER = LoggerFactory.getLogger(SinkService.class);
    private static final String GROUP = "syncline-sink";
    /** Of what a tenant allows; the rest is the source's. */
    private static final double PART_OF_REQUESTS = 0.5;
    private static final Duration POLL = Duration.ofMillis(100);
    private static final Duration COMMIT_INTERVAL = Duration.ofMillis(500);
    /** Commands in hand per place of concurrency at which a partition is paused. */
    private static final int PAUSE_FACTOR = 20;
    private static final Duration ANSWER_MARGIN = Duration.ofMinutes(1);

    private final KafkaClients clients;
    private final SynclineConfig.Sink settings;
    private final HeldShare share;
    private final Tenants tenants;
    private final KafkaProducer<String, SpecificRecord> producer;
    private final KafkaConsumer<String, Write> consumer;
    private final PartitionLanes.Shared shared;
    private final Map<TopicPartition, PartitionLanes> lanes = new ConcurrentHashMap<>();
    private final PollThread thread = new PollThread("sink", this::run);
    private final StageLag lag;

    /**
     * @param kinds of the providers by which mailboxes are reached
     * @throws ConfigException naming a setting or a file that is no good
     */
    public SinkService(SynclineConfig config, List<ProviderKind> kinds, MeterRegistry meters) {
        this.clients = new KafkaClients(config);
        this.settings = config.sink();
        this.share = new HeldShare(PART_OF_REQUESTS, config.kafka().partitions(), this::mailboxes);
        this.tenants = new Tenants(config, kinds, share, key -> {});
        this.producer = clients.producer();
        this.consumer = clients.consumer(GROUP);
        CurrentProviders current = tenants.current();
        Results results = new Results(producer);
        this.shared = new PartitionLanes.Shared(settings, current,
                new Semaphore(settings.concurrency()),
                new MailboxGate(settings.mailboxConcurrency()), results,
                new Reviver(current, results, settings.retryWaitMax()), new SinkMeters(meters));
        shared.meters().inHand(this::unfinished);
        shared.meters().watched(shared.reviver()::count);
        this.lag = lag(config.observability(), meters);
    }

    /** Commands end in any order, each within a time: offsets may stand still for as long. */
    private StageLag lag(ObservabilityConfig config, MeterRegistry meters) {
        return StageLag.of("sink", GROUP, TopicCatalogue.WRITES.name(), clients,
                config.withStuckAfterAtLeast(settings.answerWithin().plus(ANSWER_MARGIN)), meters,
                shared.meters()::ended);
    }

    private int unfinished() {
        return lanes.values().stream().mapToInt(lane -> lane.offsets().unfinishedCount()).sum();
    }

    @Override
    public void start() {
        tenants.start();
        thread.start();
        lag.start();
    }

    @Override
    public List<HealthCheck> checks() {
        return List.of(new HealthCheck("sink-progress", true, lag::problem));
    }

    @Override
    public boolean isHealthy() {
        return thread.isHealthy() && tenants.isHealthy()
                && lanes.values().stream().allMatch(PartitionLanes::isHealthy);
    }

    @Override
    public void close() {
        lag.close();
        tenants.stopFollowing();
        thread.close();
        shared.reviver().close();
        producer.close();
        tenants.close();
    }

    @Override
    public void onPartitionsAssigned(Collection<TopicPartition> partitions) {
        Map<TopicPartition, Long> ends = BrokerAnswers.to(() -> consumer.endOffsets(partitions));
        for (TopicPartition place : partitions) {
            Map<String, Applied> applied = CompactedPartition.newest(clients,
                    TopicCatalogue.APPLIED, place.partition());
            watchAgain(applied.values());
            lanes.put(place, new PartitionLanes(shared, applied, ends.getOrDefault(place, 0L)));
        }
        shareByLanes();
    }

    /** Whoever watched the mailboxes of these commands may have died with its watch. */
    private void watchAgain(Collection<Applied> applied) {
        applied.stream()
                .map(Applied::getResult)
                .filter(result -> result.getOutcome() == WriteOutcome.UNAVAILABLE)
                .map(WriteResult::getWrite)
                .forEach(write -> shared.reviver()
                        .watch(write.getTenant(), write.getMailbox()));
    }

    @Override
    public void onPartitionsRevoked(Collection<TopicPartition> partitions) {
        for (TopicPartition place : partitions) {
            PartitionLanes lane = lanes.get(place);
            if (lane != null) {
                lane.close();
            }
        }
        commit();
        partitions.forEach(lanes::remove);
        shareByLanes();
    }

    @Override
    public void onPartitionsLost(Collection<TopicPartition> partitions) {
        for (TopicPartition place : partitions) {
            PartitionLanes lane = lanes.remove(place);
            if (lane != null) {
                lane.close();
            }
        }
        shareByLanes();
    }

    private void shareByLanes() {
        share.hold(lanes.keySet()
                .stream()
                .map(TopicPartition::partition)
                .collect(Collectors.toUnmodifiableSet()));
    }

    private List<MailboxRef> mailboxes() {
        return tenants.providers().mailboxes();
    }

    private void run(BooleanSupplier ended) {
        long committedNanos = System.nanoTime();
        try (consumer) {
            if (!tenants.awaitCaughtUp()) {
                return;
            }
            consumer.subscribe(List.of(TopicCatalogue.WRITES.name()), this);
            while (!ended.getAsBoolean()) {
                consumer.poll(POLL).forEach(record -> {
                    PartitionLanes lane = lanes
                            .get(new TopicPartition(record.topic(), record.partition()));
                    if (lane != null) {
                        lane.add(record);
                    }
                });
                pauseTheBusy();
                if (System.nanoTime() - committedNanos > COMMIT_INTERVAL.toNanos()) {
                    commit();
                    committedNanos = System.nanoTime();
                }
            }
            onPartitionsRevoked(consumer.assignment());
        }
    }

    private void pauseTheBusy() {
        int max = settings.concurrency() * PAUSE_FACTOR;
        lanes.forEach((place, lane) -> {
            if (lane.offsets().unfinishedCount() > max) {
                consumer.pause(List.of(place));
            } else if (lane.offsets().unfinishedCount() < max / 2) {
                consumer.resume(List.of(place));
            }
        });
    }

    private void commit() {
        Map<TopicPartition, OffsetAndMetadata> offsets = new HashMap<>();
        lanes.forEach((place, lane) -> {
            long committable = lane.offsets().committable();
            if (committable > 0) {
                offsets.put(place, new OffsetAndMetadata(committable));
            }
        });
        if (!offsets.isEmpty()) {
            try {
                consumer.commitSync(offsets);
            } catch (CommitFailedException | RebalanceInProgressException e) {
                // The partitions go elsewhere; their new owner repeats what was not committed.
                LOGGER.atWarn().addKeyValue("cause", e.toString()).log("Offsets not committed");
            }
        }
    }
}
