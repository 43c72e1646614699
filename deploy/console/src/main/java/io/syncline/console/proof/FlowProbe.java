package io.syncline.console.proof;

import io.syncline.console.proof.FlowSample.Reading;
import io.syncline.console.system.ConsoleException;
import io.syncline.console.system.TopicReader;
import io.syncline.schemas.topic.Topic;
import io.syncline.schemas.topic.TopicCatalogue;
import io.syncline.service.kafka.KafkaClients;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListOffsetsOptions;
import org.apache.kafka.clients.admin.ListOffsetsResult.ListOffsetsResultInfo;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.IsolationLevel;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.TopicPartition;

/**
 * Asks the broker how far each stage is: where topics end, and how far the groups that read them have
 * come. A group may stay before the end although nothing waits, since what ends a transaction takes an offset
 * and is no record; so where one does, the next record is looked for. One thread uses it.
 */
final class FlowProbe implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofSeconds(15);
    private static final Duration POLL = Duration.ofMillis(100);
    /** So long the first waiting record of all partitions is looked for. */
    private static final Duration LOOK_MAX = Duration.ofMillis(600);
    private static final String SEQUENCE = "syncline-sequence";
    private static final String SINK = "syncline-sink";

    private final Admin admin;
    private final KafkaConsumer<String, byte[]> consumer;
    private final Supplier<String> mergeGroup;
    private final Map<Topic, List<TopicPartition>> places = new HashMap<>();

    /** @param mergeGroup the group of the merge that runs */
    FlowProbe(KafkaClients clients, Supplier<String> mergeGroup) {
        this.admin = clients.admin();
        this.consumer = new TopicReader(clients).consumer();
        this.mergeGroup = mergeGroup;
    }

    /** @throws ConsoleException if the broker does not answer */
    FlowSample sample(Instant now) {
        Map<TopicPartition, Long> ends = ends();
        Map<Stage, Map<TopicPartition, Long>> next = new EnumMap<>(Stage.class);
        Map<TopicPartition, Long> looked = new HashMap<>();
        for (Stage stage : Stage.values()) {
            Map<TopicPartition, Long> behind = behind(stage, ends);
            next.put(stage, behind);
            behind.forEach((place, offset) -> looked.merge(place, offset, Math::min));
        }
        Map<TopicPartition, Instant> waiting = firstWaiting(looked, ends);
        Map<Stage, Reading> stages = new EnumMap<>(Stage.class);
        next.forEach((stage, behind) -> stages.put(stage, reading(stage, behind, ends, waiting)));
        return new FlowSample(now, places(TopicCatalogue.JOURNAL).size(), stages);
    }

    @Override
    public void close() {
        consumer.close();
        admin.close(PATIENCE);
    }

    private Reading reading(Stage stage, Map<TopicPartition, Long> behind,
            Map<TopicPartition, Long> ends, Map<TopicPartition, Instant> waiting) {
        Map<Integer, Instant> oldest = new HashMap<>();
        long count = 0;
        for (Map.Entry<TopicPartition, Long> place : behind.entrySet()) {
            Instant first = waiting.get(place.getKey());
            if (first != null) {
                count += ends.getOrDefault(place.getKey(), 0L) - place.getValue();
                oldest.merge(place.getKey().partition(), first,
                        (one, other) -> one.isBefore(other) ? one : other);
            }
        }
        long output = places(stage.output()).stream()
                .mapToLong(place -> ends.getOrDefault(place, 0L))
                .sum();
        return new Reading(output, count, oldest);
    }

    /** Where the stage's service has not come to the end, and the offset that it reads next. */
    private Map<TopicPartition, Long> behind(Stage stage, Map<TopicPartition, Long> ends) {
        if (stage.inputs().isEmpty()) {
            return Map.of();
        }
        Map<TopicPartition, OffsetAndMetadata> offsets = answer(admin
                .listConsumerGroupOffsets(group(stage))
                .partitionsToOffsetAndMetadata());
        return stage.inputs()
                .stream()
                .flatMap(topic -> places(topic).stream())
                .filter(place -> ends.getOrDefault(place, 0L) > next(offsets, place))
                .collect(Collectors.toMap(place -> place, place -> next(offsets, place)));
    }

    private static long next(Map<TopicPartition, OffsetAndMetadata> offsets,
            TopicPartition place) {
        OffsetAndMetadata next = offsets.get(place);
        return next == null ? 0 : next.offset();
    }

    private String group(Stage stage) {
        return switch (stage) {
            case JOURNAL -> SEQUENCE;
            case MERGE, WRITES -> mergeGroup.get();
            case SINK -> SINK;
        };
    }

    private Map<TopicPartition, Long> ends() {
        Set<Topic> topics = new HashSet<>();
        Stream.of(Stage.values()).forEach(stage -> {
            topics.addAll(stage.inputs());
            topics.add(stage.output());
        });
        Map<TopicPartition, OffsetSpec> asked = topics.stream()
                .flatMap(topic -> places(topic).stream())
                .collect(Collectors.toMap(place -> place, place -> OffsetSpec.latest()));
        Map<TopicPartition, ListOffsetsResultInfo> answered = answer(admin
                .listOffsets(asked, new ListOffsetsOptions(IsolationLevel.READ_COMMITTED))
                .all());
        return answered.entrySet()
                .stream()
                .collect(Collectors.toMap(Map.Entry::getKey, end -> end.getValue().offset()));
    }

    /** The time of the first record at or after these offsets; nothing where there is none. */
    private Map<TopicPartition, Instant> firstWaiting(Map<TopicPartition, Long> from,
            Map<TopicPartition, Long> ends) {
        Map<TopicPartition, Instant> found = new HashMap<>();
        Map<TopicPartition, Long> left = new HashMap<>(from);
        consumer.assign(left.keySet());
        left.forEach(consumer::seek);
        long deadline = System.nanoTime() + LOOK_MAX.toNanos();
        while (!left.isEmpty() && System.nanoTime() < deadline) {
            for (ConsumerRecord<String, byte[]> record : consumer.poll(POLL)) {
                found.putIfAbsent(new TopicPartition(record.topic(), record.partition()),
                        Instant.ofEpochMilli(record.timestamp()));
            }
            left.keySet()
                    .removeIf(place -> found.containsKey(place)
                            || consumer.position(place) >= ends.getOrDefault(place, 0L));
            consumer.pause(found.keySet()
                    .stream()
                    .filter(consumer.assignment()::contains)
                    .toList());
        }
        consumer.unsubscribe();
        return found;
    }

    private List<TopicPartition> places(Topic topic) {
        return places.computeIfAbsent(topic, key -> TopicReader.partitions(consumer, key));
    }

    private static <T> T answer(KafkaFuture<T> future) {
        try {
            return future.get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException e) {
            throw ConsoleException.failed("The broker refuses to say how far Syncline is: "
                    + e.getCause(), e);
        } catch (TimeoutException e) {
            throw ConsoleException.failed("The broker has not said within " + PATIENCE.toSeconds()
                    + " s how far Syncline is", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw ConsoleException.failed("Interrupted", e);
        }
    }
}
