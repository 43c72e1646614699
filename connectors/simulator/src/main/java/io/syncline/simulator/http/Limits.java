package io.syncline.simulator.http;

import io.syncline.simulator.mailbox.GraphError;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;

/**
 * How much one application may ask of one mailbox: so many requests at once, so many in ten minutes
 * (facts/graph.md 4.1). What is refused counts too (4.4). Thread-safe.
 */
final class Limits {

    static final int IN_FLIGHT_MAX = 4;
    static final int REQUESTS_MAX = 10_000;

    private static final Duration WINDOW = Duration.ofMinutes(10);

    private final Map<String, Mailbox> mailboxes = new HashMap<>();
    private int requestsMax = REQUESTS_MAX;

    /** The requests of one mailbox: how many are in flight, and when those of the window began. */
    private static final class Mailbox {
        private final Deque<Long> begunNanos = new ArrayDeque<>();
        private int inFlight;
    }

    /** What counts from now on; the real service allows {@link #REQUESTS_MAX}. */
    synchronized void setRequestsMax(int max) {
        requestsMax = max;
    }

    /** Counts a request that begins; whoever calls this calls {@link #end} as well. */
    synchronized void begin(String user) {
        Mailbox mailbox = mailbox(user);
        mailbox.inFlight++;
        mailbox.begunNanos.addLast(System.nanoTime());
    }

    synchronized void end(String user) {
        mailbox(user).inFlight--;
    }

    /** @throws GraphError 429, if a request that has begun is one too many */
    synchronized void check(String user) {
        Mailbox mailbox = mailbox(user);
        if (mailbox.inFlight > IN_FLIGHT_MAX) {
            throw throttled(1, "MailboxConcurrency");
        }
        long windowStart = System.nanoTime() - WINDOW.toNanos();
        // The request that is checked is in there itself.
        while (mailbox.begunNanos.getFirst() < windowStart) {
            mailbox.begunNanos.removeFirst();
        }
        if (mailbox.begunNanos.size() > requestsMax) {
            long wait = mailbox.begunNanos.getFirst() - windowStart;
            throw throttled(Duration.ofNanos(wait).toSeconds() + 1, "MailboxRequests");
        }
    }

    private Mailbox mailbox(String user) {
        return mailboxes.computeIfAbsent(user, name -> new Mailbox());
    }

    static GraphError throttled(long seconds, String limit) {
        return new GraphError(429, "ApplicationThrottled",
                "Application is over its " + limit + " limit.",
                Map.of("Retry-After", Long.toString(seconds)));
    }
}
