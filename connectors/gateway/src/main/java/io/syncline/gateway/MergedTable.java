package io.syncline.gateway;

import io.syncline.schemas.contact.Merged;
import io.syncline.schemas.topic.RecordKey;
import io.syncline.schemas.topic.TopicCatalogue;
import io.syncline.service.kafka.FollowedTopic;
import io.syncline.service.kafka.KafkaClients;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** Every item as it is merged now, by its own id and by its record's. Reads are wait-free. */
final class MergedTable implements AutoCloseable {

    private final FollowedTopic<Merged> items;
    private final Map<String, String> itemsByRecord = new ConcurrentHashMap<>();

    MergedTable(KafkaClients clients, GatewayMeters meters) {
        this.items = new FollowedTopic<>(clients, TopicCatalogue.MERGED, (key, merged) -> {
            merged.ifPresent(value -> index(key, value));
            meters.merged(key, merged);
        });
    }

    void start() {
        items.start();
    }

    boolean isHealthy() {
        return items.isHealthy();
    }

    /** Whether the table holds all that was merged before the start. */
    boolean isCaughtUp() {
        return items.isCaughtUp();
    }

    /** The item of that mailbox whose item id or record id this is. */
    Optional<Merged> find(String tenant, String mailbox, String id) {
        String key = new RecordKey(tenant, mailbox, id).text();
        return items.of(itemsByRecord.getOrDefault(key, key));
    }

    @Override
    public void close() {
        items.close();
    }

    private void index(String key, Merged merged) {
        merged.getRecordId()
                .ifPresent(id -> itemsByRecord.put(
                        new RecordKey(merged.getTenant(), merged.getMailbox(), id).text(), key));
    }
}
