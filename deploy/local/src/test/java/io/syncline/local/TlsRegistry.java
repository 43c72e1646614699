package io.syncline.local;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import io.syncline.local.process.Ports;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.Base64;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;

/** What often stands before a schema registry: ends TLS, and lets in who knows the password. */
final class TlsRegistry implements AutoCloseable {

    static final String USER = "syncline";
    static final String PASSWORD = "registry-password";

    private static final String AUTHORIZED = "Basic " + Base64.getEncoder()
            .encodeToString((USER + ":" + PASSWORD).getBytes(UTF_8));

    private final HttpClient http = HttpClient.newHttpClient();
    private final AtomicInteger letIn = new AtomicInteger();
    private final AtomicInteger refused = new AtomicInteger();
    private final URI behind;
    private final HttpsServer server;
    private final int port = Ports.free();

    /** @param behind the registry's own address */
    TlsRegistry(URI behind, MadeCertificate certificate) {
        this.behind = behind;
        try {
            server = HttpsServer.create(new InetSocketAddress("127.0.0.1", port), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.setHttpsConfigurator(new HttpsConfigurator(certificate.serving()));
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.createContext("/", this::handle);
        server.start();
    }

    String url() {
        return "https://127.0.0.1:" + port + behind.getPath();
    }

    int letIn() {
        return letIn.get();
    }

    int refused() {
        return refused.get();
    }

    @Override
    public void close() {
        server.stop(0);
        http.shutdownNow();
    }

    private void handle(HttpExchange exchange) throws IOException {
        if (!AUTHORIZED.equals(exchange.getRequestHeaders().getFirst("Authorization"))) {
            refused.incrementAndGet();
            answer(exchange, 401, "{\"error_code\":401}".getBytes(UTF_8));
            return;
        }
        letIn.incrementAndGet();
        HttpRequest request = HttpRequest
                .newBuilder(behind.resolve(exchange.getRequestURI().toString()))
                .header("Content-Type", "application/vnd.schemaregistry.v1+json")
                .method(exchange.getRequestMethod(),
                        BodyPublishers.ofByteArray(exchange.getRequestBody().readAllBytes()))
                .build();
        try {
            HttpResponse<byte[]> got = http.send(request, BodyHandlers.ofByteArray());
            answer(exchange, got.statusCode(), got.body());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("Interrupted", e);
        }
    }

    private static void answer(HttpExchange exchange, int status, byte[] body)
            throws IOException {
        exchange.getResponseHeaders().set("Content-Type", "application/json");
        exchange.sendResponseHeaders(status, body.length == 0 ? -1 : body.length);
        exchange.getResponseBody().write(body);
        exchange.close();
    }
}
