package io.syncline.topology.history;

import java.util.Iterator;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Remembers as long as the process lives. */
public final class TreeMemory implements Memory {

    private final TreeMap<String, byte[]> values = new TreeMap<>();

    @Override
    public byte @Nullable [] get(String key) {
        return values.get(key);
    }

    @Override
    public void put(String key, byte[] value) {
        values.put(key, value);
    }

    @Override
    public void remove(String key) {
        values.remove(key);
    }

    @Override
    public Iterator<Map.Entry<String, byte[]>> range(String from, String to) {
        return values.subMap(from, true, to, true).entrySet().iterator();
    }
}
