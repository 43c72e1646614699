package io.syncline.service.kafka;

import io.syncline.schemas.topic.Topic;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;

/** Reads one partition of a compacted topic, as of its last commit. */
public final class CompactedPartition {

    private static final Duration POLL = Duration.ofMillis(200);

    private CompactedPartition() {}

    /** The newest value of each key; a key whose newest record is a deletion is left out. */
    public static <T extends SpecificRecord> Map<String, T> newest(KafkaClients clients,
            Topic topic, int partition) {
        return BrokerAnswers.to(() -> read(clients, topic, partition));
    }

    private static <T extends SpecificRecord> Map<String, T> read(KafkaClients clients,
            Topic topic, int partition) {
        Map<String, T> newest = new ConcurrentHashMap<>();
        TopicPartition place = new TopicPartition(topic.name(), partition);
        try (KafkaConsumer<String, T> reader = clients.reader()) {
            reader.assign(List.of(place));
            reader.seekToBeginning(List.of(place));
            long end = reader.endOffsets(List.of(place)).getOrDefault(place, 0L);
            while (reader.position(place) < end) {
                reader.poll(POLL).forEach(record -> take(newest, record));
            }
        }
        return newest;
    }

    private static <T extends SpecificRecord> void take(Map<String, T> newest,
            ConsumerRecord<String, T> record) {
        if (record.value() == null) {
            newest.remove(record.key());
        } else {
            newest.put(record.key(), record.value());
        }
    }
}
