package io.syncline.topology.history;

import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.function.Function;
import org.apache.kafka.common.serialization.Serializer;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.processor.StateStore;
import org.apache.kafka.streams.processor.StateStoreContext;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;
import org.jspecify.annotations.Nullable;

/**
 * A {@link Memory} as merge's own code sees a store, so that this fold looks items up and keeps its index by
 * the very code that merge does. No task opens or closes it.
 */
final class MemoryStore<V> implements KeyValueStore<String, V> {

    private static final String FIRST = "";
    /** Comes after every key: they hold ASCII. */
    private static final String LAST = "\uffff";

    private final String name;
    private final Memory memory;
    private final Function<V, byte[]> encode;
    private final Function<byte[], V> decode;

    MemoryStore(String name, Memory memory, Function<V, byte[]> encode,
            Function<byte[], V> decode) {
        this.name = name;
        this.memory = memory;
        this.encode = encode;
        this.decode = decode;
    }

    @Override
    public @Nullable V get(String key) {
        byte[] bytes = memory.get(key);
        return bytes == null ? null : decode.apply(bytes);
    }

    @Override
    public void put(String key, @Nullable V value) {
        if (value == null) {
            memory.remove(key);
        } else {
            memory.put(key, encode.apply(value));
        }
    }

    @Override
    public @Nullable V putIfAbsent(String key, V value) {
        V before = get(key);
        if (before == null) {
            put(key, value);
        }
        return before;
    }

    @Override
    public void putAll(List<KeyValue<String, V>> entries) {
        entries.forEach(entry -> put(entry.key, entry.value));
    }

    @Override
    public @Nullable V delete(String key) {
        V before = get(key);
        memory.remove(key);
        return before;
    }

    @Override
    public KeyValueIterator<String, V> range(String from, String to) {
        return new Walk(memory.range(from, to));
    }

    @Override
    public KeyValueIterator<String, V> all() {
        return range(FIRST, LAST);
    }

    @Override
    public <P extends Serializer<Q>, Q> KeyValueIterator<String, V> prefixScan(Q prefix,
            P prefixes) {
        return range(prefix.toString(), prefix + LAST);
    }

    @Override
    public long approximateNumEntries() {
        throw new UnsupportedOperationException("Nobody counts the entries of " + name);
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public void init(StateStoreContext context, StateStore root) {
        throw new UnsupportedOperationException("No task opens " + name);
    }

    @Override
    public void close() {
        // Whoever made the memory closes it.
    }

    @Override
    public boolean persistent() {
        return false;
    }

    @Override
    public boolean isOpen() {
        return true;
    }

    /** Decodes what it passes. */
    private final class Walk implements KeyValueIterator<String, V> {

        private final Iterator<Map.Entry<String, byte[]>> entries;
        private Map.@Nullable Entry<String, byte[]> next;

        Walk(Iterator<Map.Entry<String, byte[]>> entries) {
            this.entries = entries;
        }

        @Override
        public boolean hasNext() {
            return next != null || entries.hasNext();
        }

        @Override
        public KeyValue<String, V> next() {
            Map.Entry<String, byte[]> entry = peeked();
            next = null;
            return KeyValue.pair(entry.getKey(), decode.apply(entry.getValue()));
        }

        @Override
        public String peekNextKey() {
            return peeked().getKey();
        }

        @Override
        public void close() {
            // Holds nothing open.
        }

        private Map.Entry<String, byte[]> peeked() {
            Map.Entry<String, byte[]> entry = next;
            if (entry == null) {
                if (!entries.hasNext()) {
                    throw new NoSuchElementException("The walk through " + name + " has ended");
                }
                entry = entries.next();
                next = entry;
            }
            return entry;
        }
    }
}
