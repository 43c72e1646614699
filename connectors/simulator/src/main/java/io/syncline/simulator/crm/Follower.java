package io.syncline.simulator.crm;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Iterator;
import java.util.stream.Stream;

/** Follows the gateway's changes, from where it stopped, for as long as the CRM runs. */
final class Follower implements AutoCloseable {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Duration AGAIN = Duration.ofMillis(500);

    private final CrmStore store;
    private final HttpClient http;
    private final URI gateway;
    private final String key;
    private final Thread thread = Thread.ofPlatform().name("crm-follower").unstarted(this::run);
    private volatile boolean ended;

    Follower(CrmStore store, HttpClient http, URI gateway, String key) {
        this.store = store;
        this.http = http;
        this.gateway = gateway;
        this.key = key;
    }

    void start() {
        thread.start();
    }

    @Override
    public void close() {
        ended = true;
        thread.interrupt();
    }

    private void run() {
        while (!ended) {
            try {
                follow();
                Thread.sleep(AGAIN);
            } catch (InterruptedException e) {
                return;
            }
        }
    }

    private void follow() throws InterruptedException {
        HttpRequest.Builder request = HttpRequest.newBuilder(gateway.resolve("/v1/changes"))
                .header("Authorization", "Bearer " + key)
                .header("Accept", "text/event-stream");
        if (!store.lastEventId().isEmpty()) {
            request.header("Last-Event-ID", store.lastEventId());
        }
        try {
            HttpResponse<Stream<String>> answer = http.send(request.build(),
                    BodyHandlers.ofLines());
            if (answer.statusCode() == 200) {
                read(answer.body().iterator());
            }
        } catch (IOException | UncheckedIOException e) {
            // The gateway is away or went away: begin again behind the last event.
        }
    }

    private void read(Iterator<String> lines) {
        String id = "";
        StringBuilder text = new StringBuilder();
        while (!ended && lines.hasNext()) {
            String line = lines.next();
            if (line.startsWith("id:")) {
                id = line.substring(3).strip();
            } else if (line.startsWith("data:")) {
                text.append(line.substring(5).strip());
            } else if (line.isEmpty() && !text.isEmpty()) {
                take(parse(text.toString()), id);
                text.setLength(0);
            }
        }
    }

    private void take(JsonNode change, String eventId) {
        String mailbox = change.path("mailbox").asText();
        String id = store.recordIdOf(mailbox, change.path("item").asText(),
                change.path("recordId").asText(""));
        synchronized (store) {
            ObjectNode record = store.record(mailbox, id).orElseGet(JSON::createObjectNode);
            if (record.path("version").asLong() < change.path("version").asLong()) {
                record.put("mailbox", mailbox)
                        .put("id", id)
                        .put("item", change.path("item").asText())
                        .put("version", change.path("version").asLong())
                        .put("deleted", change.path("kind").asText().equals("DELETED"));
                record.set("contact", change.path("contact"));
            }
            store.followed(record, eventId);
        }
    }

    private static JsonNode parse(String text) {
        try {
            return JSON.readTree(text);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("An event is no JSON", e);
        }
    }
}
