package io.syncline.benchmarks.pipeline;

import io.syncline.schemas.topic.Topic;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.admin.RecordsToDelete;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.Node;
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

    /** As if the application had read all of a topic. */
    void readAll(String application, Topic topic) {
        Map<TopicPartition, OffsetAndMetadata> read = new HashMap<>();
        ends(topic).forEach((place, end) -> read.put(place, new OffsetAndMetadata(end)));
        answer(admin.alterConsumerGroupOffsets(application, read).all());
    }

    /** Deletes all records of a topic. */
    void empty(Topic topic) {
        Map<TopicPartition, RecordsToDelete> all = new HashMap<>();
        ends(topic).forEach((place, end) -> all.put(place, RecordsToDelete.beforeOffset(end)));
        answer(admin.deleteRecords(all).all());
    }

    /** Where each partition of a topic ends. */
    Map<TopicPartition, Long> ends(Topic topic) {
        Map<TopicPartition, OffsetSpec> asked = places(topic).stream()
                .collect(Collectors.toMap(place -> place, place -> OffsetSpec.latest()));
        return answer(admin.listOffsets(asked).all()).entrySet()
                .stream()
                .collect(Collectors.toMap(Map.Entry::getKey, end -> end.getValue().offset()));
    }

    /** How many bytes the brokers keep of a topic, each replica. */
    long bytes(Topic topic) {
        List<Integer> brokers = answer(admin.describeCluster().nodes()).stream()
                .map(Node::id)
                .toList();
        return answer(admin.describeLogDirs(brokers).allDescriptions()).values()
                .stream()
                .flatMap(folders -> folders.values().stream())
                .flatMap(folder -> folder.replicaInfos().entrySet().stream())
                .filter(replica -> replica.getKey().topic().equals(topic.name()))
                .mapToLong(replica -> replica.getValue().size())
                .sum();
    }

    List<TopicPartition> places(Topic topic) {
        return IntStream.range(0, partitions(topic))
                .mapToObj(partition -> new TopicPartition(topic.name(), partition))
                .toList();
    }

    int partitions(Topic topic) {
        return answer(admin.describeTopics(List.of(topic.name())).allTopicNames()).values()
                .stream()
                .mapToInt(described -> described.partitions().size())
                .sum();
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
            throw BenchException.interrupted(e);
        }
    }

    static <T> T answer(KafkaFuture<T> future) {
        return BenchException.await(future, "The broker does not answer");
    }
}
