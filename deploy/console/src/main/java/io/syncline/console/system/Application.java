package io.syncline.console.system;

import io.syncline.schemas.generation.RunningMerge;
import io.syncline.schemas.ops.Generation;
import io.syncline.schemas.topic.TopicCatalogue;
import java.util.HashMap;
import java.util.Map;
import java.util.OptionalLong;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.TopicPartition;

/**
 * A streams application of Syncline, as the broker sees it: a group that has come so far.
 *
 * @param service the service's name
 */
record Application(String service, String group) {

    static final Application SEQUENCE = new Application("sequence", "syncline-sequence");

    /** The generation of merge that publishes, as operators promoted it last. */
    static Application merge(RunningSystem system) {
        Map<String, Generation> generations = new HashMap<>();
        system.topics()
                .<Generation>all(TopicCatalogue.GENERATIONS,
                        row -> generations.put(row.key(), row.value()));
        return new Application("merge", RunningMerge.application(
                RunningMerge.number(generations.values()).orElse(1)));
    }

    /** The offset that it reads next; nothing if it has committed none. */
    OptionalLong next(Admin admin, TopicPartition place) {
        OffsetAndMetadata next = answer(
                admin.listConsumerGroupOffsets(group)
                        .partitionsToOffsetAndMetadata())
                .get(place);
        return next == null ? OptionalLong.empty() : OptionalLong.of(next.offset());
    }

    /** Where a partition ends now, with what is not committed yet. */
    static long end(Admin admin, TopicPartition of) {
        return answer(admin.listOffsets(Map.of(of, OffsetSpec.latest())).partitionResult(of))
                .offset();
    }

    private static <T> T answer(KafkaFuture<T> future) {
        try {
            return future.get();
        } catch (ExecutionException e) {
            throw ConsoleException.failed("The broker refuses to say how far Syncline is: "
                    + e.getCause(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw ConsoleException.failed("Interrupted", e);
        }
    }
}
