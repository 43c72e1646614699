package io.syncline.gateway;

import io.syncline.schemas.contact.Merged;
import io.syncline.schemas.topic.RecordKey;
import io.syncline.schemas.topic.TopicCatalogue;
import io.syncline.service.kafka.KafkaClients;
import io.syncline.service.kafka.PollThread;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BooleanSupplier;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;

/**
 * Every item as it is merged now, read from the beginning at each start and followed from then on by
 * a thread of its own. Reads are wait-free.
 */
final class MergedTable implements AutoCloseable {

    private static final Duration POLL = Duration.ofMillis(100);

    private final KafkaClients clients;
    private final Map<String, Merged> items = new ConcurrentHashMap<>();
    private final Map<String, String> itemsByRecord = new ConcurrentHashMap<>();
    private final PollThread thread = new PollThread("merged-table", this::run);
    private volatile boolean caughtUp;

    MergedTable(KafkaClients clients) {
        this.clients = clients;
    }

    void start() {
        thread.start();
    }

    boolean isHealthy() {
        return thread.isHealthy();
    }

    /** Whether the table holds all that was merged before the start. */
    boolean isCaughtUp() {
        return caughtUp;
    }

    /** The item of that mailbox whose item id or record id this is. */
    Optional<Merged> find(String tenant, String mailbox, String id) {
        String key = new RecordKey(tenant, mailbox, id).text();
        return Optional.ofNullable(items.get(itemsByRecord.getOrDefault(key, key)));
    }

    @Override
    public void close() {
        thread.close();
    }

    private void run(BooleanSupplier ended) {
        try (KafkaConsumer<String, Merged> reader = clients.reader()) {
            List<TopicPartition> all = KafkaClients.fromTheStart(reader, TopicCatalogue.MERGED);
            Map<TopicPartition, Long> ends = reader.endOffsets(all);
            while (!ended.getAsBoolean()) {
                reader.poll(POLL).forEach(this::take);
                caughtUp = caughtUp || all.stream()
                        .allMatch(place -> reader.position(place) >= ends.getOrDefault(place, 0L));
            }
        }
    }

    private void take(ConsumerRecord<String, Merged> record) {
        Merged merged = record.value();
        items.put(record.key(), merged);
        merged.getRecordId()
                .ifPresent(id -> itemsByRecord.put(
                        new RecordKey(merged.getTenant(), merged.getMailbox(), id).text(),
                        record.key()));
    }
}
