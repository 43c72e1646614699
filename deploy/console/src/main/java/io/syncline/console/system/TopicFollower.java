package io.syncline.console.system;

import io.syncline.console.system.TopicReader.Row;
import io.syncline.schemas.serde.RegistryException;
import io.syncline.schemas.topic.Topic;
import io.syncline.service.kafka.CaughtUp;
import io.syncline.service.kafka.KafkaClients;
import io.syncline.service.kafka.PollThread;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.serialization.Deserializer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells every record of some topics, from their beginning and then as they come, on a thread of its own;
 * whoever listens keeps what it needs. A value that cannot be read is passed over, and logged by its place:
 * what looks on must not stop where the services themselves would go on.
 */
public final class TopicFollower implements AutoCloseable {

    private static final Logger LOGGER = LoggerFactory.getLogger(TopicFollower.class);
    private static final Duration POLL = Duration.ofMillis(200);

    private final TopicReader topics;
    private final Map<String, Topic> followed;
    private final Optional<MailboxName> only;
    private final Consumer<Row<SpecificRecord>> listener;
    private final CaughtUp caughtUp = new CaughtUp();
    private final PollThread thread;

    /**
     * @param only of this mailbox; empty: of all
     * @param listener is called on the thread that follows; the type of a value says where it stood
     */
    public TopicFollower(KafkaClients clients, List<Topic> followed, Optional<MailboxName> only,
            Consumer<Row<SpecificRecord>> listener) {
        this.topics = new TopicReader(clients);
        this.followed = followed.stream()
                .collect(Collectors.toMap(Topic::name, Function.identity()));
        this.only = only;
        this.listener = listener;
        this.thread = new PollThread("follow-" + followed.getFirst().name(), this::run);
    }

    public void start() {
        thread.start();
    }

    public boolean isHealthy() {
        return thread.isHealthy();
    }

    /** Whether all was told that stood there at the start. */
    public boolean isCaughtUp() {
        return caughtUp.isReached();
    }

    /** Waits until it is caught up; false if it will never be, since it has failed or is closed. */
    public boolean awaitCaughtUp() {
        return caughtUp.await();
    }

    @Override
    public void close() {
        thread.close();
    }

    private void run(BooleanSupplier ended) {
        try (KafkaConsumer<String, byte[]> consumer = topics.consumer();
                Deserializer<SpecificRecord> values = topics.values()) {
            Map<TopicPartition, Long> left = new HashMap<>(begin(consumer));
            while (!ended.getAsBoolean()) {
                consumer.poll(POLL).forEach(record -> tell(values, record));
                left.entrySet()
                        .removeIf(place -> consumer.position(place.getKey()) >= place.getValue());
                if (left.isEmpty()) {
                    caughtUp.reach();
                }
            }
        } finally {
            caughtUp.end();
        }
    }

    /** Assigns what is followed, and says where it ends. */
    private Map<TopicPartition, Long> begin(KafkaConsumer<String, byte[]> consumer) {
        List<TopicPartition> places = new ArrayList<>();
        followed.values()
                .forEach(topic -> places.addAll(only
                        .map(mailbox -> List.of(TopicReader.placeOf(consumer, mailbox, topic)))
                        .orElseGet(() -> TopicReader.partitions(consumer, topic))));
        consumer.assign(places);
        consumer.seekToBeginning(places);
        return consumer.endOffsets(places);
    }

    private void tell(Deserializer<SpecificRecord> values, ConsumerRecord<String, byte[]> record) {
        if (record.value() == null || !isAsked(record)) {
            return;
        }
        Topic topic = followed.get(record.topic());
        try {
            if (topic != null) {
                listener.accept(TopicReader.row(values, topic, record));
            }
        } catch (RegistryException.Unreachable e) {
            throw e;
        } catch (SerializationException e) {
            LOGGER.atWarn()
                    .addKeyValue("topic", record.topic())
                    .addKeyValue("partition", record.partition())
                    .addKeyValue("offset", record.offset())
                    .log("A record cannot be read, and is not shown in the console");
        }
    }

    /** A topic with one partition holds what concerns the mailbox under other keys, too. */
    private boolean isAsked(ConsumerRecord<String, byte[]> record) {
        Topic topic = followed.get(record.topic());
        return only.isEmpty() || topic != null && topic.spread() == Topic.Spread.SINGLE
                || record.key().startsWith(only.get().prefix());
    }
}
