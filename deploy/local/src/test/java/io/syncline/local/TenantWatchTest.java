package io.syncline.local;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.syncline.console.tenant.TenantDesk;
import io.syncline.console.tenant.TenantWatch;
import io.syncline.console.tenant.Webhook;
import io.syncline.graph.GraphKind;
import io.syncline.port.tenant.Sealing;
import io.syncline.port.verify.Verification;
import io.syncline.schemas.ops.Alert;
import io.syncline.schemas.ops.Severity;
import io.syncline.schemas.topic.TopicCatalogue;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Operators learn that a credential ends, or that an access broke, before agents do. */
class TenantWatchTest {

    private static final Waiting WAITING = new Waiting(Duration.ofSeconds(30));

    private final AtomicReference<Instant> now = new AtomicReference<>(Instant.now());
    private final List<String> hooked = new CopyOnWriteArrayList<>();
    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    private RegisteredSystem system;
    private Path folder = Path.of("");
    private HttpServer receiver;
    private TenantWatch watch;

    @BeforeEach
    void start(@TempDir Path temporary) throws IOException {
        folder = temporary;
        system = new RegisteredSystem(folder);
        receiver = HttpServer.create(new InetSocketAddress("127.0.0.1", 0), 0);
        receiver.createContext("/", exchange -> {
            hooked.add(new String(exchange.getRequestBody().readAllBytes(), UTF_8));
            exchange.sendResponseHeaders(204, -1);
            exchange.close();
        });
        receiver.start();
        TenantDesk desk = new TenantDesk(system.config(), List.of(new GraphKind()),
                system.desk().store(), Sealing.required(system.config().secrets()), now::get);
        watch = new TenantWatch(desk, Duration.ofDays(1), new Webhook(Optional.of(URI.create(
                "http://127.0.0.1:" + receiver.getAddress().getPort() + "/alerts"))), meters);
        assertThat(Verification.isPassed(system.submitted(Map.of()))).isTrue();
        watch.start();
    }

    @AfterEach
    void stop() {
        watch.close();
        receiver.stop(0);
        system.close();
    }

    @Test
    void tellsBeforeACredentialEndsAndWhenAnAccessBreaks() {
        now.set(Instant.parse("2098-12-20T00:00:00Z"));
        WAITING.until("the end is told of", () -> told("credential-expires").isPresent());
        double days = meters.get("syncline.tenant.credential.days").gauge().value();

        system.entra()
                .application(RegisteredSystem.CLIENT, List.of(RegisteredSystem.NEXT_SECRET),
                        List.of("Contacts.ReadWrite"));
        WAITING.until("the broken access is told of", () -> told("access-broken").isPresent());

        assertThat(told("credential-expires")).hasValueSatisfying(
                alert -> assertThat(alert.getMessage()).contains(system.tenant())
                        .contains("in 12 days"));
        assertThat(days).isEqualTo(12);
        assertThat(told("access-broken"))
                .hasValueSatisfying(
                        alert -> assertThat(alert.getSeverity()).isEqualTo(Severity.CRITICAL))
                .hasValueSatisfying(alert -> assertThat(alert.getMessage())
                        .contains("client secret is wrong"));
        assertThat(hooked).filteredOn(body -> body.contains(system.tenant()))
                .anyMatch(body -> body.contains("credential-expires"))
                .anyMatch(body -> body.contains("access-broken"))
                .hasSize(2);
    }

    @Test
    void tellsThatAnAccessWorksAgainThatCouldNotBeOpened() throws IOException {
        Path key = folder.resolve("keys").resolve(system.tenant() + ".key");
        Path away = folder.resolve("away");
        Files.move(key, away);
        now.set(Instant.now().plus(Duration.ofDays(2))); // It is verified again once a day.
        WAITING.until("it is told that the key is away",
                () -> told("access-broken").isPresent());

        Files.move(away, key);
        WAITING.until("it is told that the access works again",
                () -> told("access-works-again").isPresent());

        assertThat(told("access-broken").orElseThrow().getMessage())
                .contains("cannot be verified");
    }

    private Optional<Alert> told(String code) {
        return new Topics(Running.infrastructure()).all(TopicCatalogue.ALERTS, Alert.class)
                .stream()
                .filter(alert -> alert.getTenant().equals(Optional.of(system.tenant())))
                .filter(alert -> alert.getCode().equals(code))
                .findFirst();
    }
}
