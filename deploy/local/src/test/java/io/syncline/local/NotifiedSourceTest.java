package io.syncline.local;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.syncline.ews.EwsKind;
import io.syncline.ews.client.EwsHosts;
import io.syncline.local.demo.Outlook;
import io.syncline.local.process.Ports;
import io.syncline.local.stack.Infrastructure;
import io.syncline.schemas.AvroTrust;
import io.syncline.schemas.contact.Observed;
import io.syncline.schemas.topic.TopicCatalogue;
import io.syncline.service.config.ConfigLoader;
import io.syncline.simulator.http.Simulator;
import io.syncline.simulator.http.SimulatorSettings;
import io.syncline.source.SourceService;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A source that polls once an hour, and a tenant that tells it by EWS what happens: whatever is seen
 * after the first listing is seen because of that.
 */
class NotifiedSourceTest {

    static {
        AvroTrust.install();
    }

    private static final Waiting WAITING = new Waiting(Duration.ofSeconds(30));
    private static final String SECRET = "simulated-secret";

    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    private final int port = Ports.free();
    private final int adminPort = Ports.free();
    private final String mailbox = "notified-" + System.nanoTime();
    private final String address = mailbox + "@example.com";
    private final List<SourceService> running = new ArrayList<>();
    private Simulator simulator;
    private Outlook outlook;

    @BeforeEach
    void start(@TempDir Path folder) throws IOException {
        simulator = Simulator.start(new SimulatorSettings(folder.resolve("tenant"), port, adminPort,
                "directory", "client", SECRET, Set.of()));
        outlook = new Outlook(admin(""));
        outlook.addMailbox(address);
        var config = ConfigLoader.load(settings(folder, Running.infrastructure()), Map.of());
        SourceService source = new SourceService(config,
                List.of(new EwsKind(new EwsHosts(meters))), meters);
        source.start();
        running.add(source);
        WAITING.until("it is heard, and has been looked at since", () -> gauge("heard") == 1
                && rounds() >= 2);
    }

    @AfterEach
    void stop() {
        running.forEach(SourceService::close);
        outlook.close();
        simulator.close();
    }

    @Test
    void seesAnEditOfWhichItIsTold() {
        String id = outlook.create(address, named("Jane"));
        WAITING.until("the newcomer is seen", () -> isSeen("Jane"));

        outlook.edit(address, id, named("Joan"));

        WAITING.until("the edit is seen", () -> isSeen("Joan"));
    }

    @Test
    void seesWhatHappenedWhileNobodyTold() {
        // The failover is over, and nobody subscribed anew, when it happens.
        send("POST", "/admin/ews/faults",
                "{\"kind\": \"slow\", \"operation\": \"Subscribe\", \"millis\": 2000}");
        send("DELETE", "/admin/ews/subscriptions", "");

        outlook.create(address, named("Jane"));
        long subscriptionsBefore = requests("Subscribe");

        WAITING.until("it is seen", () -> isSeen("Jane"));
        assertThat(subscriptionsBefore).isEqualTo(1);
        assertThat(requests("Subscribe")).isEqualTo(2);
    }

    @Test
    void endsItsSubscriptionsWhenItEnds() {
        running.removeFirst().close();

        assertThat(requests("Unsubscribe")).isEqualTo(1);
        assertThat(gauge("polled")).isZero();
    }

    private boolean isSeen(String givenName) {
        return new Topics(Running.infrastructure())
                .all(TopicCatalogue.OBSERVED, Observed.class)
                .stream()
                .filter(fact -> fact.getMailbox().equals(mailbox))
                .flatMap(fact -> fact.getItem().stream())
                .anyMatch(item -> item.getContact().getGivenName().orElse("").equals(givenName));
    }

    private double gauge(String what) {
        return meters.get("syncline.ews.mailboxes." + what).gauge().value();
    }

    private long rounds() {
        return requests("SyncFolderItems");
    }

    private long requests(String operation) {
        return outlook.requests()
                .valueStream()
                .filter(line -> line.path("method").asText().equals(operation))
                .count();
    }

    private Path settings(Path folder, Infrastructure infrastructure) throws IOException {
        Path secret = Files.writeString(folder.resolve("secret"), SECRET);
        String base = "https://127.0.0.1:" + port;
        return Files.writeString(folder.resolve("syncline.yaml"), """
                kafka: {bootstrapServers: "%s", partitions: %d, replicas: 1}
                registry: {url: "%s"}
                source: {pollInterval: PT1H, pollIntervalIdle: PT1H}
                sink: {requestTimeout: PT10S}
                tenants:
                  - id: notified
                    provider: ews
                    defaultRegion: US
                    ews: {url: "%s/EWS/Exchange.asmx", clientId: client, secretFile: "%s",
                          tokenEndpoint: "%s/directory/oauth2/v2.0/token",
                          trustedCertificatesFile: "%s"}
                    mailboxes: [{id: "%s", address: "%s"}]
                """.formatted(infrastructure.bootstrapServers(), Infrastructure.PARTITIONS,
                infrastructure.registryUrl(), base, secret, base, simulator.certificate(), mailbox,
                address));
    }

    private void send(String method, String path, String body) {
        try (HttpClient http = HttpClient.newHttpClient()) {
            int status = http.send(HttpRequest.newBuilder(admin(path))
                    .method(method, BodyPublishers.ofString(body))
                    .build(), BodyHandlers.discarding()).statusCode();
            assertThat(status).isLessThan(300);
        } catch (IOException | InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    private URI admin(String path) {
        return URI.create("http://127.0.0.1:" + adminPort + path);
    }

    private static ObjectNode named(String name) {
        return new ObjectMapper().createObjectNode().put("givenName", name);
    }
}
