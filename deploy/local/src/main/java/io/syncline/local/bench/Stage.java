package io.syncline.local.bench;

import io.syncline.benchmarks.pipeline.BenchException;
import io.syncline.benchmarks.pipeline.Watched;
import io.syncline.local.demo.CrmDesk;
import io.syncline.local.demo.Outlook;
import io.syncline.local.process.JavaChild;
import io.syncline.local.stack.Stack;
import io.syncline.local.stack.Workspace;
import io.syncline.schemas.topic.Topic;
import io.syncline.service.config.SynclineConfig;
import io.syncline.service.kafka.KafkaClients;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;

/** A simulated tenant with mailboxes, and the services that a part of the bench needs. */
final class Stage implements AutoCloseable {

    private static final String DOMAIN = "@example.com";
    private static final Duration LOOK = Duration.ofMillis(100);

    private final Stack stack;
    private final Outlook outlook;
    private final CrmDesk crm;
    private final SynclineConfig config;
    private final KafkaClients clients;

    private Stage(Stack stack) {
        this.stack = stack;
        this.outlook = new Outlook(stack.simulatorAdmin());
        this.crm = new CrmDesk(stack.crm());
        this.config = stack.configOf("bench");
        this.clients = new KafkaClients(config);
    }

    /**
     * Starts broker, registry, tenant and CRM, and no service.
     *
     * @param mailboxes their ids
     * @param settings what the services' configuration says besides, as YAML
     */
    static Stage open(Workspace workspace, Path registryHome, List<String> mailboxes,
            String settings, Consumer<String> progress) {
        Stack stack = Stack.forMeasuring(workspace, registryHome, progress);
        try {
            List<String> addresses = mailboxes.stream().map(Stage::address).toList();
            stack.startSimulation(addresses);
            stack.configure(Files.writeString(workspace.folder("bench.yaml"), settings));
            Stage stage = new Stage(stack);
            addresses.forEach(stage.outlook::addMailbox);
            return stage;
        } catch (IOException e) {
            stack.close();
            throw new UncheckedIOException("Cannot write the settings", e);
        } catch (RuntimeException e) {
            stack.close();
            throw e;
        }
    }

    static String address(String mailbox) {
        return mailbox + DOMAIN;
    }

    void start(String... services) {
        stack.startAndAwait(List.of(services));
    }

    Outlook outlook() {
        return outlook;
    }

    CrmDesk crm() {
        return crm;
    }

    /** How the simulated tenant is reached through Graph. */
    SynclineConfig.Graph graph() {
        return Objects.requireNonNull(config.tenants().getFirst().graph());
    }

    KafkaClients clients() {
        return clients;
    }

    void stop(String service) {
        stack.supervisor().stop(service);
    }

    /** Reads a topic from its beginning to what stands there now. */
    <T extends SpecificRecord> List<T> all(Topic topic) {
        List<T> all = new ArrayList<>();
        try (KafkaConsumer<String, T> reader = clients.reader()) {
            List<TopicPartition> places = KafkaClients.fromTheStart(reader, topic);
            Map<TopicPartition, Long> ends = reader.endOffsets(places);
            while (places.stream()
                    .anyMatch(place -> reader.position(place) < ends.getOrDefault(place, 0L))) {
                reader.poll(LOOK).forEach(record -> all.add(record.value()));
            }
        }
        return all;
    }

    /** What these services have computed so far. */
    Duration cpu(List<String> services) {
        return services.stream()
                .map(service -> watched(service).cpu())
                .reduce(Duration.ZERO, Duration::plus);
    }

    /** The most memory that a service took, in bytes; 0 where nobody says. */
    long residentBytes(String service) {
        return watched(service).residentBytesMax().orElse(0);
    }

    private Watched watched(String service) {
        return Watched.now(stack.supervisor()
                .child(service)
                .map(JavaChild::pid)
                .orElseThrow(() -> new BenchException(service + " was not started")));
    }

    /** Waits until something shows. */
    void await(String what, Duration patience, BooleanSupplier shown) {
        long deadline = System.nanoTime() + patience.toNanos();
        while (!shown.getAsBoolean()) {
            if (System.nanoTime() > deadline) {
                throw new BenchException(
                        "Not within " + patience.toSeconds() + " s: " + what);
            }
            LockSupport.parkNanos(LOOK.toNanos());
        }
    }

    @Override
    public void close() {
        outlook.close();
        crm.close();
        stack.close();
    }
}
