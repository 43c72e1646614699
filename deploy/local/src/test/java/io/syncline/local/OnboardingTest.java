package io.syncline.local;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.syncline.local.demo.Onboarding;
import io.syncline.local.demo.Told;
import io.syncline.local.stack.Stack;
import io.syncline.local.stack.Workspace;
import io.syncline.schemas.topic.TopicCatalogue;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** An administrator's first hour with everything running, and what is left of the secrets after it. */
class OnboardingTest {

    private static final List<SecretScan> SCANS = Onboarding.secrets()
            .stream()
            .map(SecretScan::new)
            .toList();

    private static Workspace workspace;
    private static Stack stack;
    private static List<Told> told;
    private static ConsoleVisitor visitor;

    @BeforeAll
    static void play() {
        workspace = Workspace.open(Path.of("target", "onboarding-" + System.nanoTime()));
        stack = Stack.start(workspace, Path.of(System.getProperty("syncline.registry")),
                text -> {});
        told = new Onboarding(stack, 2, 1, Duration.ofSeconds(30), text -> {}, step -> {}).play();
        stack.startConsole();
        visitor = new ConsoleVisitor(stack.consoleLink().orElseThrow());
    }

    @AfterAll
    static void stop() {
        stack.close();
        workspace.close();
    }

    @Test
    void tellsOfEachMistakeWhatToMend() {
        assertThat(told).allMatch(Told::held).hasSize(9);
        assertThat(stack.supervisor().restarts().values()).containsOnly(0);
        assertThat(told.subList(0, 6)).extracting(Told::outcome)
                .doesNotHaveDuplicates()
                .satisfiesExactly(reads -> assertThat(reads).contains("Secret ID"),
                        reads -> assertThat(reads).contains("Tenant ID"),
                        reads -> assertThat(reads).contains("expired"),
                        reads -> assertThat(reads).contains("Contacts.ReadWrite"),
                        reads -> assertThat(reads).contains("distribution list"),
                        reads -> assertThat(reads).contains("agent-1@example.com"));
    }

    @Test
    void leavesNoSecretInLogsTopicsOrAnswers() {
        assertThat(leaks()).isEmpty();
        assertThat(visitor.answers()).containsKeys("/ (200)", "/tenants/example (200)",
                "/tenants/example/mailboxes (200)", "/api/v1/tenants/example (200)");
    }

    @Test
    void findsALeakInALogOrATopic()
            throws IOException, InterruptedException, ExecutionException {
        String secret = Onboarding.secrets().getFirst();
        Path log = workspace.logs().resolve("leaky.log");
        createTopic("leaky");
        Files.writeString(log, "token request: " + secret, StandardOpenOption.CREATE_NEW);
        try (KafkaProducer<String, String> producer = new KafkaProducer<>(
                Map.of("bootstrap.servers", stack.infrastructure().bootstrapServers()),
                new StringSerializer(), new StringSerializer())) {
            producer.send(new ProducerRecord<>("leaky", "key",
                    "{\"s\":\"" + secret.replace("\"", "\\\"") + "\"}")).get();
        }
        try {
            assertThat(leaks()).anyMatch(leak -> leak.contains("leaky.log"))
                    .anyMatch(leak -> leak.contains("topic leaky"));
        } finally {
            Files.delete(log);
            deleteTopic("leaky");
        }
    }

    private static void createTopic(String name)
            throws InterruptedException, ExecutionException {
        try (Admin admin = Admin.create(
                Map.of("bootstrap.servers", stack.infrastructure().bootstrapServers()))) {
            admin.createTopics(List.of(new NewTopic(name, 1, (short) 1))).all().get();
        }
    }

    private static void deleteTopic(String name) {
        try (Admin admin = Admin.create(
                Map.of("bootstrap.servers", stack.infrastructure().bootstrapServers()))) {
            admin.deleteTopics(List.of(name));
        }
    }

    private static List<String> leaks() {
        List<String> leaks = new ArrayList<>();
        inLogs(leaks);
        inTopics(leaks);
        visitor.answers().forEach((path, body) -> look(path, body.getBytes(UTF_8), leaks));
        return leaks;
    }

    private static void inLogs(List<String> leaks) {
        try (Stream<Path> files = Files.walk(workspace.logs())) {
            files.filter(Files::isRegularFile)
                    .forEach(file -> look(file.toString(), bytes(file), leaks));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static byte[] bytes(Path file) {
        try {
            return Files.readAllBytes(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void inTopics(List<String> leaks) {
        try (KafkaConsumer<byte[], byte[]> consumer = new KafkaConsumer<>(
                Map.of("bootstrap.servers", stack.infrastructure().bootstrapServers()),
                new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
            List<TopicPartition> all = consumer.listTopics()
                    .values()
                    .stream()
                    .flatMap(List::stream)
                    .map(place -> new TopicPartition(place.topic(), place.partition()))
                    .toList();
            assertThat(all).anyMatch(
                    place -> place.topic().equals(TopicCatalogue.TENANTS.name()));
            consumer.assign(all);
            consumer.seekToBeginning(all);
            Map<TopicPartition, Long> ends = consumer.endOffsets(all);
            while (all.stream()
                    .anyMatch(place -> consumer
                            .position(place) < ends.getOrDefault(place, 0L))) {
                consumer.poll(Duration.ofMillis(200)).forEach(record -> {
                    look("topic " + record.topic(), record.key(), leaks);
                    look("topic " + record.topic(), record.value(), leaks);
                });
            }
        }
    }

    private static void look(String where, byte[] bytes, List<String> leaks) {
        if (bytes != null) {
            SCANS.forEach(scan -> leaks.addAll(scan.found(where, bytes)));
        }
    }
}
