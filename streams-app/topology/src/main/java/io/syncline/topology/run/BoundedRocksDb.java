package io.syncline.topology.run;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.kafka.streams.state.RocksDBConfigSetter;
import org.rocksdb.BlockBasedTableConfig;
import org.rocksdb.Cache;
import org.rocksdb.DataBlockIndexType;
import org.rocksdb.LRUCache;
import org.rocksdb.Options;
import org.rocksdb.WriteBufferManager;

/**
 * Bounds what RocksDB takes outside the heap: all stores of the process share one cache for what they read,
 * of which half may be what they have written and not yet put on disk. Left alone, each store takes up to
 * 100 MB for itself, and an instance has several for each partition. How it is bounded is what Kafka
 * documents ("Memory management" of its developer guide for Streams).
 */
public final class BoundedRocksDb implements RocksDBConfigSetter {

    /** The property that says how many bytes; a {@link Long}. */
    static final String BYTES = "syncline.rocksdb.bytes";

    private static final int SHARDS_BY_SIZE = -1;
    /** Of the cache, for indexes and Bloom filters only: each look-up needs them. */
    private static final double SHARE_OF_INDEXES = 0.1;
    /**
     * In such pieces a store takes memory for what it writes. Kafka's megabyte would count in full for each
     * of many small stores, and have them flush all the time.
     */
    private static final long PIECE_BYTES = 64 * 1024;

    private static final Map<Long, Shared> SHARED = new ConcurrentHashMap<>();

    /** Never closed: it belongs to the process. */
    private record Shared(Cache cache, WriteBufferManager written) {

        static Shared of(long bytes) {
            Cache cache = new LRUCache(bytes, SHARDS_BY_SIZE, false, SHARE_OF_INDEXES);
            return new Shared(cache, new WriteBufferManager(bytes / 2, cache));
        }
    }

    @Override
    public void setConfig(String store, Options options, Map<String, Object> settings) {
        if (!(settings.get(BYTES) instanceof Long bytes)
                || !(options.tableFormatConfig() instanceof BlockBasedTableConfig tables)) {
            throw new IllegalStateException("RocksDB of store " + store + " cannot be bounded: "
                    + BYTES + " is missing, or Kafka Streams uses tables of another kind");
        }
        Shared shared = SHARED.computeIfAbsent(bytes, Shared::of);
        tables.setBlockCache(shared.cache())
                .setCacheIndexAndFilterBlocks(true)
                .setCacheIndexAndFilterBlocksWithHighPriority(true)
                .setPinTopLevelIndexAndFilter(true)
                .setPinL0FilterAndIndexBlocksInCache(true)
                .setDataBlockIndexType(DataBlockIndexType.kDataBlockBinaryAndHash);
        options.setTableFormatConfig(tables);
        options.setWriteBufferManager(shared.written());
        options.setArenaBlockSize(PIECE_BYTES);
    }

    @Override
    public void close(String store, Options options) {
        // What it was given is shared.
    }
}
