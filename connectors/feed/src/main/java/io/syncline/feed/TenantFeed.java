package io.syncline.feed;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.syncline.schemas.topic.RecordKey;
import io.syncline.schemas.topic.TenantTopics;
import io.syncline.schemas.topic.Topic;
import io.syncline.schemas.topic.TopicCatalogue;
import io.syncline.service.kafka.KafkaClients;
import io.syncline.service.kafka.PollThread;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.function.BooleanSupplier;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.consumer.CommitFailedException;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRebalanceListener;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Copies one tenant's records, byte by byte, to the same partition of its own topics. What is copied and how
 * far it read are one transaction, so a record is copied once whatever crashes when; a reader of committed
 * records never sees one twice. A tenant that is named later gets everything from the beginning, since
 * its consumer group is its own.
 *
 * <p>
 * Runs on one thread, which owns consumer and producer. Anything that fails ends it, and the process with it: the
 * next one goes on from the last commit.
 */
final class TenantFeed implements AutoCloseable, ConsumerRebalanceListener {

    private static final Logger LOGGER = LoggerFactory.getLogger(TenantFeed.class);
    private static final Duration POLL = Duration.ofMillis(100);
    /** How often the group learns how far it is while only other tenants' records come. */
    private static final Duration IDLE_COMMIT = Duration.ofSeconds(1);
    /** In one transaction; what is held in memory is at most this much. */
    private static final int RECORDS_MAX = 2_000;
    private static final int TRANSACTION_TIMEOUT_MS = 10_000;

    private final String tenant;
    private final byte[] prefix;
    private final Topic merged;
    private final Topic changes;
    private final KafkaConsumer<byte[], byte[]> consumer;
    private final KafkaProducer<byte[], byte[]> producer;
    private final Admin admin;
    private final Counter copied;
    private final HeldChanges held = new HeldChanges();
    /** What each partition was last committed at. */
    private final Map<TopicPartition, Long> committed = new HashMap<>();
    private final PollThread thread;
    private long committedNanos = System.nanoTime();

    TenantFeed(String tenant, KafkaClients clients, MeterRegistry meters) {
        this.tenant = tenant;
        this.prefix = (RecordKey.join(tenant) + "/").getBytes(UTF_8);
        this.merged = TenantTopics.merged(tenant);
        this.changes = TenantTopics.changes(tenant);
        this.consumer = consumer(clients, group(tenant));
        this.producer = producer(clients, group(tenant) + "-" + UUID.randomUUID());
        this.admin = clients.admin();
        this.copied = meters.counter("syncline.feed.copied", "tenant", tenant);
        this.thread = new PollThread("feed-" + tenant, this::run);
    }

    /** The consumer group that says how far a tenant's topics are. */
    static String group(String tenant) {
        return "syncline-feed-" + tenant;
    }

    void start() {
        thread.start();
    }

    boolean isHealthy() {
        return thread.isHealthy();
    }

    @Override
    public void close() {
        thread.close();
    }

    @Override
    public void onPartitionsAssigned(Collection<TopicPartition> partitions) {
        // Read from where the group committed last; nothing is remembered of an earlier time.
        committed.keySet().removeAll(partitions);
    }

    @Override
    public void onPartitionsRevoked(Collection<TopicPartition> partitions) {
        held.forget(partitions.stream()
                .filter(place -> isChanges(place.topic()))
                .map(TopicPartition::partition)
                .collect(Collectors.toSet()));
    }

    private void run(BooleanSupplier ended) {
        try (consumer; producer; admin) {
            producer.initTransactions();
            consumer.subscribe(
                    List.of(TopicCatalogue.MERGED.name(), TopicCatalogue.CHANGES.name()), this);
            while (!ended.getAsBoolean()) {
                step();
            }
        }
    }

    private void step() {
        ConsumerRecords<byte[], byte[]> read = consumer.poll(POLL);
        List<ConsumerRecord<byte[], byte[]>> ready = new ArrayList<>();
        read.records(TopicCatalogue.MERGED.name()).forEach(ready::add);
        hold(read);
        boolean holds = !held.isEmpty();
        if (holds) {
            ready.addAll(held.release(copiedOf(held.partitions())));
        }
        List<ConsumerRecord<byte[], byte[]>> ours = ready.stream().filter(this::isOurs).toList();
        if (!ours.isEmpty() || holds
                || System.nanoTime() - committedNanos > IDLE_COMMIT.toNanos()) {
            commit(ours);
        }
        consumer.resume(consumer.paused()
                .stream()
                .filter(place -> !held.partitions().contains(place.partition()))
                .toList());
    }

    private void commit(List<ConsumerRecord<byte[], byte[]>> ours) {
        committedNanos = System.nanoTime();
        Map<TopicPartition, OffsetAndMetadata> offsets = offsets();
        if (offsets.isEmpty()) {
            return;
        }
        try {
            copy(ours, offsets);
        } catch (CommitFailedException e) {
            // The partitions are being shared out anew; whoever gets them begins at the last commit.
            LOGGER.atInfo().addKeyValue("tenant", tenant).log("Not copied, reading it again");
            producer.abortTransaction();
            held.forget(held.partitions());
            committed.clear();
            consumer.assignment().forEach(place -> consumer.seek(place, committedOf(place)));
        }
    }

