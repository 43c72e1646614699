package io.syncline.source;

import io.syncline.schemas.topic.Topic;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.common.TopicPartition;

/** How far everybody is, as a broker says. */
interface Offsets extends AutoCloseable {

    /**
     * Where a group goes on, by partition; nothing where it never ran.
     *
     * @throws ExecutionException with why the broker does not say
     */
    Map<TopicPartition, Long> taken(String group) throws ExecutionException, InterruptedException;

    /**
     * Where the partitions of a topic end for who reads what is committed.
     *
     * @throws ExecutionException with why the broker does not say
     */
    Map<TopicPartition, Long> ends(Topic topic) throws ExecutionException, InterruptedException;

    @Override
    void close();
}
