package io.syncline.console.web;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.javalin.http.sse.SseClient;
import io.syncline.console.web.VerificationRun.Snapshot;
import io.syncline.console.web.view.Progress;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;

/**
 * Tells browsers of a verification while it goes on: {@code progress} with a sentence and the steps as the
 * page itself has them, and {@code ended} once.
 */
final class ProgressStream {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Duration HEARTBEAT = Duration.ofSeconds(1);

    private final Pages pages;
    private final Set<Thread> followers = ConcurrentHashMap.newKeySet();
    private volatile boolean ended;

    ProgressStream(Pages pages) {
        this.pages = pages;
    }

    /**
     * Serves a client until it leaves or the verification ends, on a thread of its own: once the client is
     * gone, the request must not be touched again.
     *
     * @param run empty where none is known any more
     * @param shown what the page would show now
     */
    void serve(SseClient client, Optional<VerificationRun> run,
            Supplier<Optional<Progress>> shown) {
        client.keepAlive();
        Thread follower = Thread.ofVirtual()
                .name("progress")
                .unstarted(() -> follow(client, run, shown));
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

    private void follow(SseClient client, Optional<VerificationRun> run,
            Supplier<Optional<Progress>> shown) {
        try {
            if (run.isPresent()) {
                followRunning(client, run.get(), shown);
            }
            if (!client.terminated() && !ended) {
                send(client, shown); // What happened since the last look.
                client.sendEvent("ended", "ended"); // Browsers drop an event without data.
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            // The response of a client that left is gone; to close it would fail over and over.
            if (!client.terminated()) {
                client.close();
            }
            followers.remove(Thread.currentThread());
        }
    }

    private void followRunning(SseClient client, VerificationRun run,
            Supplier<Optional<Progress>> shown) throws InterruptedException {
        int seen = -1;
        Snapshot now = run.snapshot();
        while (!client.terminated() && !ended && now.isRunning()) {
            if (now.changes() == seen) {
                client.sendComment("still here");
            } else {
                send(client, shown);
            }
            seen = now.changes();
            now = run.awaitChange(seen, HEARTBEAT);
        }
    }

    private void send(SseClient client, Supplier<Optional<Progress>> shown) {
        shown.get()
                .ifPresent(progress -> client.sendEvent("progress", JSON.createObjectNode()
                        .put("sentence", progress.sentence())
                        .put("html", pages.part("progress", progress))
                        .toString()));
    }
}
