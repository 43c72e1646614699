package io.syncline.source;

import io.micrometer.core.instrument.MeterRegistry;
import io.syncline.port.MailboxRef;
import io.syncline.port.tenant.HeldShare;
import io.syncline.port.tenant.ProviderKind;
import io.syncline.port.tenant.Tenants;
import io.syncline.schemas.ops.Generation;
import io.syncline.schemas.registry.Cursor;
import io.syncline.schemas.topic.MailboxPartitioner;
import io.syncline.schemas.topic.RecordKey;
import io.syncline.schemas.topic.TopicCatalogue;
import io.syncline.service.config.ConfigException;
import io.syncline.service.config.SynclineConfig;
import io.syncline.service.kafka.FollowedTopic;
import io.syncline.service.kafka.KafkaClients;
import io.syncline.service.kafka.PollThread;
import io.syncline.service.run.Service;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BooleanSupplier;
import org.apache.kafka.clients.consumer.ConsumerRebalanceListener;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Spreads mailboxes over instances by a consumer group on the cursor topic: whoever is assigned a
 * partition looks after its mailboxes. The consumer is there for the assignment alone.
 */
public final class SourceService implements Service, ConsumerRebalanceListener {

    private static final Logger LOGGER = LoggerFactory.getLogger(SourceService.class);
    private static final String GROUP = "syncline-source";
    /** Of what a tenant allows; the rest is the sink's. */
    private static final double PART_OF_REQUESTS = 0.5;
    private static final Duration POLL = Duration.ofMillis(200);

    private final SynclineConfig config;
    private final HeldShare share;
    private final Tenants tenants;
    private final KafkaClients clients;
    private final MeterRegistry meters;
    private final SourceMeters figures;
    private final Proofs proofs;
    private final Readers readers;
    private final Pace pace;
    private final Places places;
    private final FollowedTopic<Generation> generations;
    private final Unmerged unmerged;
    private final AtomicBoolean changed = new AtomicBoolean();
    private final Map<Integer, PartitionWorker> workers = new ConcurrentHashMap<>();
    private final PollThread thread = new PollThread("source", this::run);

    /**
     * @param kinds of the providers by which mailboxes are reached
     * @throws ConfigException naming a policy's field that no contact has, or a file that is no good
     */
    public SourceService(SynclineConfig config, List<ProviderKind> kinds, MeterRegistry meters) {
        this.config = config;
        this.clients = new KafkaClients(config);
        this.share = new HeldShare(PART_OF_REQUESTS, config.kafka().partitions(), this::mailboxes);
        this.tenants = new Tenants(config, kinds, share, this::heard);
        this.readers = new Readers(config.source(), tenants.current(), tenants::policy);
        this.meters = meters;
        this.figures = new SourceMeters(meters);
        this.proofs = new Proofs(meters, InstantSource.system());
        this.pace = new Pace(config.source().pageSize(), System.nanoTime());
        this.places = new Places(config.source().concurrency(), pace);
        this.generations = new FollowedTopic<>(clients, TopicCatalogue.GENERATIONS,
                (key, value) -> {});
        this.unmerged = new Unmerged(
                () -> new BrokerOffsets(clients.admin(), config.kafka().partitions()),
                generations::all, pace);
    }

    @Override
    public void start() {
        tenants.start();
        generations.start();
        unmerged.start();
        thread.start();
    }

    @Override
    public boolean isHealthy() {
        return thread.isHealthy() && tenants.isHealthy()
                && workers.values().stream().allMatch(PartitionWorker::isHealthy);
    }

    @Override
    public void close() {
        tenants.stopFollowing();
        thread.close();
        unmerged.close();
        generations.close();
        tenants.close();
    }

    @Override
    public void onPartitionsAssigned(Collection<TopicPartition> partitions) {
        int count = config.kafka().partitions();
        for (TopicPartition place : partitions) {
            PartitionWorker worker = new PartitionWorker(place.partition(), config.source(),
                    readers, new Hearing(tenants.current()), places, pace, clients, proofs,
                    meters, figures);
            List<MailboxRef> mailboxes = mailboxes(place.partition(), count);
            workers.put(place.partition(), worker);
            share.hold(workers.keySet());
            worker.start(mailboxes);
            LOGGER.atInfo()
                    .addKeyValue("partition", place.partition())
                    .addKeyValue("mailboxes", mailboxes.size())
                    .log("Looking after mailboxes");
        }
    }

    @Override
    public void onPartitionsRevoked(Collection<TopicPartition> partitions) {
        for (TopicPartition place : partitions) {
            PartitionWorker worker = workers.remove(place.partition());
            if (worker != null) {
                worker.close();
                share.hold(workers.keySet());
            }
        }
    }

    private void run(BooleanSupplier ended) {
        try (KafkaConsumer<String, Cursor> consumer = clients.consumer(GROUP)) {
            if (!tenants.awaitCaughtUp()) {
                return; // By a former provider's word, a mailbox would be migrated back.
            }
            consumer.subscribe(List.of(TopicCatalogue.CURSORS.name()), this);
            while (!ended.getAsBoolean()) {
                consumer.poll(POLL);
                consumer.pause(consumer.assignment());
                lookAfterWhatTakesPart();
            }
            onPartitionsRevoked(consumer.assignment());
        }
    }

    /** A mailbox's key, or a tenant's id: mailboxes may have come or gone. */
    private void heard(String key) {
        changed.set(true);
        PartitionWorker worker = workers
                .get(MailboxPartitioner.partition(key, config.kafka().partitions()));
        if (worker != null) {
            worker.heard(key);
        }
    }

    private void lookAfterWhatTakesPart() {
        if (changed.compareAndSet(true, false)) {
            workers.forEach((partition, worker) -> worker
                    .lookAfter(mailboxes(partition, config.kafka().partitions())));
        }
    }

    private List<MailboxRef> mailboxes() {
        return tenants.providers().mailboxes();
    }

    private List<MailboxRef> mailboxes(int partition, int count) {
        return mailboxes().stream()
                .filter(mailbox -> partitionOf(mailbox, count) == partition)
                .toList();
    }

    private static int partitionOf(MailboxRef mailbox, int partitions) {
        return MailboxPartitioner.partition(
                RecordKey.prefix(mailbox.tenant(), mailbox.mailbox()), partitions);
    }
}
