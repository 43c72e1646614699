package io.syncline.local;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.syncline.local.process.JavaChild;
import io.syncline.local.process.LocalException;
import io.syncline.local.stack.Stack;
import io.syncline.local.stack.Workspace;
import io.syncline.schemas.AvroTrust;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** What services say of themselves is so: with a broker or a registry away, and when it comes back. */
@Tag("soak")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class HealthTest {

    static {
        AvroTrust.install();
    }

    private static final Waiting WAITING = new Waiting(Duration.ofSeconds(60));
    private static final List<String> SERVICES = List.of("sequence", "merge", "gateway");

    private final HttpClient http = HttpClient.newHttpClient();
    private Workspace workspace;
    private Stack stack;

    @BeforeAll
    void start() {
        workspace = Workspace.open(Path.of("target", "health-" + System.nanoTime()));
        stack = Stack.start(workspace, Path.of(System.getProperty("syncline.registry")),
                text -> {});
        stack.startAndAwait(SERVICES);
    }

    @AfterAll
    void stop() {
        stack.close();
        workspace.close();
        http.shutdownNow();
    }

    @Test
    void isNotReadyWhileTheBrokerIsAwayAndIsReadyAgainWhenItIsBack() {
        untilAllAre(200, "ready");

        JavaChild.Launch broker = stack.infrastructure().supervisor().kill("broker");
        untilAllAre(503, "ready");
        List<String> told = SERVICES.stream().map(service -> reason(service, "broker")).toList();
        int mergeLives = status("merge", "live");
        stack.infrastructure().supervisor().keep(broker);
        untilAllAre(200, "ready");

        assertThat(told).allMatch(reason -> reason.startsWith("No Kafka broker answers at "
                + stack.infrastructure().bootstrapServers()) && reason.contains(" since "));
        assertThat(mergeLives).as("to start it again would not help").isEqualTo(200);
    }

    @Test
    void staysReadyWithoutTheRegistryAndSaysSo() {
        untilAllAre(200, "ready");

        JavaChild.Launch registry = stack.infrastructure().supervisor().kill("registry");
        WAITING.until("the gateway misses it", () -> !reason("gateway", "registry").isEmpty());
        int status = status("gateway", "ready");
        String overall = ready("gateway").path("status").asText();
        String told = reason("gateway", "registry");
        stack.infrastructure().supervisor().keep(registry);
        WAITING.until("the gateway is whole again",
                () -> ready("gateway").path("status").asText().equals("up"));

        assertThat(status).isEqualTo(200);
        assertThat(overall).isEqualTo("degraded");
        assertThat(told).startsWith("No schema registry answers at "
                + stack.infrastructure().registryUrl());
    }

    private void untilAllAre(int status, String what) {
        SERVICES.forEach(service -> WAITING.until(service + " answers " + status,
                () -> status(service, what) == status));
    }

    private String reason(String service, String check) {
        return ready(service).path("checks")
                .valueStream()
                .filter(one -> one.path("name").asText().equals(check))
                .map(one -> one.path("reason").asText())
                .findFirst()
                .orElseThrow();
    }

    private JsonNode ready(String service) {
        return new Scrape(at(service, "ready")).json();
    }

    private int status(String service, String what) {
        try {
            return http.send(HttpRequest.newBuilder(at(service, what)).build(),
                    BodyHandlers.discarding()).statusCode();
        } catch (IOException e) {
            throw new LocalException(service + " does not answer", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new LocalException("Interrupted", e);
        }
    }

    private URI at(String service, String what) {
        return URI.create("http://127.0.0.1:" + workspace.port(service + "-metrics") + "/health/"
                + what);
    }
}
