package io.syncline.console.web;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.javalin.http.sse.SseClient;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/**
 * Tells browsers parts of a page again and again: {@code parts}, by name, as the page itself has them; and
 * {@code left}, once whoever asked is not signed in any more.
 */
final class LiveStream {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Duration NAP = Duration.ofMillis(200);
    /** So many browsers are told at once; others show what was there when they loaded the page. */
    private static final int FOLLOWERS_MAX = 100;

    private final Duration interval;
    private final Set<Thread> followers = ConcurrentHashMap.newKeySet();
    private volatile boolean ended;

    /** @param interval after which a client is told again */
    LiveStream(Duration interval) {
        this.interval = interval;
    }

    /**
     * Serves a client until it leaves, on a thread of its own: once the client is gone, the request must
     * not be touched again.
     *
     * @param admitted whether whoever asked may still see it; looked at before each message
     * @param parts what the page would show now, by the name of the part
     */
    void serve(SseClient client, BooleanSupplier admitted, Supplier<Map<String, String>> parts) {
        if (ended || followers.size() >= FOLLOWERS_MAX) {
            client.close();
            return;
        }
        client.keepAlive();
        Thread follower = Thread.ofVirtual()
                .name("live")
                .unstarted(() -> follow(client, admitted, parts));
        followers.add(follower);
        follower.start();
    }

    /** Ends every stream, and returns once no thread touches a response any more. */
    void end() {
        ended = true;
        for (Thread follower : followers) {
            try {
                follower.join();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private void follow(SseClient client, BooleanSupplier admitted,
            Supplier<Map<String, String>> parts) {
        try {
            while (!client.terminated() && !ended) {
                if (!admitted.getAsBoolean()) {
                    client.sendEvent("left", "left"); // Browsers drop an event without data.
                    return;
                }
                ObjectNode json = JSON.createObjectNode();
                parts.get().forEach(json::put);
                client.sendEvent("parts", json.toString());
                long until = System.nanoTime() + interval.toNanos();
                while (!client.terminated() && !ended && System.nanoTime() < until) {
                    LockSupport.parkNanos(NAP.toNanos());
                }
            }
        } finally {
            // The response of a client that left is gone; to close it would fail over and over.
            if (!client.terminated()) {
                client.close();
            }
            followers.remove(Thread.currentThread());
        }
    }
}
