package io.syncline.source;

import io.micrometer.core.instrument.MeterRegistry;
import io.syncline.port.MailboxRef;
import io.syncline.port.Providers;
import io.syncline.schemas.registry.Cursor;
import io.syncline.schemas.topic.MailboxPartitioner;
import io.syncline.schemas.topic.RecordKey;
import io.syncline.schemas.topic.TopicCatalogue;
import io.syncline.service.config.SynclineConfig;
import io.syncline.service.kafka.KafkaClients;
import io.syncline.service.run.Service;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
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
    private static final Duration POLL = Duration.ofMillis(200);

    private final SynclineConfig config;
    private final Providers providers;
    private final KafkaClients clients;
    private final MeterRegistry meters;
    private final Semaphore concurrency;
    private final Map<Integer, PartitionWorker> workers = new ConcurrentHashMap<>();
    private final Thread thread = Thread.ofPlatform().name("source").unstarted(this::run);
    private volatile boolean ended;
    private volatile boolean failed;

    public SourceService(SynclineConfig config, Providers providers, MeterRegistry meters) {
        this.config = config;
        this.providers = providers;
        this.clients = new KafkaClients(config);
        this.meters = meters;
        this.concurrency = new Semaphore(config.source().concurrency());
    }

    @Override
    public void start() {
        thread.start();
    }

    @Override
    public boolean isHealthy() {
        return !failed && workers.values().stream().allMatch(PartitionWorker::isHealthy);
    }

    @Override
    public void close() {
        ended = true;
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        providers.close();
    }

    @Override
    public void onPartitionsAssigned(Collection<TopicPartition> partitions) {
        int count = config.kafka().partitions();
        for (TopicPartition place : partitions) {
            PartitionWorker worker = new PartitionWorker(place.partition(), config.source(),
                    providers, concurrency, clients, meters);
            List<MailboxRef> mailboxes = providers.mailboxes()
                    .stream()
                    .filter(mailbox -> partitionOf(mailbox, count) == place.partition())
                    .toList();
            workers.put(place.partition(), worker);
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
            }
        }
    }

    private void run() {
        try (KafkaConsumer<String, Cursor> consumer = clients.consumer(GROUP)) {
            consumer.subscribe(List.of(TopicCatalogue.CURSORS.name()), this);
            while (!ended) {
                consumer.poll(POLL);
                consumer.pause(consumer.assignment());
            }
            onPartitionsRevoked(consumer.assignment());
        } catch (RuntimeException e) { // A thread's edge: health must learn of it.
            LOGGER.atError().setCause(e).log("The source cannot go on");
            failed = true;
        }
    }

    private static int partitionOf(MailboxRef mailbox, int partitions) {
        return MailboxPartitioner.partition(
                RecordKey.prefix(mailbox.tenant(), mailbox.mailbox()), partitions);
    }
}
