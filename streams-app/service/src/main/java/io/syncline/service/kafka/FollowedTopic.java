package io.syncline.service.kafka;

import io.syncline.schemas.topic.Topic;
import java.time.Duration;
import java.util.Collection;
import java.util.Collections;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.serialization.Deserializer;

/**
 * A compacted topic as it is now, in memory: for topics of thousands of records, not of millions. Read from
 * its beginning at the start, and followed from then on. Reads are wait-free.
 */
public final class FollowedTopic<T extends SpecificRecord> implements AutoCloseable {

    private final Listener<T> listener;
    private final Deserializer<T> values;
    private final Map<String, T> newest = new ConcurrentHashMap<>();
    private final FollowedRecords records;

    /** Is told what changes, on the thread that follows. */
    public interface Listener<T> {
        /** @param value the new one; empty where the key is gone */
        void changed(String key, Optional<T> value);
    }

    /** @param listener is told each change */
    public FollowedTopic(KafkaClients clients, Topic topic, Listener<T> listener) {
        this.listener = listener;
        this.values = clients.deserializer();
        this.records = new FollowedRecords(clients, topic, this::take);
    }

    public void start() {
        records.start();
    }

    public boolean isHealthy() {
        return records.isHealthy();
    }

    /** Whether everything is known that stood on the topic at the start. */
    public boolean isCaughtUp() {
        return records.isCaughtUp();
    }

    /** Waits until it is caught up; false if it will never be, since it has failed or is closed. */
    public boolean awaitCaughtUp() {
        return records.awaitCaughtUp();
    }

    /** Waits until all is known that stands on the topic now; false if that takes longer, or it has failed. */
    public boolean awaitEnd(Duration patience) {
        return records.awaitEnd(patience);
    }

    /** The newest value of a key. */
    public Optional<T> of(String key) {
        return Optional.ofNullable(newest.get(key));
    }

    /** The newest values of all keys. */
    public Collection<T> all() {
        return Collections.unmodifiableCollection(newest.values());
    }

    @Override
    public void close() {
        records.close();
        values.close();
    }

    private void take(ConsumerRecord<String, byte[]> record) {
        if (record.value() == null) {
            newest.remove(record.key());
            listener.changed(record.key(), Optional.empty());
        } else {
            T value = values.deserialize(record.topic(), record.value());
            newest.put(record.key(), value);
            listener.changed(record.key(), Optional.of(value));
        }
    }
}
