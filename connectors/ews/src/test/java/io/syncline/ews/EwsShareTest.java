package io.syncline.ews;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.syncline.ews.client.EwsHosts;
import io.syncline.port.MailboxProvider;
import io.syncline.service.config.ConfigLoader;
import io.syncline.service.config.SynclineConfig;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.DoubleSupplier;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Two processes, each with its share of the ten requests that a tenant lets be open where nothing is said. */
class EwsShareTest {

    private static final int REQUESTS = 60;

    @Test
    void opensNoMoreThanTheTenantAllowsAllInstances(@TempDir Path folder) throws IOException {
        try (SimulatedEws tenant = new SimulatedEws(folder.resolve("tenant"))) {
            SynclineConfig config = config(folder, tenant);
            try (MailboxProvider one = instance(config, () -> 0.3);
                    MailboxProvider other = instance(config, () -> 0.2)) {
                List<MailboxProvider> instances = List.of(one, other);
                tenant.arm(new ObjectMapper().createObjectNode()
                        .put("kind", "slow")
                        .put("times", REQUESTS)
                        .put("millis", 20));
                try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
                    IntStream.range(0, REQUESTS)
                            .forEach(i -> threads.execute(
                                    () -> instances.get(i % 2).folders(tenant.mailbox())));
                }

                assertThat(tenant.open().path("requestsMax").asInt()).isEqualTo(3 + 2);
            }
        }
    }

    private static MailboxProvider instance(SynclineConfig config, DoubleSupplier share) {
        return new EwsKind(new EwsHosts(new SimpleMeterRegistry())).within(share)
                .configured(config, config.tenants().getFirst())
                .orElseThrow();
    }

    private static SynclineConfig config(Path folder, SimulatedEws tenant) throws IOException {
        Path file = Files.writeString(folder.resolve("syncline.yaml"), """
                kafka: {bootstrapServers: "127.0.0.1:9092"}
                registry: {url: "http://127.0.0.1:8081"}
                tenants:
                  - id: t
                    defaultRegion: US
                    provider: ews
                    mailboxes: [{id: m, address: m@example.com}]
                    ews: %s
                """.formatted(tenant.configuration(folder)));
        return ConfigLoader.load(file, Map.of());
    }
}
