package io.syncline.console.rebuild;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.MockConsumer;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;

class PartitionRecordsTest {

    private static final TopicPartition PLACE = new TopicPartition("merged", 0);

    private final MockConsumer<String, byte[]> consumer = new MockConsumer<>("earliest");
    private final AtomicLong end = new AtomicLong();

    /** A poll hands out what was appended after the end was asked for, too. */
    @Test
    void readsOnWhereTheFormerReadingEnded() {
        consumer.updateBeginningOffsets(Map.of(PLACE, 0L));
        try (PartitionRecords records = new PartitionRecords(consumer, PLACE, end::get)) {
            append(0, 4);
            end.set(2);
            assertThat(read(records)).containsExactly(0L, 1L);

            append(2, 6); // The mock forgets what it has handed out.
            end.set(6);
            assertThat(read(records)).containsExactly(2L, 3L, 4L, 5L);
        }
    }

    private void append(long from, long to) {
        for (long offset = from; offset < to; offset++) {
            consumer.addRecord(new ConsumerRecord<>(PLACE.topic(), PLACE.partition(), offset,
                    "key", new byte[0]));
        }
    }

    private static List<Long> read(PartitionRecords records) {
        List<Long> read = new ArrayList<>();
        records.readToEnd(record -> read.add(record.offset()));
        return read;
    }
}
