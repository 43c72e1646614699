package io.syncline.local.bench;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.syncline.benchmarks.pipeline.BenchException;
import io.syncline.service.access.Trust;
import io.syncline.service.config.SynclineConfig;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Collectors;

/**
 * The yardstick of source and sink: the same requests by the JDK's client, so many at once, with nothing
 * around them. Of an answer is read what the next request needs.
 */
final class PlainClient implements AutoCloseable {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int TOO_MANY_REQUESTS = 429;
    private static final Duration THROTTLED_WAIT = Duration.ofSeconds(1);
    private static final String OUR_PROPERTY = "singleValueExtendedProperties($filter=id eq "
            + "'String {8a1d4f3e-0000-0000-0000-000000000000} Name plain')";

    private final URI base;
    private final HttpClient http;
    private final String token;

    /** Requests of one kind, one after the other. */
    interface Lane {
        /** Does the next of them; several requests may belong together. */
        void step() throws IOException, InterruptedException;
    }

    PlainClient(SynclineConfig.Graph graph) {
        this.base = graph.baseUrl();
        this.http = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .sslContext(Trust.with(graph.trustedCertificates().map(Trust::pem)).context())
                .build();
        try {
            this.token = token(graph);
        } catch (IOException e) {
            throw new BenchException("No token for the plain client: " + e.getMessage(), e);
        } catch (InterruptedException e) {
            throw BenchException.interrupted(e);
        }
    }

    /**
     * Works in all lanes at once for so long.
     *
     * @return how many steps were done
     */
    long run(List<Lane> lanes, Duration duration) {
        AtomicLong steps = new AtomicLong();
        long end = System.nanoTime() + duration.toNanos();
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<?>> all = lanes.stream().<Future<?>>map(lane -> threads.submit(() -> {
                while (System.nanoTime() < end) {
                    lane.step();
                    steps.incrementAndGet();
                }
                return null;
            })).toList();
            all.forEach(one -> BenchException.await(one, "The plain client failed"));
        }
        return steps.get();
    }

    /** Looks at a contact and writes one field of it, as the sink does. */
    Lane writing(String address, String contact) {
        URI uri = user(address, "/contacts/" + contact);
        URI expanded = user(address, "/contacts/" + contact + "?$expand="
                + URLEncoder.encode(OUR_PROPERTY, StandardCharsets.UTF_8));
        AtomicLong number = new AtomicLong();
        return () -> {
            JsonNode now = send("GET", expanded, BodyPublishers.noBody(), Optional.empty());
            String body = JSON.createObjectNode()
                    .put("jobTitle", "Plain " + number.incrementAndGet())
                    .toString();
            send("PATCH", uri, BodyPublishers.ofString(body),
                    Optional.of(now.path("@odata.etag").asText()));
        };
    }

    /** Asks a mailbox again and again for what has changed, as the source does. */
    Lane polling(String address) {
        return new Lane() {
            private URI next = user(address, "/contacts/delta()");

            @Override
            public void step() throws IOException, InterruptedException {
                JsonNode page = send("GET", next, BodyPublishers.noBody(), Optional.empty());
                String link = page.path("@odata.nextLink")
                        .asText(page.path("@odata.deltaLink").asText());
                next = URI.create(link);
            }
        };
    }

    @Override
    public void close() {
        http.shutdownNow();
    }

    private URI user(String address, String path) {
        return URI.create(base + "/users/"
                + URLEncoder.encode(address, StandardCharsets.UTF_8) + path);
    }

    private JsonNode send(String method, URI uri, BodyPublisher body, Optional<String> version)
            throws IOException, InterruptedException {
        HttpRequest.Builder request = HttpRequest.newBuilder(uri)
                .header("Authorization", "Bearer " + token)
                .header("Content-Type", "application/json")
                .header("Prefer", "IdType=\"ImmutableId\"")
                .method(method, body);
        version.ifPresent(known -> request.header("If-Match", known));
        return answer(request.build());
    }

    private JsonNode answer(HttpRequest request) throws IOException, InterruptedException {
        HttpResponse<byte[]> answer = http.send(request, BodyHandlers.ofByteArray());
        while (answer.statusCode() == TOO_MANY_REQUESTS) { // Whoever was measured before is not done yet.
            Thread.sleep(THROTTLED_WAIT);
            answer = http.send(request, BodyHandlers.ofByteArray());
        }
        if (answer.statusCode() >= 300) {
            throw new IOException(request.method() + " " + request.uri() + " answered HTTP "
                    + answer.statusCode() + ": "
                    + new String(answer.body(), StandardCharsets.UTF_8));
        }
        return JSON.readTree(answer.body());
    }

    private String token(SynclineConfig.Graph graph) throws IOException, InterruptedException {
        Map<String, String> form = Map.of("grant_type", "client_credentials", "client_id",
                graph.clientId(), "client_secret",
                Files.readString(Objects.requireNonNull(graph.secretFile())).strip(), "scope",
                "https://graph.microsoft.com/.default");
        String body = form.entrySet()
                .stream()
                .map(entry -> entry.getKey() + "="
                        + URLEncoder.encode(entry.getValue(), StandardCharsets.UTF_8))
                .collect(Collectors.joining("&"));
        return answer(HttpRequest.newBuilder(URI.create(graph.authority() + "/"
                + graph.directoryId() + "/oauth2/v2.0/token"))
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(BodyPublishers.ofString(body))
                .build()).path("access_token").asText();
    }
}
