package io.syncline.simulator.crm;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;

/** Sends the CRM's edits to the gateway, in order, until each is taken. */
final class Sender implements AutoCloseable {

    private static final Duration IDLE = Duration.ofMillis(20);
    private static final Duration AGAIN = Duration.ofMillis(200);
    private static final Duration TIMEOUT = Duration.ofSeconds(5);
    private final CrmStore store;
    private final HttpClient http;
    private final URI gateway;
    private final String key;
    private final AtomicInteger refused = new AtomicInteger();
    private final Thread thread = Thread.ofPlatform().name("crm-sender").unstarted(this::run);
    private volatile boolean ended;

    Sender(CrmStore store, HttpClient http, URI gateway, String key) {
        this.store = store;
        this.http = http;
        this.gateway = gateway;
        this.key = key;
    }

    void start() {
        thread.start();
    }

    /** How many edits the gateway refused for good. */
    int refused() {
        return refused.get();
    }

    @Override
    public void close() {
        ended = true;
        thread.interrupt();
    }

    private void run() {
        try {
            while (!ended) {
                Optional<ObjectNode> next = store.nextUnsent();
                if (next.isEmpty()) {
                    Thread.sleep(IDLE);
                    continue;
                }
                int status = send(next.get());
                if (status >= 500) {
                    Thread.sleep(AGAIN);
                } else {
                    refused.addAndGet(status == 202 ? 0 : 1);
                    store.sent();
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private int send(ObjectNode edit) throws InterruptedException {
        String path = "/v1/mailboxes/" + edit.path("mailbox").asText() + "/contacts/"
                + edit.path("id").asText();
        HttpRequest.Builder request = HttpRequest.newBuilder(gateway.resolve(path))
                .timeout(TIMEOUT)
                .header("Authorization", "Bearer " + key)
                .header("Content-Type", "application/json")
                .header("Idempotency-Key", edit.path("key").asText())
                .header("Syncline-Edited-At", edit.path("editedAt").asText())
                .method(edit.path("method").asText(),
                        BodyPublishers.ofString(edit.path("body").toString()));
        if (edit.path("method").asText().equals("PUT")) {
            request.header("If-None-Match", "*");
        } else {
            request.header("If-Match", "\"" + edit.path("version").asLong() + "\"");
        }
        try {
            HttpResponse<String> answer = http.send(request.build(), BodyHandlers.ofString());
            return answer.statusCode();
        } catch (IOException e) {
            return 503;
        }
    }
}
