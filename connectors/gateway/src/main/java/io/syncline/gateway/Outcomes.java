package io.syncline.gateway;

import io.syncline.schemas.contact.Change;
import io.syncline.schemas.topic.TopicCatalogue;
import io.syncline.service.kafka.KafkaClients;
import java.time.Duration;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What came of the latest edits: the change that each caused. Remembers so many; an older one is
 * found on the changes topic.
 */
final class Outcomes implements AutoCloseable {

    private static final Logger LOGGER = LoggerFactory.getLogger(Outcomes.class);
    private static final Duration POLL = Duration.ofMillis(100);
    private static final int REMEMBERED_MAX = 100_000;

    private final KafkaClients clients;
    private final Map<String, Change> byCause = Collections.synchronizedMap(new LinkedHashMap<>() {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Change> eldest) {
            return size() > REMEMBERED_MAX;
        }
    });
    private final Thread thread = Thread.ofPlatform().name("outcomes").unstarted(this::run);
    private volatile boolean ended;
    private volatile boolean failed;

    Outcomes(KafkaClients clients) {
        this.clients = clients;
    }

    void start() {
        thread.start();
    }

    boolean isHealthy() {
        return !failed;
    }

    /** The change that an edit caused, once there is one. */
    Optional<Change> of(String changeId) {
        return Optional.ofNullable(byCause.get(changeId));
    }

    @Override
    public void close() {
        ended = true;
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void run() {
        try (KafkaConsumer<String, Change> reader = clients.reader()) {
            List<TopicPartition> all = reader.partitionsFor(TopicCatalogue.CHANGES.name())
                    .stream()
                    .map(place -> new TopicPartition(place.topic(), place.partition()))
                    .toList();
            reader.assign(all);
            reader.seekToBeginning(all);
            while (!ended) {
                reader.poll(POLL)
                        .forEach(
                                record -> byCause.put(record.value().getCauseId(), record.value()));
            }
        } catch (KafkaException e) {
            LOGGER.atError().setCause(e).log("The table of outcomes cannot go on");
            failed = true;
        }
    }
}
