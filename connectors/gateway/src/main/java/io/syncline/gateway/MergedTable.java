package io.syncline.gateway;

import io.syncline.schemas.contact.Merged;
import io.syncline.schemas.topic.RecordKey;
import io.syncline.schemas.topic.TopicCatalogue;
import io.syncline.service.access.OwnerOnly;
import io.syncline.service.kafka.FollowedRecords;
import io.syncline.service.kafka.KafkaClients;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.serialization.Deserializer;
import org.h2.mvstore.DataUtils;
import org.h2.mvstore.MVMap;
import org.h2.mvstore.MVStore;
import org.h2.mvstore.MVStoreException;
import org.h2.mvstore.type.ByteArrayDataType;
import org.h2.mvstore.type.StringDataType;

/**
 * Every item as it is merged now, by its own id and by its record's: in a file, as it stands on the topic,
 * since there are more items than fit into memory. The file is made anew at each start.
 *
 * <pre>
 * map       key                        value
 * items     tenant/mailbox/item        the value on the topic
 * records   tenant/mailbox/record      the key of its item
 * </pre>
 *
 * Threading: the thread that follows the topic writes; anyone reads.
 */
final class MergedTable implements AutoCloseable {

    private static final String FILE = "merged.mv";
    private static final int CACHE_MB = 16;

    private final GatewayMeters meters;
    private final MVStore store;
    private final Path file;
    private final MVMap<String, byte[]> items;
    private final MVMap<String, String> itemsByRecord;
    private final Deserializer<Merged> values;
    private final FollowedRecords records;

    /**
     * @param folder is made if it is missing; no other process may use it
     * @throws IllegalStateException if it cannot be written, or another process does
     */
    MergedTable(KafkaClients clients, GatewayMeters meters, Path folder) {
        this.meters = meters;
        this.file = folder.resolve(FILE);
        this.store = open(folder, file);
        this.items = store.openMap("items", new MVMap.Builder<String, byte[]>()
                .keyType(StringDataType.INSTANCE)
                .valueType(ByteArrayDataType.INSTANCE));
        this.itemsByRecord = store.openMap("records", new MVMap.Builder<String, String>()
                .keyType(StringDataType.INSTANCE)
                .valueType(StringDataType.INSTANCE));
        items.clear(); // Of a process that was killed.
        itemsByRecord.clear();
        this.values = clients.deserializer();
        this.records = new FollowedRecords(clients, TopicCatalogue.MERGED, this::take);
    }

    private static MVStore open(Path folder, Path file) {
        MVStore.Builder builder = new MVStore.Builder().fileName(file.toString())
                .cacheSize(CACHE_MB)
                .compress();
        try {
            OwnerOnly.makeFolder(folder);
            try {
                return builder.open();
            } catch (MVStoreException e) {
                if (e.getErrorCode() == DataUtils.ERROR_FILE_LOCKED) {
                    throw e;
                }
                Files.deleteIfExists(file); // A killed process left what cannot be read; nothing is lost.
                return builder.open();
            }
        } catch (IOException | MVStoreException e) {
            throw new IllegalStateException("The table of contacts " + file + " cannot be made: "
                    + e.getMessage() + ". Each gateway needs a folder of its own that it may write"
                    + " to: gateway.tableFolder", e);
        }
    }

    void start() {
        records.start();
    }

    boolean isHealthy() {
        return records.isHealthy();
    }

    /** Whether the table holds all that was merged before the start. */
    boolean isCaughtUp() {
        return records.isCaughtUp();
    }

    /** The item of that mailbox whose item id or record id this is. */
    Optional<Merged> find(String tenant, String mailbox, String id) {
        String key = new RecordKey(tenant, mailbox, id).text();
        String item = itemsByRecord.get(key);
        return Optional.ofNullable(items.get(item == null ? key : item)).map(this::read);
    }

    @Override
    public void close() {
        records.close();
        values.close();
        store.closeImmediately();
        try {
            Files.deleteIfExists(file);
        } catch (IOException e) {
            // The next start empties it.
        }
    }

    private void take(ConsumerRecord<String, byte[]> record) {
        String key = record.key();
        if (record.value() == null) {
            Optional.ofNullable(items.remove(key))
                    .map(this::read)
                    .flatMap(MergedTable::recordKey)
                    .ifPresent(own -> itemsByRecord.remove(own, key));
            meters.merged(key, Optional.empty());
        } else {
            Merged merged = read(record.value());
            items.put(key, record.value());
            recordKey(merged).ifPresent(own -> itemsByRecord.put(own, key));
            meters.merged(key, Optional.of(merged));
        }
    }

    private Merged read(byte[] value) {
        return values.deserialize(TopicCatalogue.MERGED.name(), value);
    }

    private static Optional<String> recordKey(Merged merged) {
        return merged.getRecordId()
                .map(id -> new RecordKey(merged.getTenant(), merged.getMailbox(), id).text());
    }
}
