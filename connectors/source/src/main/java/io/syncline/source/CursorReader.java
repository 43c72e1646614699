package io.syncline.source;

import io.syncline.schemas.registry.Cursor;
import io.syncline.schemas.topic.TopicCatalogue;
import io.syncline.service.kafka.KafkaClients;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;

/** Reads the cursors of one partition, as of its last commit. */
final class CursorReader {

    private static final Duration POLL = Duration.ofMillis(200);

    private CursorReader() {}

    /** The newest cursor of each mailbox of the partition, by key. */
    static Map<String, Cursor> read(KafkaClients clients, int partition) {
        Map<String, Cursor> cursors = new HashMap<>();
        TopicPartition place = new TopicPartition(TopicCatalogue.CURSORS.name(), partition);
        try (KafkaConsumer<String, Cursor> reader = clients.reader()) {
            reader.assign(List.of(place));
            reader.seekToBeginning(List.of(place));
            long end = reader.endOffsets(List.of(place)).getOrDefault(place, 0L);
            while (reader.position(place) < end) {
                reader.poll(POLL).forEach(record -> cursors.put(record.key(), record.value()));
            }
        }
        return cursors;
    }
}
