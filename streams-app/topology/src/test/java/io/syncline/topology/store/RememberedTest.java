package io.syncline.topology.store;

import static org.assertj.core.api.Assertions.assertThat;

import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.processor.api.MockProcessorContext;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.Stores;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class RememberedTest {

    private final KeyValueStore<String, String> store = Stores.keyValueStoreBuilder(
            Stores.inMemoryKeyValueStore("values"), Serdes.String(), Serdes.String())
            .withLoggingDisabled()
            .build();
    private final Remembered<String> values = new Remembered<>(store, 2);

    @BeforeEach
    void open() {
        store.init(new MockProcessorContext<>().getStateStoreContext(), store);
    }

    @AfterEach
    void close() {
        store.close();
    }

    @Test
    void givesTheSameObjectWhileItIsAtHand() {
        String kept = new String("kept");
        values.put("a", kept);

        assertThat(values.get("a")).isSameAs(kept);
    }

    @Test
    void findsInTheStoreWhatIsNoLongerAtHand() {
        values.put("a", "1");
        values.put("b", "2");
        values.put("c", "3");

        assertThat(values.get("a")).isEqualTo("1");
        assertThat(store.get("c")).isEqualTo("3");
    }

    @Test
    void whatIsForgottenIsInNeither() {
        values.put("a", "1");
        values.forget("a");

        assertThat(values.get("a")).isNull();
        assertThat(store.get("a")).isNull();
    }

    @Test
    void walksOverWhatWasJustPut() {
        values.put("a/1", "1");
        values.put("b/1", "2");

        try (var found = values.withPrefix("a/")) {
            assertThat(found).toIterable().extracting(each -> each.value).containsExactly("1");
        }
    }
}
