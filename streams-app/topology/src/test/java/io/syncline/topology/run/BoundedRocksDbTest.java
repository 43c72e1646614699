package io.syncline.topology.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.rocksdb.BlockBasedTableConfig;
import org.rocksdb.Options;

class BoundedRocksDbTest {

    private static final Map<String, Object> SETTINGS = Map.of(BoundedRocksDb.BYTES, 1L << 20);

    private final BoundedRocksDb bounded = new BoundedRocksDb();
    private final Options options = new Options().setTableFormatConfig(new BlockBasedTableConfig());
    private final Options others = new Options().setTableFormatConfig(new BlockBasedTableConfig());

    @AfterEach
    void close() {
        options.close();
        others.close();
    }

    @Test
    void boundsWhatAllStoresWriteTogether() {
        bounded.setConfig("one", options, SETTINGS);
        bounded.setConfig("other", others, SETTINGS);

        assertThat(options.writeBufferManager()).isNotNull().isSameAs(others.writeBufferManager());
    }

    @Test
    void outlivesTheStores() {
        bounded.setConfig("one", options, SETTINGS);
        bounded.close("one", options);

        assertThat(options.writeBufferManager().isOwningHandle()).isTrue();
    }

    @Test
    void refusesToLeaveAStoreUnbounded() {
        assertThatThrownBy(() -> bounded.setConfig("one", options, Map.of()))
                .hasMessageContaining("one")
                .hasMessageContaining(BoundedRocksDb.BYTES);
    }
}
