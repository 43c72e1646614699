package io.syncline.console.system;

import io.syncline.console.system.TopicReader.Row;
import io.syncline.schemas.topic.Topic;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.Deserializer;

/** What one partition gets from now on. */
final class Tail<T extends SpecificRecord> implements AutoCloseable {

    private static final Duration POLL = Duration.ofMillis(50);

    private final Topic topic;
    private final KafkaConsumer<String, byte[]> consumer;
    private final Deserializer<T> values;
    private final TopicPartition place;

    private Tail(Topic topic, TopicReader reader, KafkaConsumer<String, byte[]> consumer,
            TopicPartition place) {
        this.topic = topic;
        this.consumer = consumer;
        this.values = reader.values();
        this.place = place;
        consumer.assign(List.of(place));
        consumer.seekToEnd(List.of(place));
        consumer.position(place); // The seek is lazy; what follows must not be skipped.
    }

    /** The partition of a mailbox; of a topic with a single one, that. */
    static <T extends SpecificRecord> Tail<T> of(MailboxName mailbox, Topic topic,
            TopicReader reader) {
        KafkaConsumer<String, byte[]> consumer = reader.consumer();
        return new Tail<>(topic, reader, consumer,
                TopicReader.placeOf(consumer, mailbox, topic));
    }

    /** What came since the last call; waits a moment for something. */
    List<Row<T>> more() {
        List<Row<T>> rows = new ArrayList<>();
        consumer.poll(POLL).forEach(record -> rows.add(TopicReader.row(values, topic, record)));
        return rows;
    }

    boolean hasReached(long offset) {
        return consumer.position(place) >= offset;
    }

    TopicPartition place() {
        return place;
    }

    @Override
    public void close() {
        consumer.close();
        values.close();
    }
}
