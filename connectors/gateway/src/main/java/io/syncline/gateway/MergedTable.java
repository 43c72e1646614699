package io.syncline.gateway;

import io.syncline.schemas.contact.Merged;
import io.syncline.schemas.topic.RecordKey;
import io.syncline.schemas.topic.TopicCatalogue;
import io.syncline.service.access.OwnerOnly;
import io.syncline.service.kafka.FollowedRecords;
import io.syncline.service.kafka.KafkaClients;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.serialization.Deserializer;
import org.h2.mvstore.MVMap;
import org.h2.mvstore.MVStore;
import org.h2.mvstore.MVStoreException;
import org.h2.mvstore.type.ByteArrayDataType;
import org.h2.mvstore.type.StringDataType;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

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
    private static final String LOCK = "merged.lock";
    private static final int CACHE_MB = 16;
    private static final Logger LOGGER = LoggerFactory.getLogger(MergedTable.class);

    private final GatewayMeters meters;
    private final FileChannel lock;
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
        this.lock = lock(folder);
        this.store = openAnew(file);
        this.items = store.openMap("items", new MVMap.Builder<String, byte[]>()
                .keyType(StringDataType.INSTANCE)
                .valueType(ByteArrayDataType.INSTANCE));
        this.itemsByRecord = store.openMap("records", new MVMap.Builder<String, String>()
                .keyType(StringDataType.INSTANCE)
                .valueType(StringDataType.INSTANCE));
        this.values = clients.deserializer();
        this.records = new FollowedRecords(clients, TopicCatalogue.MERGED, this::take);
    }

    /** Held as long as the file is used: another process would delete it. */
    private static FileChannel lock(Path folder) {
        try {
            OwnerOnly.makeFolder(folder);
            FileChannel channel = FileChannel.open(folder.resolve(LOCK), StandardOpenOption.CREATE,
                    StandardOpenOption.WRITE);
            if (channel.tryLock() == null) {
                channel.close();
                throw unusable(folder, "another process uses it", null);
            }
            return channel;
        } catch (OverlappingFileLockException e) {
            throw unusable(folder, "another gateway of this process uses it", e);
        } catch (IOException e) {
            throw unusable(folder, String.valueOf(e.getMessage()), e);
        }
    }

    /** Whatever a killed process left of it is of no use. */
    private static MVStore openAnew(Path file) {
        try {
            Files.deleteIfExists(file);
            MVStore store = new MVStore.Builder().fileName(file.toString())
                    .cacheSize(CACHE_MB)
                    .compress()
                    .open();
            store.setRetentionTime(0); // Nobody opens it a second time.
            return store;
        } catch (IOException | MVStoreException e) {
            throw unusable(file, String.valueOf(e.getMessage()), e);
        }
    }

    private static IllegalStateException unusable(Path path, String why,
            @Nullable Exception cause) {
        return new IllegalStateException("The table of contacts cannot be kept in " + path + ": "
                + why + ". Each gateway needs a folder of its own that it may write to:"
                + " gateway.tableFolder", cause);
    }

    void start() {
        records.start();
    }

    boolean isHealthy() {
        return records.isHealthy() && !store.isClosed();
    }

    /** Whether the table holds all that was merged before the start. */
    boolean isCaughtUp() {
        return records.isCaughtUp();
    }

    /** The item of that mailbox whose item id or record id this is. */
    Optional<Merged> find(String tenant, String mailbox, String id) {
        String key = new RecordKey(tenant, mailbox, id).text();
        return Optional.ofNullable(itemsByRecord.get(key))
                .flatMap(this::item)
                .filter(item -> recordKey(item).filter(key::equals).isPresent()) // It may have lost it.
                .or(() -> item(key));
    }

    private Optional<Merged> item(String key) {
        return Optional.ofNullable(items.get(key)).map(this::read);
    }

    @Override
    public void close() {
        records.close();
        values.close();
        store.closeImmediately();
        try {
            Files.deleteIfExists(file);
            lock.close();
        } catch (IOException e) {
            LOGGER.atWarn().setCause(e).log("The table of contacts is left where it was");
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
