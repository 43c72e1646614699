package io.syncline.topology.history;

import java.util.Iterator;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Where a fold keeps what it remembers: values under keys in order. Keys hold ASCII only. Used by the one
 * thread that folds; whoever else looks sees each write as soon as it is made.
 */
public interface Memory {

    /** What stands under a key; null if nothing does. */
    byte @Nullable [] get(String key);

    void put(String key, byte[] value);

    void remove(String key);

    /**
     * What stands between two keys, both included, in order. Nothing is written while it is walked
     * through.
     */
    Iterator<Map.Entry<String, byte[]>> range(String from, String to);
}
