package io.syncline.graph;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import io.syncline.port.verify.Finding;
import io.syncline.port.verify.Finding.Outcome;
import io.syncline.service.access.Trust;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What a stranger hears of a directory. */
class EntraDirectoryTest {

    private final List<String> asked = new ArrayList<>();
    private HttpServer server;
    private int status = 200;
    private String body = "{\"token_endpoint\":\"https://login.example.com/token\"}";

    @BeforeEach
    void start() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
            asked.add(exchange.getRequestURI().toString());
            byte[] bytes = body.getBytes(UTF_8);
            exchange.sendResponseHeaders(status, bytes.length);
            exchange.getResponseBody().write(bytes);
            exchange.close();
        });
        server.start();
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    @Test
    void asksForTheOpenIdConfiguration() {
        assertThat(look("contoso.example").outcome()).isEqualTo(Outcome.PASSED);
        assertThat(asked)
                .containsExactly("/contoso.example/v2.0/.well-known/openid-configuration");
    }

    @Test
    void saysThatThereIsNoSuchDirectory() {
        status = 400;
        body = "{\"error\":\"invalid_tenant\",\"error_description\":\"AADSTS90002: Tenant 'x' not"
                + " found.\",\"error_codes\":[90002]}";

        Finding finding = look("x");

        assertThat(finding.evidence()).contains("The directory x was not found", "(AADSTS90002)");
        assertThat(finding.remedy()).contains("Identity > Overview > Tenant ID");
    }

    @Test
    void takesAnyTextForTheIdOfADirectory() {
        assertThat(look("no id / at all?").outcome()).isEqualTo(Outcome.PASSED);
        assertThat(asked.getFirst()).startsWith("/no+id+%2F+at+all%3F/v2.0");
    }

    @Test
    void saysThatNothingAnswers() {
        server.stop(0);

        Finding finding = look("contoso.example");

        assertThat(finding.evidence()).isEqualTo("No connection to 127.0.0.1");
        assertThat(finding.remedy()).contains("firewall");
    }

    @Test
    void saysThatTheHostIsUnknown() {
        try (EntraDirectory directory = directory(URI.create("http://login.invalid"))) {
            assertThat(directory.look("x").evidence())
                    .isEqualTo("No host with the name login.invalid is known");
        }
    }

    private Finding look(String id) {
        try (EntraDirectory directory = directory(
                URI.create("http://127.0.0.1:" + server.getAddress().getPort()))) {
            return directory.look(id);
        }
    }

    private static EntraDirectory directory(URI authority) {
        return new EntraDirectory(authority, Trust.with(Optional.empty()), Duration.ofSeconds(5));
    }
}
