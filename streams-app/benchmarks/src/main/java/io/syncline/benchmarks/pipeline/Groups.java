package io.syncline.benchmarks.pipeline;

import io.syncline.schemas.topic.Topic;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListOffsetsResult.ListOffsetsResultInfo;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.GroupIdNotFoundException;
import org.apache.kafka.common.errors.GroupNotEmptyException;

/** How far applications have come, by what the broker says of their groups. */
final class Groups {

    private static final Duration LOOK = Duration.ofMillis(100);
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final Admin admin;

    Groups(Admin admin) {
        this.admin = admin;
    }

    /** How many records of a topic an application has read and committed. */
    long read(String application, Topic topic) {
        return answer(admin.listConsumerGroupOffsets(application).partitionsToOffsetAndMetadata())
                .entrySet()
                .stream()
                .filter(entry -> entry.getKey().topic().equals(topic.name())
                        && entry.getValue() != null)
                .mapToLong(entry -> entry.getValue().offset())
                .sum();
    }

    /** How many offsets a topic has; what ends transactions among them. */
    long written(Topic topic) {
        Set<TopicPartition> places = places(topic);
        Map<TopicPartition, ListOffsetsResultInfo> ends = answer(admin.listOffsets(places.stream()
                .collect(Collectors.toMap(place -> place, place -> OffsetSpec.latest())))
                .all());
        return ends.values().stream().mapToLong(ListOffsetsResultInfo::offset).sum();
    }

    int partitions(Topic topic) {
        return places(topic).size();
    }

    /** As if the application had never run: no offsets, and no topics of its own. */
    void forget(String application) {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (!isDeleted(application)) {
            if (System.nanoTime() > deadline) {
                throw new BenchException("The group " + application
                        + " does not end; does another process belong to it?");
            }
            LockSupport.parkNanos(LOOK.toNanos());
        }
        answer(admin.deleteTopics(answer(admin.listTopics().names()).stream()
                .filter(topic -> topic.startsWith(application + "-"))
                .toList()).all());
    }

    private Set<TopicPartition> places(Topic topic) {
        return answer(admin.describeTopics(List.of(topic.name())).allTopicNames()).values()
                .stream()
                .flatMap(described -> described.partitions()
                        .stream()
                        .map(partition -> new TopicPartition(described.name(),
                                partition.partition())))
                .collect(Collectors.toUnmodifiableSet());
    }

    private boolean isDeleted(String application) {
        Map<String, KafkaFuture<Void>> deleted = admin.deleteConsumerGroups(List.of(application))
                .deletedGroups();
        try {
            deleted.getOrDefault(application, KafkaFuture.completedFuture(null)).get();
            return true;
        } catch (ExecutionException e) {
            if (e.getCause() instanceof GroupNotEmptyException) {
                return false; // Its member was ended a moment ago.
            }
            if (e.getCause() instanceof GroupIdNotFoundException) {
                return true;
            }
            throw new BenchException("The broker does not delete the group: " + e.getCause(), e);
        } catch (InterruptedException e) {
            throw interrupted(e);
        }
    }

    static <T> T answer(KafkaFuture<T> future) {
        try {
            return future.get();
        } catch (ExecutionException e) {
            throw new BenchException("The broker does not answer: " + e.getCause(), e);
        } catch (InterruptedException e) {
            throw interrupted(e);
        }
    }

    private static BenchException interrupted(InterruptedException e) {
        Thread.currentThread().interrupt();
        return new BenchException("Interrupted", e);
    }
}
