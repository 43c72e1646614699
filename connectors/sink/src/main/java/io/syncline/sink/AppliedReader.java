package io.syncline.sink;

import io.syncline.schemas.contact.Applied;
import io.syncline.schemas.contact.WriteResult;
import io.syncline.schemas.topic.TopicCatalogue;
import io.syncline.service.kafka.KafkaClients;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;

/** Reads which command of each item was carried out last. */
final class AppliedReader {

    private static final Duration POLL = Duration.ofMillis(200);

    private AppliedReader() {}

    /** The last result of each item of the partition, by key. */
    static Map<String, WriteResult> read(KafkaClients clients, int partition) {
        Map<String, WriteResult> applied = new ConcurrentHashMap<>();
        TopicPartition place = new TopicPartition(TopicCatalogue.APPLIED.name(), partition);
        try (KafkaConsumer<String, Applied> reader = clients.reader()) {
            reader.assign(List.of(place));
            reader.seekToBeginning(List.of(place));
            long end = reader.endOffsets(List.of(place)).getOrDefault(place, 0L);
            while (reader.position(place) < end) {
                reader.poll(POLL)
                        .forEach(
                                record -> applied.put(record.key(), record.value().getResult()));
            }
        }
        return applied;
    }
}
