package io.syncline.ews.client;

import io.syncline.ews.soap.Envelope;
import io.syncline.ews.soap.FolderRef;
import io.syncline.ews.soap.GetStreamingEvents;
import io.syncline.ews.soap.GetStreamingEvents.Event;
import io.syncline.ews.soap.GetStreamingEvents.Told;
import io.syncline.ews.soap.MalformedAnswer;
import io.syncline.ews.soap.Operation;
import io.syncline.ews.soap.Outcome;
import io.syncline.ews.soap.Reply;
import io.syncline.ews.soap.ServiceError;
import io.syncline.ews.soap.Subscribe;
import io.syncline.ews.soap.Unsubscribe;
import io.syncline.port.Answer;
import io.syncline.port.Failure;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * Streams of events: they say that something happened in a mailbox, not what, so they make it due
 * sooner and no more (facts/ews.md 2.4). Thread-safe.
 */
public final class Notifications implements AutoCloseable {

    private static final int ANSWER_BYTES_MAX = 1_000_000;
    private static final String AFFINITY_COOKIE = "X-BackEndOverrideCookie=";
    private static final int OK = 200;
    /** How much longer than agreed a stream may stay open. */
    private static final Duration GRACE = Duration.ofMinutes(1);

    private final EwsSettings settings;
    private final Transport transport;
    private final Semaphore requests;
    private final Semaphore streams;

    /**
     * What a mailbox was subscribed under.
     *
     * @param cookie leads back to the server that keeps it; empty where the service gave none
     */
    public record Subscription(String mailbox, String id, String cookie) {}

    /** How a stream ended. */
    public enum Ending {
        /** As agreed; open another. */
        CLOSED,
        /** The service does not know the subscription any more: make another, and look around. */
        LOST
    }

    /** @param limits shared with the clients of other tenants */
    public Notifications(EwsSettings settings, HostLimits limits) {
        this.settings = settings;
        this.transport = new Transport(settings);
        this.requests = limits.requests(settings);
        this.streams = limits.streams(settings);
    }

    /** Begins to keep what happens in these folders for us. */
    public Answer<Subscription> subscribe(String mailbox, List<FolderRef> folders) {
        Subscribe operation = new Subscribe(folders);
        return transport.send(post(mailbox, operation, ""),
                LimitedBody.handler(ANSWER_BYTES_MAX), requests)
                .then(answer -> value(operation, answer)
                        .then(id -> Answer.of(new Subscription(mailbox, id, cookie(answer)))));
    }

