package io.syncline.topology.run;

import static java.util.Objects.requireNonNull;

import io.syncline.schemas.topic.TopicCatalogue;
import io.syncline.service.config.SynclineConfig;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListOffsetsOptions;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.IsolationLevel;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.TopicPartitionInfo;
import org.apache.kafka.common.errors.TopicExistsException;

/** What the generations of merge need of the broker, beside reading and writing. */
final class JournalBroker implements AutoCloseable {

    private static final Duration TIMEOUT = Duration.ofSeconds(15);

    private final Admin admin;
    private final short replicas;

    /** The broker did not do what it was asked, or did not say. */
    static final class NoAnswer extends RuntimeException {

        private static final long serialVersionUID = 1L;

        NoAnswer(String message, Exception why) {
            super(message, why);
        }
    }

    JournalBroker(Admin admin, SynclineConfig.Kafka config) {
        this.admin = admin;
        this.replicas = config.replicas();
    }

    @Override
    public void close() {
        admin.close(TIMEOUT);
    }

    /**
     * Makes sure that there is a topic of that name that is like merged.
     *
     * @throws NoAnswer if the broker does not make it
     */
    void ensureMergedTopic(String name) {
        int partitions = partitions(TopicCatalogue.MERGED.name()).size();
        NewTopic topic = new NewTopic(name, partitions, replicas)
                .configs(TopicCatalogue.MERGED.settings());
        try {
            admin.createTopics(List.of(topic))
                    .all()
                    .get(TIMEOUT.toMillis(),
                            TimeUnit.MILLISECONDS);
        } catch (ExecutionException e) {
            if (!(e.getCause() instanceof TopicExistsException)) {
                throw refused("create " + name, e);
            }
        } catch (TimeoutException e) {
            throw refused("create " + name, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw refused("create " + name, e);
        }
    }

    /**
     * How many records of the journal a group has not folded yet, as of its last commit.
     *
     * @throws NoAnswer if the broker does not say
     */
    long lag(String group) {
        Map<TopicPartition, Long> folded = await(
                admin.listConsumerGroupOffsets(group).partitionsToOffsetAndMetadata(),
                "list the offsets of " + group).entrySet()
                .stream()
                .filter(place -> place.getValue() != null)
                .collect(Collectors.toMap(Map.Entry::getKey, place -> offset(place.getValue())));
        String journal = TopicCatalogue.JOURNAL.name();
        Map<TopicPartition, OffsetSpec> ends = partitions(journal).stream()
                .collect(Collectors.toMap(
                        partition -> new TopicPartition(journal, partition.partition()),
                        partition -> OffsetSpec.latest()));
        return await(admin.listOffsets(ends, new ListOffsetsOptions(
                IsolationLevel.READ_COMMITTED)).all(), "list the ends of " + journal).entrySet()
                .stream()
                .mapToLong(end -> Math.max(0, end.getValue().offset()
                        - folded.getOrDefault(end.getKey(), 0L)))
                .sum();
    }

    private List<TopicPartitionInfo> partitions(String topic) {
        return requireNonNull(await(admin.describeTopics(List.of(topic)).allTopicNames(),
                "describe " + topic).get(topic)).partitions();
    }

    private static long offset(OffsetAndMetadata committed) {
        return committed.offset();
    }

    private static <T> T await(KafkaFuture<T> future, String what) {
        try {
            return future.get(TIMEOUT.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw refused(what, e);
        } catch (ExecutionException | TimeoutException e) {
            throw refused(what, e);
        }
    }

    private static NoAnswer refused(String what, Exception why) {
        return new NoAnswer("The broker did not " + what + ": "
                + (why.getCause() == null ? why : why.getCause()), why);
    }
}
