package io.syncline.topology.store;

import java.util.LinkedHashMap;
import java.util.Map;
import org.apache.kafka.common.serialization.StringSerializer;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;
import org.jspecify.annotations.Nullable;

/**
 * A store that keeps at hand, decoded, what was used last: the facts about one edit follow each other within
 * seconds. All that is put goes into the store at once. For one task, whose only way to the store it is.
 *
 * @param <V> values that never change
 */
final class Remembered<V> {

    private final KeyValueStore<String, V> store;
    private final Map<String, V> atHand;

    Remembered(KeyValueStore<String, V> store, int valuesMax) {
        this.store = store;
        this.atHand = new LinkedHashMap<>(16, 0.75f, true) {
            private static final long serialVersionUID = 1L;

            @Override
            protected boolean removeEldestEntry(Map.Entry<String, V> eldest) {
                return size() > valuesMax;
            }
        };
    }

    @Nullable
    V get(String key) {
        V known = atHand.get(key);
        if (known != null) {
            return known;
        }
        V stored = store.get(key);
        if (stored != null) {
            atHand.put(key, stored);
        }
        return stored;
    }

    void put(String key, V value) {
        atHand.put(key, value);
        store.put(key, value);
    }

    /** Only into the store: what is looked for by walks is never asked for by its key. */
    void store(String key, V value) {
        store.put(key, value);
    }

    /** A delete of the store's would first read what it deletes. */
    @SuppressWarnings("NullAway") // Kafka's stores take null for a deletion.
    void forget(String key) {
        atHand.remove(key);
        store.put(key, null);
    }

    /** From the store itself, so that a walk over many does not push out what is at hand. */
    KeyValueIterator<String, V> range(String from, String to) {
        return store.range(from, to);
    }

    KeyValueIterator<String, V> all() {
        return store.all();
    }

    /** From the store itself, too. */
    KeyValueIterator<String, V> withPrefix(String prefix) {
        return store.prefixScan(prefix, new StringSerializer());
    }
}