    /**
     * Hands events on as they come, on this thread, until the stream ends.
     *
     * @param minutes how long, 1 to 30
     */
    public Answer<Ending> listen(Subscription subscription, int minutes,
            Consumer<Event> listener) {
        try {
            if (!streams.tryAcquire(settings.requestTimeout().toMillis(),
                    TimeUnit.MILLISECONDS)) {
                return Answer.failed(new Failure.Throttled(Duration.ofMinutes(1),
                        "All streams that " + settings.url().getHost() + " gets are open"));
            }
            try {
                GetStreamingEvents operation = new GetStreamingEvents(
                        List.of(subscription.id()), minutes);
                return transport.sendNow(
                        post(subscription.mailbox(), operation, subscription.cookie()),
                        BodyHandlers.ofInputStream())
                        .then(answer -> heard(operation, answer, listener));
            } finally {
                streams.release();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Answer.failed(new Failure.Unreachable(Duration.ZERO, "Interrupted"));
        }
    }

    /** Ends a subscription; one that nobody ends is forgotten after half an hour. */
    public Answer<Boolean> unsubscribe(Subscription subscription) {
        Unsubscribe operation = new Unsubscribe(subscription.id());
        return transport.send(post(subscription.mailbox(), operation, subscription.cookie()),
                LimitedBody.handler(ANSWER_BYTES_MAX), requests)
                .then(answer -> value(operation, answer));
    }

    private static <T> Answer<T> value(Operation<T> operation, HttpResponse<byte[]> answer) {
        return Replies.read(operation, answer, answer.body())
                .then(reply -> Replies.one(operation, reply))
                .then(Replies::value);
    }

    @Override
    public void close() {
        transport.close();
    }

    private static Answer<Ending> heard(GetStreamingEvents operation,
            HttpResponse<InputStream> answer, Consumer<Event> listener) {
        try (InputStream in = answer.body()) {
            if (answer.statusCode() != OK) {
                return Replies.read(operation, answer, in.readNBytes(ANSWER_BYTES_MAX))
                        .then(reply -> Replies.one(operation, reply))
                        .then(Replies::value)
                        .then(told -> Answer.of(Ending.CLOSED));
            }
            // A stream that is neither fed nor closed would hold its reader for ever.
            CompletableFuture<Void> watch = CompletableFuture.runAsync(() -> close(in),
                    CompletableFuture.delayedExecutor(
                            Duration.ofMinutes(operation.minutes()).plus(GRACE).toMillis(),
                            TimeUnit.MILLISECONDS));
            try {
                return new Stream(listener).read(operation, in);
            } finally {
                watch.cancel(true);
            }
        } catch (MalformedAnswer e) {
            return Replies.malformed(operation, String.valueOf(e.getMessage()));
        } catch (IOException e) {
            return Replies.malformed(operation, e.getClass().getSimpleName());
        }
    }

    /** One stream while it is read. */
    private static final class Stream {

        private final Consumer<Event> listener;
        private final List<ServiceError> errors = new ArrayList<>();
        private boolean isLost;

        Stream(Consumer<Event> listener) {
            this.listener = listener;
        }

        Answer<Ending> read(GetStreamingEvents operation, InputStream in) {
            Envelope.readAll(operation, in, this::goesOn);
            if (isLost || errors.stream().anyMatch(EwsFailures::isSubscriptionLost)) {
                return Answer.of(Ending.LOST);
            }
            return errors.isEmpty()
                    ? Answer.of(Ending.CLOSED)
                    : Answer.failed(EwsFailures.of(errors.getFirst()));
        }

        private boolean goesOn(Reply<Told> reply) {
            return switch (reply) {
                case Reply.Fault<Told>(ServiceError error) -> ends(error);
                case Reply.Messages<Told>(List<Outcome<Told>> outcomes) ->
                    outcomes.stream().allMatch(this::goesOn);
            };
        }

        private boolean goesOn(Outcome<Told> outcome) {
            return switch (outcome) {
                case Outcome.Refused<Told>(ServiceError error) -> ends(error);
                case Outcome.Done<Told>(Told told) -> {
                    told.events().forEach(listener);
                    isLost = isLost || !told.lost().isEmpty();
                    yield !told.isClosed() && !isLost;
                }
            };
        }

        private boolean ends(ServiceError error) {
            errors.add(error);
            return false;
        }
    }

    private Transport.Post post(String mailbox, Operation<?> operation, String cookie) {
        Map<String, String> headers = new LinkedHashMap<>();
        headers.put("X-PreferServerAffinity", "true");
        if (!cookie.isEmpty()) {
            headers.put("Cookie", AFFINITY_COOKIE + cookie);
        }
        byte[] envelope = new Envelope(settings.serverVersion(),
                settings.impersonates() ? mailbox : "").of(operation);
        return new Transport.Post(mailbox, BodyPublishers.ofByteArray(envelope), headers);
    }

    /** The only cookie that ever goes back, and only to the address that set it. */
    private static String cookie(HttpResponse<?> answer) {
        return answer.headers()
                .allValues("Set-Cookie")
                .stream()
                .filter(cookie -> cookie.startsWith(AFFINITY_COOKIE))
                .map(cookie -> cookie.substring(AFFINITY_COOKIE.length()).split(";", -1)[0])
                .findFirst()
                .orElse("");
    }

    private static void close(InputStream in) {
        try {
            in.close();
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot close a stream of events", e);
        }
    }
}
