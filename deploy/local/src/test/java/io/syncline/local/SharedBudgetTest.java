package io.syncline.local;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.syncline.graph.GraphKind;
import io.syncline.local.demo.Outlook;
import io.syncline.local.process.Ports;
import io.syncline.local.stack.Infrastructure;
import io.syncline.schemas.AvroTrust;
import io.syncline.service.config.ConfigLoader;
import io.syncline.service.config.SynclineConfig;
import io.syncline.simulator.http.Simulator;
import io.syncline.simulator.http.SimulatorSettings;
import io.syncline.source.SourceService;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Three instances of the source, which poll a tenant's mailboxes as fast as they may: together they make as
 * many requests as the tenant allows the source, however many of them there are at the time.
 */
@Tag("soak")
class SharedBudgetTest {

    static {
        AvroTrust.install();
    }

    private static final Waiting WAITING = new Waiting(Duration.ofSeconds(120));
    private static final String SECRET = "simulated-secret";
    private static final int MAILBOXES = 40;
    /** Of the tenant; half of them are the source's. */
    private static final int PER_SECOND = 40;
    private static final int OF_SOURCE = PER_SECOND / 2;
    private static final Duration WATCHED = Duration.ofSeconds(8);
    /** A request counts when it is answered, which a busy machine may put off. */
    private static final double UNEVEN = 1.1;

    private final int port = Ports.free();
    private final int adminPort = Ports.free();
    private final String tenant = "budget-" + System.nanoTime();
    private final List<SourceService> running = new ArrayList<>();
    private Simulator simulator;
    private Outlook outlook;
    private SynclineConfig config;

    @BeforeEach
    void start(@TempDir Path folder) throws IOException {
        simulator = Simulator.start(new SimulatorSettings(folder.resolve("tenant"), port, adminPort,
                "directory", "client", SECRET, Set.of()));
        outlook = new Outlook(URI.create("http://127.0.0.1:" + adminPort));
        IntStream.range(0, MAILBOXES).forEach(number -> outlook.addMailbox(address(number)));
        config = ConfigLoader.load(settings(folder, Running.infrastructure()), Map.of());
    }

    @AfterEach
    void stop() {
        running.forEach(SourceService::close);
        outlook.close();
        simulator.close();
    }

    @Test
    void isKeptAndUsedByInstancesThatComeAndGo() {
        join();
        join();
        join();
        WAITING.until("all work", () -> perSecond(Duration.ofSeconds(3)) > 0.8 * OF_SOURCE);
        double three = perSecond(WATCHED);

        running.removeFirst().close();
        WAITING.until("two do the work of three",
                () -> perSecond(Duration.ofSeconds(3)) > 0.8 * OF_SOURCE);
        double two = perSecond(WATCHED);

        join();
        WAITING.until("the new one has its part",
                () -> perSecond(Duration.ofSeconds(3)) > 0.8 * OF_SOURCE);
        double threeAgain = perSecond(WATCHED);

        assertThat(List.of(three, two, threeAgain)).allSatisfy(
                rate -> assertThat(rate).isBetween(0.85 * OF_SOURCE, UNEVEN * OF_SOURCE));
        assertThat(mostInASecond()).as("also while they came and went")
                .isLessThanOrEqualTo((long) (UNEVEN * OF_SOURCE) + 1);
    }

    private void join() {
        SourceService source = new SourceService(config, List.of(new GraphKind()),
                new SimpleMeterRegistry());
        source.start();
        running.add(source);
    }

    private double perSecond(Duration watched) {
        int before = outlook.requests().size();
        long start = System.nanoTime();
        while (System.nanoTime() - start < watched.toNanos()) {
            LockSupport.parkNanos(watched.toNanos() - (System.nanoTime() - start));
        }
        return (outlook.requests().size() - before) * 1e9 / (System.nanoTime() - start);
    }

    private long mostInASecond() {
        List<Long> millis = outlook.requests()
                .valueStream()
                .map(line -> Instant.parse(line.path("at").asText()).toEpochMilli())
                .toList();
        return millis.stream()
                .mapToLong(from -> millis.stream()
                        .filter(at -> at >= from && at < from + 1_000)
                        .count())
                .max()
                .orElseThrow();
    }

    private static String address(int number) {
        return "budget-" + number + "@example.com";
    }

    private Path settings(Path folder, Infrastructure infrastructure) throws IOException {
        Path secret = Files.writeString(folder.resolve("secret"), SECRET);
        String base = "https://127.0.0.1:" + port;
        String mailboxes = IntStream.range(0, MAILBOXES)
                .mapToObj(number -> "{id: agent-%d, address: %s}".formatted(number,
                        address(number)))
                .collect(Collectors.joining(", "));
        return Files.writeString(folder.resolve("syncline.yaml"), """
                kafka: {bootstrapServers: "%s", partitions: %d, replicas: 1}
                registry: {url: "%s"}
                source: {pollInterval: PT0.05S, pollIntervalIdle: PT0.05S}
                sink: {requestTimeout: PT10S}
                tenants:
                  - id: %s
                    provider: graph
                    defaultRegion: US
                    graph: {baseUrl: "%s/v1.0", authority: "%s", directoryId: directory,
                            clientId: client, secretFile: "%s", trustedCertificatesFile: "%s",
                            requestsPerSecond: %d}
                    mailboxes: [%s]
                """.formatted(infrastructure.bootstrapServers(), Infrastructure.PARTITIONS,
                infrastructure.registryUrl(), tenant, base, base, secret, simulator.certificate(),
                PER_SECOND, mailboxes));
    }
}
