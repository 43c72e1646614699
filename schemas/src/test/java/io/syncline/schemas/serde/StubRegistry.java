package io.syncline.schemas.serde;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Just enough of Confluent's protocol to count requests and to fail on demand. */
public final class StubRegistry implements AutoCloseable {

    private static final ObjectMapper JSON = new ObjectMapper();

    final List<String> requests = new ArrayList<>();
    final List<String> authorizations = new ArrayList<>();
    private final List<String> schemas = new ArrayList<>();
    private final HttpServer server;
    private int failuresLeft;

    public StubRegistry() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", this::answer);
        server.start();
    }

    public String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    synchronized void failNext(int times) {
        failuresLeft = times;
    }

    @Override
    public void close() {
        server.stop(0);
    }

    private synchronized void answer(HttpExchange exchange) throws IOException {
        String path = exchange.getRequestURI().getPath();
        requests.add(exchange.getRequestMethod() + " " + path);
        authorizations.add(String.valueOf(exchange.getRequestHeaders().getFirst("Authorization")));
        if (failuresLeft > 0) {
            failuresLeft--;
            send(exchange, 503, Map.of("error_code", 50301, "message", "starting"));
            return;
        }
        if (path.startsWith("/schemas/ids/")) {
            int id = Integer.parseInt(path.substring("/schemas/ids/".length()));
            if (id > schemas.size()) {
                send(exchange, 404, Map.of("error_code", 40403, "message", "Schema not found"));
            } else {
                send(exchange, 200, Map.of("schema", schemas.get(id - 1)));
            }
            return;
        }
        String schema = JSON.readTree(exchange.getRequestBody()).get("schema").asText();
        if (!schemas.contains(schema) && path.endsWith("/versions")) {
            schemas.add(schema);
        }
        if (schemas.contains(schema)) {
            send(exchange, 200, Map.of("id", schemas.indexOf(schema) + 1));
        } else {
            send(exchange, 404, Map.of("error_code", 40403, "message", "Schema not found"));
        }
    }

    private static void send(HttpExchange exchange, int status, Map<String, ?> body)
            throws IOException {
        byte[] bytes = JSON.writeValueAsString(body).getBytes(UTF_8);
        exchange.sendResponseHeaders(status, bytes.length);
        exchange.getResponseBody().write(bytes);
        exchange.close();
    }
}
