package io.syncline.feed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.Test;

/** A change waits for its item. */
class HeldChangesTest {

    private final HeldChanges held = new HeldChanges();

    @Test
    void letsNoChangeGoBeforeEverythingIsCopiedThatMergedHeldThen() {
        held.hold(2, List.of(change(2, 7)), 100);

        assertThat(held.release(Map.of(2, 99L))).isEmpty();
        assertThat(held.partitions()).containsExactly(2);
    }

    @Test
    void handsThemOutOnceInOrder() {
        held.hold(2, List.of(change(2, 7), change(2, 8)), 100);

        assertThat(held.release(Map.of(2, 100L))).extracting(ConsumerRecord::offset)
                .containsExactly(7L, 8L);
        assertThat(held.release(Map.of(2, 200L))).isEmpty();
        assertThat(held.isEmpty()).isTrue();
    }

    @Test
    void looksAtEachPartitionAlone() {
        held.hold(0, List.of(change(0, 1)), 10);
        held.hold(1, List.of(change(1, 2)), 10);

        assertThat(held.release(Map.of(0, 9L, 1, 10L))).extracting(ConsumerRecord::partition)
                .containsExactly(1);
    }

    @Test
    void doesNotWaitForWhatWasNeverWritten() {
        held.hold(0, List.of(change(0, 1)), 0);

        assertThat(held.release(Map.of())).hasSize(1);
    }

    @Test
    void forgetsWhatSomebodyElseReadsNow() {
        held.hold(0, List.of(change(0, 1)), 10);

        held.forget(Set.of(0));

        assertThat(held.release(Map.of(0, 10L))).isEmpty();
    }

    @Test
    void refusesToReadPastWhatItHolds() {
        held.hold(0, List.of(change(0, 1)), 10);

        assertThatThrownBy(() -> held.hold(0, List.of(change(0, 2)), 11))
                .hasMessageContaining("partition 0");
    }

    private static ConsumerRecord<byte[], byte[]> change(int partition, long offset) {
        return new ConsumerRecord<>("changes", partition, offset, new byte[]{1}, new byte[]{2});
    }
}
