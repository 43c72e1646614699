package io.syncline.ews.client;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.syncline.ews.client.EwsSettings.Login;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;

/** Answers what a test says, in that order, and remembers what it was asked. */
public final class ScriptedService implements AutoCloseable {

    /** What a test lets requests wait for. */
    public static final CountDownLatch NOTHING = new CountDownLatch(0);

    private final HttpServer server;
    private final Queue<Script> scripts = new ArrayDeque<>();
    private final List<Request> requests = new ArrayList<>();

    /** What was asked. */
    public record Request(String path, Headers headers, String body) {
        /** A header, or an empty text. */
        public String header(String name) {
            return Optional.ofNullable(headers.getFirst(name)).orElse("");
        }
    }

    /** @param heldBy what the answer waits for, after its headers and half of its body */
    private record Script(int status, List<String> headers, String body, CountDownLatch heldBy) {}

    public ScriptedService() {
        try {
            server = HttpServer.create(
                    new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.createContext("/", this::handle);
        server.start();
    }

    /**
     * What the next request gets.
     *
     * @param headers names and values by turns
     */
    public ScriptedService answers(int status, byte[] body, String... headers) {
        return answers(NOTHING, status, body, headers);
    }

    /** An answer that gets stuck in the middle. */
    public synchronized ScriptedService answers(CountDownLatch heldBy, int status, byte[] body,
            String... headers) {
        scripts.add(new Script(status, List.of(headers), new String(body, UTF_8), heldBy));
        return this;
    }

    /** A token that nobody refuses. */
    public ScriptedService gives(String token) {
        return answers(200, ("{\"access_token\":\"" + token + "\",\"expires_in\":3600}")
                .getBytes(UTF_8));
    }

    public synchronized List<Request> requests() {
        return List.copyOf(requests);
    }

    /** The last request. */
    public synchronized Request request() {
        return requests.getLast();
    }

    public URI url(String path) {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + path);
    }

    public EwsSettings settings() {
        return settings(new Login.Basic("service", "secret"), Duration.ofSeconds(10), 10);
    }

    public EwsSettings settings(Login login, Duration timeout, int requestsMax) {
        return new EwsSettings(url("/EWS/Exchange.asmx"), EwsSettings.SERVER_VERSION, login, true,
                Optional.empty(), timeout, requestsMax, 1, "US");
    }

    @Override
    public void close() {
        server.stop(0);
    }

    private void handle(HttpExchange exchange) throws IOException {
        Script script;
        synchronized (this) {
            requests.add(new Request(exchange.getRequestURI().getPath(),
                    exchange.getRequestHeaders(),
                    new String(exchange.getRequestBody().readAllBytes(), UTF_8)));
            script = Optional.ofNullable(scripts.poll())
                    .orElseGet(() -> new Script(599, List.of(), "", NOTHING));
        }
        for (int i = 0; i < script.headers().size(); i += 2) {
            exchange.getResponseHeaders()
                    .add(script.headers().get(i), script.headers().get(i + 1));
        }
        exchange.sendResponseHeaders(script.status(), script.body().isEmpty() ? -1 : 0);
        byte[] body = script.body().getBytes(UTF_8);
        int half = body.length / 2;
        exchange.getResponseBody().write(body, 0, half);
        exchange.getResponseBody().flush();
        try {
            script.heldBy().await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        exchange.getResponseBody().write(body, half, body.length - half);
        exchange.close();
    }
}
