package io.syncline.local;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.syncline.local.stack.Infrastructure;
import io.syncline.service.config.ConfigLoader;
import io.syncline.service.config.SynclineConfig;
import io.syncline.service.kafka.KafkaClients;
import io.syncline.service.kafka.StageLag;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What waits for a stage, on a real broker. */
class StageLagTest {

    private static final Waiting WAITING = new Waiting(Duration.ofSeconds(30));
    private static final int WRITTEN = 5;
    /** Each transaction ends with one. */
    private static final long MARKER = 1;
    private static final long AGE_MS = 60_000;

    private final String topic = "waiting-" + System.nanoTime();
    private final TopicPartition place = new TopicPartition(topic, 0);
    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    private Admin admin;
    private StageLag lag;

    @BeforeEach
    void start(@TempDir Path folder) throws Exception {
        Infrastructure running = Running.infrastructure();
        SynclineConfig config = ConfigLoader.load(Files.writeString(folder.resolve("a.yaml"), """
                kafka: {bootstrapServers: "%s"}
                registry: {url: "%s"}
                observability: {lookInterval: PT0.1S, stuckAfter: PT1S}
                """.formatted(running.bootstrapServers(), running.registryUrl())), Map.of());
        admin = Admin.create(Map.of("bootstrap.servers", running.bootstrapServers()));
        admin.createTopics(List.of(new NewTopic(topic, 2, (short) 1))).all().get();
        lag = new StageLag("tried", "group-" + topic, List.of(topic), new KafkaClients(config),
                config.observability(), meters);
        lag.start();
    }

    @AfterEach
    void stop() {
        lag.close();
        admin.close();
    }

    @Test
    void isAllThatWasCommittedAndNotTakenAndTheAgeOfTheOldest() throws Exception {
        write(true);

        WAITING.until("all wait, and their marker", () -> records() == WRITTEN + MARKER);
        assertThat(ageSeconds()).isBetween(AGE_MS / 1_000.0, AGE_MS / 1_000.0 + 60);
        taken(2);
        WAITING.until("two are taken", () -> records() == WRITTEN + MARKER - 2);
        taken(WRITTEN);
        WAITING.until("none waits, though a marker stands behind the last", () -> records() == 0);
        assertThat(ageSeconds()).isZero();
    }

    @Test
    void countsNothingThatWasNotCommitted() throws Exception {
        write(false);
        write(true);

        WAITING.until("the committed ones wait", () -> records() == WRITTEN + MARKER);
        taken(WRITTEN + MARKER + WRITTEN);
        WAITING.until("none waits", () -> records() == 0);
    }

    @Test
    void isAProblemOnceNothingIsTakenForLong() throws Exception {
        write(true);

        WAITING.until("it is stuck", () -> lag.problem().isPresent());
        assertThat(lag.problem().orElseThrow()).contains(" records wait, and none was");
        taken(1);
        WAITING.until("it goes on", () -> lag.problem().isEmpty());
    }

    private void write(boolean committed) throws InterruptedException,
            ExecutionException {
        try (KafkaProducer<byte[], byte[]> producer = new KafkaProducer<>(Map.of(
                "bootstrap.servers", Running.infrastructure().bootstrapServers(),
                "transactional.id", topic), new ByteArraySerializer(),
                new ByteArraySerializer())) {
            producer.initTransactions();
            producer.beginTransaction();
            long now = System.currentTimeMillis();
            for (int number = 0; number < WRITTEN; number++) {
                producer.send(new ProducerRecord<>(topic, 0, now - AGE_MS + number, null,
                        new byte[]{1})).get();
            }
            if (committed) {
                producer.commitTransaction();
            } else {
                producer.abortTransaction();
            }
        }
    }

    private void taken(long offset) throws InterruptedException, ExecutionException {
        admin.alterConsumerGroupOffsets("group-" + topic,
                Map.of(place, new OffsetAndMetadata(offset))).all().get();
    }

    private double records() {
        return meters.get("syncline.stage.lag")
                .tags("stage", "tried", "topic", topic)
                .gauge()
                .value();
    }

    private double ageSeconds() {
        return meters.get("syncline.stage.age")
                .tags("stage", "tried", "topic", topic)
                .gauge()
                .value();
    }
}