    /** Keeps the changes that were read until their items are copied, and reads no further ones. */
    private void hold(ConsumerRecords<byte[], byte[]> read) {
        Set<Integer> partitions = read.partitions()
                .stream()
                .filter(place -> isChanges(place.topic()))
                .map(TopicPartition::partition)
                .collect(Collectors.toSet());
        if (partitions.isEmpty()) {
            return;
        }
        Map<Integer, Long> ends = endsOfMerged(partitions);
        partitions.forEach(partition -> held.hold(partition,
                read.records(new TopicPartition(TopicCatalogue.CHANGES.name(), partition)),
                ends.getOrDefault(partition, 0L)));
        consumer.pause(changes(partitions));
    }

    /** Up to where everything is read that need not be read again, where that is news to the group. */
    private Map<TopicPartition, OffsetAndMetadata> offsets() {
        List<TopicPartition> waiting = changes(held.partitions());
        Map<TopicPartition, OffsetAndMetadata> offsets = new HashMap<>();
        for (TopicPartition place : consumer.assignment()) {
            long position = consumer.position(place);
            if (!waiting.contains(place)
                    && position != committed.computeIfAbsent(place, this::committedOf)) {
                offsets.put(place, new OffsetAndMetadata(position));
            }
        }
        return offsets;
    }

    private void copy(List<ConsumerRecord<byte[], byte[]>> records,
            Map<TopicPartition, OffsetAndMetadata> offsets) {
        producer.beginTransaction();
        for (ConsumerRecord<byte[], byte[]> record : records) {
            Topic target = isChanges(record.topic()) ? changes : merged;
            // If it fails, so does the commit.
            var unused = producer.send(new ProducerRecord<>(target.name(), record.partition(),
                    record.timestamp(), record.key(), record.value(), record.headers()));
        }
        producer.sendOffsetsToTransaction(offsets, consumer.groupMetadata());
        producer.commitTransaction();
        copied.increment(records.size());
        offsets.forEach((place, offset) -> committed.put(place, offset.offset()));
    }

    private boolean isOurs(ConsumerRecord<byte[], byte[]> record) {
        byte[] key = record.key();
        return key != null && key.length > prefix.length
                && Arrays.mismatch(key, prefix) == prefix.length;
    }

    private long committedOf(TopicPartition place) {
        OffsetAndMetadata offset = consumer.committed(Set.of(place)).get(place);
        return offset == null ? 0 : offset.offset();
    }

    /** Up to where these partitions of merged are copied; another instance may be the one that does. */
    private Map<Integer, Long> copiedOf(Set<Integer> partitions) {
        Map<Integer, Long> offsets = new HashMap<>();
        consumer.committed(Set.copyOf(merged(partitions)))
                .forEach((place, offset) -> offsets.put(place.partition(),
                        offset == null ? 0L : offset.offset()));
        return offsets;
    }

    /** Where these partitions of merged end now, with what is not committed yet. */
    private Map<Integer, Long> endsOfMerged(Set<Integer> partitions) {
        try {
            return admin.listOffsets(merged(partitions).stream()
                    .collect(Collectors.toMap(place -> place, place -> OffsetSpec.latest())))
                    .all()
                    .get()
                    .entrySet()
                    .stream()
                    .collect(Collectors.toMap(entry -> entry.getKey().partition(),
                            entry -> entry.getValue().offset()));
        } catch (ExecutionException e) {
            throw new IllegalStateException("The broker does not say where "
                    + TopicCatalogue.MERGED.name() + " ends, for the feed of " + tenant + ": "
                    + e.getCause(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted", e);
        }
    }

    private static boolean isChanges(String topic) {
        return topic.equals(TopicCatalogue.CHANGES.name());
    }

    private static List<TopicPartition> merged(Set<Integer> partitions) {
        return partitions.stream()
                .map(partition -> new TopicPartition(TopicCatalogue.MERGED.name(), partition))
                .toList();
    }

    private static List<TopicPartition> changes(Set<Integer> partitions) {
        return partitions.stream()
                .map(partition -> new TopicPartition(TopicCatalogue.CHANGES.name(), partition))
                .toList();
    }

    private static KafkaConsumer<byte[], byte[]> consumer(KafkaClients clients, String group) {
        Map<String, Object> settings = clients.common();
        settings.put(ConsumerConfig.GROUP_ID_CONFIG, group);
        settings.put(ConsumerConfig.GROUP_PROTOCOL_CONFIG, "consumer");
        settings.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
        settings.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
        settings.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
        settings.put(ConsumerConfig.MAX_POLL_RECORDS_CONFIG, RECORDS_MAX);
        return new KafkaConsumer<>(settings, new ByteArrayDeserializer(),
                new ByteArrayDeserializer());
    }

    private static KafkaProducer<byte[], byte[]> producer(KafkaClients clients, String id) {
        Map<String, Object> settings = clients.common();
        settings.put(ProducerConfig.ACKS_CONFIG, "all");
        settings.put(ProducerConfig.MAX_REQUEST_SIZE_CONFIG, Topic.RECORD_BYTES_MAX);
        settings.put(ProducerConfig.COMPRESSION_TYPE_CONFIG, "lz4");
        settings.put(ProducerConfig.TRANSACTIONAL_ID_CONFIG, id);
        settings.put(ProducerConfig.TRANSACTION_TIMEOUT_CONFIG, TRANSACTION_TIMEOUT_MS);
        return new KafkaProducer<>(settings, new ByteArraySerializer(),
                new ByteArraySerializer());
    }
}
