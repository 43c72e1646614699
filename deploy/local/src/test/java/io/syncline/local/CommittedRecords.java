package io.syncline.local;

import io.syncline.service.kafka.KafkaClients;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListOffsetsOptions;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.IsolationLevel;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;

/** What a reader of committed records finds on a topic, byte by byte. */
final class CommittedRecords {

    private static final Duration POLL = Duration.ofMillis(100);

    private final KafkaClients clients;

    CommittedRecords(KafkaClients clients) {
        this.clients = clients;
    }

    /** By partition, in order: key, value and timestamp of what belongs to a tenant. */
    Map<Integer, List<String>> of(String topic, String tenant) {
        Map<Integer, List<String>> found = new TreeMap<>();
        read(topic, ends(topic, IsolationLevel.READ_COMMITTED), record -> {
            if (record.key().startsWith(tenant + "/")) {
                found.computeIfAbsent(record.partition(), partition -> new ArrayList<>())
                        .add(record.key() + " " + record.timestamp() + " " + (record.value() == null
                                ? "gone"
                                : HexFormat.of().formatHex(record.value())));
            }
        });
        return found;
    }

    /** Every key that stands there, of whichever tenant. */
    List<String> keys(String topic) {
        List<String> keys = new ArrayList<>();
        read(topic, ends(topic, IsolationLevel.READ_COMMITTED), record -> keys.add(record.key()));
        return keys;
    }

    /** Where each partition ends: of what is committed, or with what is not. */
    Map<TopicPartition, Long> ends(String topic, IsolationLevel level) {
        try (Admin admin = clients.admin()) {
            Map<TopicPartition, OffsetSpec> asked = admin.describeTopics(List.of(topic))
                    .allTopicNames()
                    .get()
                    .values()
                    .stream()
                    .flatMap(found -> found.partitions().stream())
                    .collect(Collectors.toMap(
                            place -> new TopicPartition(topic, place.partition()),
                            place -> OffsetSpec.latest()));
            Map<TopicPartition, Long> ends = new TreeMap<>(
                    (left, right) -> Integer.compare(left.partition(), right.partition()));
            admin.listOffsets(asked, new ListOffsetsOptions(level))
                    .all()
                    .get()
                    .forEach((place, end) -> ends.put(place, end.offset()));
            return ends;
        } catch (ExecutionException e) {
            throw new AssertionError(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }

    /** Reads from the beginning up to there. */
    void read(String topic, Map<TopicPartition, Long> ends,
            Consumer<ConsumerRecord<String, byte[]>> reader) {
        Map<String, Object> settings = clients.common();
        settings.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
        try (KafkaConsumer<String, byte[]> consumer = new KafkaConsumer<>(settings,
                new StringDeserializer(), new ByteArrayDeserializer())) {
            consumer.assign(ends.keySet());
            consumer.seekToBeginning(ends.keySet());
            while (ends.entrySet()
                    .stream()
                    .anyMatch(end -> consumer.position(end.getKey()) < end.getValue())) {
                for (ConsumerRecord<String, byte[]> record : consumer.poll(POLL)) {
                    if (record.offset() < ends
                            .getOrDefault(new TopicPartition(topic, record.partition()), 0L)) {
                        reader.accept(record);
                    }
                }
            }
        }
    }
}
