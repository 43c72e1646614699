package io.syncline.ews.client;

import io.syncline.ews.soap.Envelope;
import io.syncline.ews.soap.FolderRef;
import io.syncline.ews.soap.GetStreamingEvents;
import io.syncline.ews.soap.GetStreamingEvents.Event;
import io.syncline.ews.soap.MalformedAnswer;
import io.syncline.ews.soap.Operation;
import io.syncline.ews.soap.Subscribe;
import io.syncline.ews.soap.Unsubscribe;
import io.syncline.port.Answer;
import io.syncline.port.Failure;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/**
 * Streams of events: they say that something happened in a mailbox, not what, so they make it due
 * sooner and no more (facts/ews.md 2.4). Thread-safe.
 */
public final class Notifications {

    private static final int ANSWER_BYTES_MAX = 1_000_000;
    private static final String AFFINITY_COOKIE = "X-BackEndOverrideCookie=";
    private static final int OK = 200;
    /** How much longer than agreed a stream may stay open. */
    private static final Duration GRACE = Duration.ofMinutes(1);

    private final EwsSettings settings;
    private final Transport transport;
    private final OpenRequests requests;
    private final Unfamiliar unfamiliar;

    /**
     * What leads to the one server that keeps the subscriptions of a group of mailboxes.
     *
     * @param anchor the address of the mailbox whose server it is
     * @param cookie leads back there; empty before the first subscription, and where the service gave
     *        none
     */
    public record Affinity(String anchor, String cookie) {}

    /** @param affinity of whatever follows in the same group */
    public record Subscription(String mailbox, String id, Affinity affinity) {}

    /** Hears a stream, on the thread that reads it. */
    public interface Listener {

        /** The service began to tell. */
        void opened();

        /** Something happened, whether we know its kind or not. */
        void happened(Event event);
    }

    /** How a stream ended. */
    public sealed interface Ending {

        /** As agreed: open another. */
        record Closed() implements Ending {}

        /**
         * The service does not know subscriptions any more: make others, and look around.
         *
         * @param ids which; empty where it did not say
         */
        record Lost(List<String> ids) implements Ending {
            public Lost {
                ids = List.copyOf(ids);
            }
        }
    }

    Notifications(EwsSettings settings, Transport transport, OpenRequests requests,
            Unfamiliar unfamiliar) {
        this.settings = settings;
        this.transport = transport;
        this.requests = requests;
        this.unfamiliar = unfamiliar;
    }

    /** Begins to keep what happens in these folders for us, at the server of the group. */
    public Answer<Subscription> subscribe(Affinity affinity, String mailbox,
            List<FolderRef> folders) {
        Subscribe operation = new Subscribe(folders);
        return transport.send(post(affinity, mailbox, operation),
                LimitedBody.handler(ANSWER_BYTES_MAX), requests)
                .then(answer -> value(operation, answer).then(id -> Answer
                        .of(new Subscription(mailbox, id, after(affinity, answer)))));
    }

    /**
     * Opens a stream and hands events on as they come, on this thread, until it ends. The caller
     * holds a place for it.
     *
     * @param subscriptions of one group, at least one
     * @param minutes how long, 1 to 30
     */
    public Answer<Ending> listen(List<Subscription> subscriptions, int minutes,
            Listener listener) {
        GetStreamingEvents operation = new GetStreamingEvents(
                subscriptions.stream().map(Subscription::id).toList(), minutes);
        Subscription first = subscriptions.getFirst();
        try {
            return transport.stream(post(first.affinity(), first.mailbox(), operation),
                    BodyHandlers.ofInputStream())
                    .then(answer -> heard(operation, answer, listener));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Answer.failed(new Failure.Unreachable(Duration.ZERO, "Interrupted"));
        }
    }

    /** Ends a subscription; one that nobody ends is forgotten after half an hour. */
    public Answer<Boolean> unsubscribe(Subscription subscription) {
        Unsubscribe operation = new Unsubscribe(subscription.id());
        return transport.send(
                post(subscription.affinity(), subscription.mailbox(), operation),
                LimitedBody.handler(ANSWER_BYTES_MAX), requests)
                .then(answer -> value(operation, answer));
    }

    private static <T> Answer<T> value(Operation<T> operation, HttpResponse<byte[]> answer) {
        return Replies.read(operation, answer, answer.body())
                .then(reply -> Replies.one(operation, reply))
                .then(Replies::value);
    }

    private Answer<Ending> heard(GetStreamingEvents operation, HttpResponse<InputStream> answer,
            Listener listener) {
        try (InputStream in = answer.body()) {
            if (answer.statusCode() != OK) {
                return Replies.read(operation, answer, in.readNBytes(ANSWER_BYTES_MAX))
                        .then(reply -> new EventStream(listener, unfamiliar).read(reply));
            }
            // A stream that is neither fed nor closed would hold its reader for ever.
            CompletableFuture<Void> watch = CompletableFuture.runAsync(() -> close(in),
                    CompletableFuture.delayedExecutor(
                            Duration.ofMinutes(operation.minutes()).plus(GRACE).toMillis(),
                            TimeUnit.MILLISECONDS));
            try {
                Answer<Ending> ending = new EventStream(listener, unfamiliar).read(operation, in);
                // Only at its end is the connection free, here and at the service.
                in.readNBytes(ANSWER_BYTES_MAX);
                return ending;
            } finally {
                watch.cancel(true);
            }
        } catch (MalformedAnswer e) {
            return Replies.malformed(operation, String.valueOf(e.getMessage()));
        } catch (IOException e) {
            return Replies.malformed(operation, e.getClass().getSimpleName());
        }
    }

    private Transport.Post post(Affinity affinity, String mailbox, Operation<?> operation) {
        Map<String, String> headers = new LinkedHashMap<>();
        headers.put("X-PreferServerAffinity", "true");
        if (!affinity.cookie().isEmpty()) {
            headers.put("Cookie", AFFINITY_COOKIE + affinity.cookie());
        }
        byte[] envelope = new Envelope(settings.serverVersion(),
                settings.impersonates() ? mailbox : "").of(operation);
        return new Transport.Post(mailbox, affinity.anchor(),
                BodyPublishers.ofByteArray(envelope), headers);
    }

    /** The only cookie that ever goes back, and only to the address that set it. */
    private static Affinity after(Affinity before, HttpResponse<?> answer) {
        return answer.headers()
                .allValues("Set-Cookie")
                .stream()
                .filter(cookie -> cookie.startsWith(AFFINITY_COOKIE))
                .map(cookie -> cookie.substring(AFFINITY_COOKIE.length()).split(";", -1)[0])
                .findFirst()
                .map(cookie -> new Affinity(before.anchor(), cookie))
                .orElse(before);
    }

    private static void close(InputStream in) {
        try {
            in.close();
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot close a stream of events", e);
        }
    }
}
