package io.syncline.console.system;

import io.syncline.schemas.ops.Generation;
import io.syncline.schemas.ops.GenerationState;
import io.syncline.schemas.topic.TopicCatalogue;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
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

    private static final String MERGE = "syncline-merge";

    /** The generation of merge that publishes, as operators promoted it last. */
    static Application merge(RunningSystem system) {
        Map<String, Generation> generations = new HashMap<>();
        system.topics()
                .<Generation>all(TopicCatalogue.GENERATIONS,
                        row -> generations.put(row.key(), row.value()));
        Optional<Integer> running = newest(generations.values(), GenerationState.RUNNING);
        boolean firstRan = generations.values()
                .stream()
                .noneMatch(generation -> generation.getNumber() == 1
                        && generation.getState() != GenerationState.RUNNING);
        int number = running.orElseGet(() -> firstRan
                ? 1
                : newest(generations.values(), GenerationState.PROMOTING).orElse(1));
        return new Application("merge", number == 1 ? MERGE : MERGE + "-" + number);
    }

    private static Optional<Integer> newest(Collection<Generation> all, GenerationState state) {
        return all.stream()
                .filter(generation -> generation.getState() == state)
                .map(Generation::getNumber)
                .max(Integer::compare);
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
