package io.syncline.topology.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.syncline.core.merge.IndexEntry;
import io.syncline.core.merge.IndexEntry.By;
import io.syncline.core.state.Replica;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.processor.api.MockProcessorContext;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.Stores;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The index finds what a plain map finds, whatever of it is at hand. */
class ItemIndexTest {

    private static final int STEPS = 2_000;
    /** Few enough that items share entries; with characters that a key has to encode. */
    private static final List<String> TEXTS = List.of("", "a", "a/b", "a b", "ä:1", "~");
    private static final List<String> ITEMS = List.of("item-1", "item-2", "item-3",
            "0b8c3a52-6f0e-4f5c-9d55-3a6c3fb6f0a1", "0b8c3a52-6f0e-4f5c-9d55-3a6c3fb6f0a2");

    private final KeyValueStore<String, byte[]> store = Stores.keyValueStoreBuilder(
            Stores.inMemoryKeyValueStore("index"), Serdes.String(), Serdes.ByteArray())
            .withLoggingDisabled()
            .build();

    @BeforeEach
    void open() {
        store.init(new MockProcessorContext<>().getStateStoreContext(), store);
    }

    @AfterEach
    void close() {
        store.close();
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 3, 1_000})
    void findsWhatAMapFinds(int atHand) {
        Random random = new Random(atHand);
        ItemIndex index = new ItemIndex("acme", "agent-1", new Remembered<>(store, atHand));
        Map<String, Set<IndexEntry>> entries = new HashMap<>();
        for (int step = 0; step < STEPS; step++) {
            String item = ITEMS.get(random.nextInt(ITEMS.size()));
            Set<IndexEntry> before = entries.getOrDefault(item, Set.of());
            Set<IndexEntry> after = some(random);
            index.keep(item, before, after);
            entries.put(item, after);

            IndexEntry asked = entry(random);
            assertThat(index.items(asked)).as("step %d: %s", step, asked)
                    .containsExactlyElementsOf(having(entries, asked));
        }
    }

    /** A whole office has one address: now few of its people lack a copy, now many, now none. */
    @ParameterizedTest
    @ValueSource(ints = {1, 2, 1_000})
    void findsAllThatShareAnIdentity(int atHand) {
        Random random = new Random(atHand);
        ItemIndex index = new ItemIndex("acme", "agent-1", new Remembered<>(store, atHand));
        List<IndexEntry> shared = List.of(
                IndexEntry.lacking(Replica.CRM, "email:office@example.com"),
                IndexEntry.lacking(Replica.MAILBOX, "email:office@example.com"),
                IndexEntry.link("graph", "object-1"));
        Map<String, Set<IndexEntry>> entries = new HashMap<>();
        int most = 0;
        for (int step = 0; step < STEPS; step++) {
            // They come and go in waves of a few hundred steps.
            boolean comes = random.nextInt(100) < (step / 300 % 2 == 0 ? 80 : 20);
            String item = "item-" + random.nextInt(20);
            Set<IndexEntry> before = entries.getOrDefault(item, Set.of());
            Set<IndexEntry> after = new HashSet<>(before);
            IndexEntry entry = shared.get(random.nextInt(shared.size()));
            if (comes ? after.add(entry) : after.remove(entry)) {
                index.keep(item, before, after);
                entries.put(item, after);
            }

            List<String> found = index.items(entry);
            assertThat(found).as("step %d: %s", step, entry)
                    .containsExactlyElementsOf(having(entries, entry));
            most = Math.max(most, found.size());
        }
        assertThat(most).as("more than stand in one record").isGreaterThan(12);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2, 10})
    void walksWhatIsDueInOrder(int itemsMax) {
        ItemIndex index = new ItemIndex("acme", "agent-1", new Remembered<>(store, 1));
        IndexEntry due = new IndexEntry(By.DUE, "");
        List.of("c", "a", "d", "b").forEach(item -> index.keep(item, Set.of(), Set.of(due)));

        assertThat(index.itemsAfter(due, "a", itemsMax))
                .containsExactlyElementsOf(List.of("b", "c", "d")
                        .subList(0, Math.min(itemsMax, 3)));
    }

    @Test
    void keepsMailboxesApart() {
        Remembered<byte[]> shared = new Remembered<>(store, 10);
        IndexEntry link = IndexEntry.link("graph", "object-1");
        new ItemIndex("acme", "agent-1", shared).keep("item-1", Set.of(), Set.of(link));

        assertThat(new ItemIndex("acme", "agent-10", shared).items(link)).isEmpty();
        assertThat(new ItemIndex("acme", "agent-1", shared).items(link)).containsExactly("item-1");
    }

    private static Set<IndexEntry> some(Random random) {
        Set<IndexEntry> entries = new HashSet<>();
        for (int i = random.nextInt(4); i > 0; i--) {
            entries.add(entry(random));
        }
        return entries;
    }

    private static IndexEntry entry(Random random) {
        return new IndexEntry(By.values()[random.nextInt(By.values().length)],
                TEXTS.get(random.nextInt(TEXTS.size())));
    }

    private static List<String> having(Map<String, Set<IndexEntry>> entries, IndexEntry asked) {
        TreeSet<String> items = new TreeSet<>();
        entries.forEach((item, its) -> {
            if (its.contains(asked)) {
                items.add(item);
            }
        });
        return new ArrayList<>(items);
    }
}
