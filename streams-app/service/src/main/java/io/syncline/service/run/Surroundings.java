package io.syncline.service.run;

import io.syncline.schemas.serde.RegistryClient;
import io.syncline.schemas.serde.RegistryConfig;
import io.syncline.schemas.serde.RegistryException;
import io.syncline.service.config.SynclineConfig;
import io.syncline.service.kafka.KafkaClients;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.DescribeClusterOptions;

/**
 * Looks again and again whether broker and registry answer, on a thread of its own, so that whoever
 * asks is answered at once. What a service has once asked of the registry it remembers: without it
 * the service still works, until a schema comes that it has not met.
 */
final class Surroundings implements AutoCloseable {

    private static final Duration TIMEOUT = Duration.ofSeconds(5);

    private final SynclineConfig config;
    private final KafkaClients clients;
    private final Thread thread;
    private volatile Optional<String> broker = Optional.of("Nobody has looked yet");
    private volatile Optional<String> registry = broker;
    private volatile boolean ended;

    Surroundings(SynclineConfig config) {
        this.config = config;
        this.clients = new KafkaClients(config);
        this.thread = Thread.ofPlatform().name("surroundings").daemon().unstarted(this::run);
    }

    Surroundings start() {
        thread.start();
        return this;
    }

    List<HealthCheck> checks() {
        return List.of(new HealthCheck("broker", true, () -> broker),
                new HealthCheck("registry", false, () -> registry));
    }

    @Override
    public void close() {
        ended = true;
        thread.interrupt();
    }

    private void run() {
        try (Admin admin = clients.admin(); RegistryClient client = client()) {
            while (!ended) {
                broker = since(broker, askBroker(admin));
                registry = since(registry, askRegistry(client));
                Thread.sleep(config.observability().lookInterval());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** A problem is told with the time at which it was first seen. */
    private static Optional<String> since(Optional<String> before, Optional<String> now) {
        return now.map(problem -> before.filter(old -> old.startsWith(problem))
                .orElseGet(() -> problem + " since "
                        + Instant.now().truncatedTo(ChronoUnit.SECONDS)));
    }

    private Optional<String> askBroker(Admin admin) throws InterruptedException {
        try {
            admin.describeCluster(new DescribeClusterOptions()
                    .timeoutMs((int) TIMEOUT.toMillis())).nodes().get();
            return Optional.empty();
        } catch (ExecutionException e) {
            return Optional.of("No Kafka broker answers at " + config.kafka().bootstrapServers()
                    + " (" + e.getMessage() + ")");
        }
    }

    private Optional<String> askRegistry(RegistryClient client) {
        try {
            client.compatibility();
            return Optional.empty();
        } catch (RegistryException.Unreachable e) {
            return Optional.of("No schema registry answers at " + config.registry().url());
        } catch (RegistryException e) {
            return Optional.empty(); // It answers; what this user may see of it is another matter.
        }
    }

    private RegistryClient client() {
        Map<String, Object> settings = new HashMap<>(clients.registrySettings());
        settings.put(RegistryConfig.RETRIES_MAX, 0);
        settings.put(RegistryConfig.CONNECT_TIMEOUT_MS, (int) TIMEOUT.toMillis());
        settings.put(RegistryConfig.READ_TIMEOUT_MS, (int) TIMEOUT.toMillis());
        return new RegistryClient(new RegistryConfig(settings));
    }
}
