package io.syncline.source;

import io.syncline.schemas.topic.Topic;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ExecutionException;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListConsumerGroupOffsetsOptions;
import org.apache.kafka.clients.admin.ListOffsetsOptions;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.common.IsolationLevel;
import org.apache.kafka.common.TopicPartition;

/** Asks the broker each time. */
final class BrokerOffsets implements Offsets {

    private static final int TIMEOUT_MS = 5_000;

    private final Admin admin;
    private final int partitions;

    /**
     * @param admin closed with this
     * @param partitions of every topic that is asked for
     */
    BrokerOffsets(Admin admin, int partitions) {
        this.admin = admin;
        this.partitions = partitions;
    }

    @Override
    public Map<TopicPartition, Long> taken(String group)
            throws ExecutionException, InterruptedException {
        return admin
                .listConsumerGroupOffsets(group,
                        new ListConsumerGroupOffsetsOptions().timeoutMs(TIMEOUT_MS))
                .partitionsToOffsetAndMetadata()
                .get()
                .entrySet()
                .stream()
                .filter(place -> Objects.nonNull(place.getValue()))
                .collect(Collectors.toMap(Map.Entry::getKey, place -> place.getValue().offset()));
    }

    @Override
    public Map<TopicPartition, Long> ends(Topic topic)
            throws ExecutionException, InterruptedException {
        return admin
                .listOffsets(
                        IntStream.range(0, partitions)
                                .mapToObj(partition -> new TopicPartition(topic.name(), partition))
                                .collect(Collectors.toMap(place -> place,
                                        place -> OffsetSpec.latest())),
                        new ListOffsetsOptions(IsolationLevel.READ_COMMITTED).timeoutMs(TIMEOUT_MS))
                .all()
                .get()
                .entrySet()
                .stream()
                .collect(Collectors.toMap(Map.Entry::getKey, end -> end.getValue().offset()));
    }

    @Override
    public void close() {
        admin.close();
    }
}
