package io.syncline.console.rebuild;

import static java.util.Objects.requireNonNull;

import io.syncline.console.system.ConsoleException;
import io.syncline.console.system.RunningSystem;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.GroupIdNotFoundException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;

/** Where topics end, and how far groups have come, by partition; as the broker says it now. */
final class Offsets {

    private final Admin admin;

    Offsets(RunningSystem system) {
        this.admin = system.admin();
    }

    /** Where each partition ends, with what is not committed yet. */
    NavigableMap<Integer, Long> ends(String topic) {
        return offsets(topic, OffsetSpec.latest());
    }

    /** Where each partition begins. */
    NavigableMap<Integer, Long> begins(String topic) {
        return offsets(topic, OffsetSpec.earliest());
    }

    /** The first record of each partition at or after a time; none there: -1. */
    NavigableMap<Integer, Long> at(String topic, Instant time) {
        return offsets(topic, OffsetSpec.forTimestamp(time.toEpochMilli()));
    }

    /** What a group reads next of each partition; a partition of which it has committed nothing is left out. */
    NavigableMap<Integer, Long> committed(String group, String topic) {
        NavigableMap<Integer, Long> next = new TreeMap<>();
        answer(admin.listConsumerGroupOffsets(group).partitionsToOffsetAndMetadata())
                .forEach((place, offset) -> {
                    if (place.topic().equals(topic) && offset != null) {
                        next.put(place.partition(), offset.offset());
                    }
                });
        return next;
    }

    /** How many processes' threads belong to a group; none where there is no such group. */
    int members(String group) {
        try {
            return requireNonNull(admin.describeConsumerGroups(List.of(group))
                    .describedGroups()
                    .get(group)).get().members().size();
        } catch (ExecutionException e) {
            if (e.getCause() instanceof GroupIdNotFoundException) {
                return 0;
            }
            throw refused(e);
        } catch (InterruptedException e) {
            throw interrupted(e);
        }
    }

    /** The partitions of a topic; empty where there is none of that name. */
    Collection<Integer> partitions(String topic) {
        try {
            return requireNonNull(admin.describeTopics(List.of(topic))
                    .topicNameValues()
                    .get(topic)).get()
                    .partitions()
                    .stream()
                    .map(place -> place.partition())
                    .sorted()
                    .toList();
        } catch (ExecutionException e) {
            if (e.getCause() instanceof UnknownTopicOrPartitionException) {
                return List.of();
            }
            throw refused(e);
        } catch (InterruptedException e) {
            throw interrupted(e);
        }
    }

    static <T> T answer(KafkaFuture<T> future) {
        try {
            return future.get();
        } catch (ExecutionException e) {
            throw refused(e);
        } catch (InterruptedException e) {
            throw interrupted(e);
        }
    }

    private NavigableMap<Integer, Long> offsets(String topic, OffsetSpec which) {
        Map<TopicPartition, OffsetSpec> asked = new HashMap<>();
        partitions(topic).forEach(partition -> asked
                .put(new TopicPartition(topic, partition), which));
        NavigableMap<Integer, Long> found = new TreeMap<>();
        answer(admin.listOffsets(asked).all())
                .forEach((place, offset) -> found.put(place.partition(), offset.offset()));
        return found;
    }

    private static ConsoleException refused(ExecutionException e) {
        return ConsoleException.failed("The broker refuses to say how far Syncline is: "
                + e.getCause(), e);
    }

    private static ConsoleException interrupted(InterruptedException e) {
        Thread.currentThread().interrupt();
        return ConsoleException.failed("Interrupted; the same command goes on", e);
    }
}
