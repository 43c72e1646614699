package io.syncline.console.history;

import io.syncline.topology.history.Memory;
import java.util.Iterator;
import java.util.Map;
import org.h2.mvstore.Cursor;
import org.h2.mvstore.MVMap;
import org.jspecify.annotations.Nullable;

/** What a fold remembers, in a map of the store. */
final class StoreMemory implements Memory {

    private final MVMap<String, byte[]> map;

    StoreMemory(MVMap<String, byte[]> map) {
        this.map = map;
    }

    @Override
    public byte @Nullable [] get(String key) {
        return map.get(key);
    }

    @Override
    public void put(String key, byte[] value) {
        map.put(key, value);
    }

    @Override
    public void remove(String key) {
        map.remove(key);
    }

    @Override
    public Iterator<Map.Entry<String, byte[]>> range(String from, String to) {
        Cursor<String, byte[]> cursor = map.cursor(from, to, false);
        return new Iterator<>() {
            @Override
            public boolean hasNext() {
                return cursor.hasNext();
            }

            @Override
            public Map.Entry<String, byte[]> next() {
                String key = cursor.next();
                return Map.entry(key, cursor.getValue());
            }
        };
    }
}
