package io.syncline.console.backup;

import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.common.TopicPartition;

/**
 * Where topics end now, with what is under way and not committed yet: of a transaction just committed the markers
 * come a moment later, and whoever asked for committed records alone would not see it.
 */
final class Ends {

    private Ends() {}

    /** Of every partition of these topics, which exist. */
    static Map<TopicPartition, Long> of(Admin admin, Collection<String> topics)
            throws ExecutionException, InterruptedException {
        Map<TopicPartition, OffsetSpec> asked = new HashMap<>();
        admin.describeTopics(List.copyOf(topics))
                .allTopicNames()
                .get()
                .values()
                .forEach(topic -> topic.partitions()
                        .forEach(partition -> asked.put(
                                new TopicPartition(topic.name(), partition.partition()),
                                OffsetSpec.latest())));
        Map<TopicPartition, Long> ends = new HashMap<>();
        admin.listOffsets(asked)
                .all()
                .get()
                .forEach((place, end) -> ends.put(place, end.offset()));
        return ends;
    }
}
