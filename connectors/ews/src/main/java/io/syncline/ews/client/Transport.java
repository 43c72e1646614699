package io.syncline.ews.client;

import io.syncline.port.Answer;
import io.syncline.port.Failure;
import io.syncline.service.access.Trust;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpClient.Redirect;
import java.net.http.HttpClient.Version;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandler;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Posts requests to the one configured address. Follows nothing, keeps no cookies, repeats nothing
 * but a request whose token was refused, which was not done. Thread-safe.
 */
final class Transport implements AutoCloseable {

    private static final Logger LOGGER = LoggerFactory.getLogger(Transport.class);
    /** Administrators allow and block programs by this name; it never changes. */
    private static final String USER_AGENT = "Syncline";
    private static final int UNAUTHORIZED = 401;
    private static final int FORBIDDEN = 403;
    private static final int OK = 200;
    private static final int SOAP_FAULT = 500;
    private static final Duration FULL = Duration.ofSeconds(1);

    private final EwsSettings settings;
    private final HttpClient http;
    private final Credentials credentials;
    private final Parking parking;

    /**
     * @param mailbox the address of the mailbox that is asked for
     * @param anchor the address of the mailbox to whose server the request is routed; mostly the same
     * @param headers more headers, by name
     */
    record Post(String mailbox, String anchor, BodyPublisher body, Map<String, String> headers) {}

    Transport(EwsSettings settings, Figures figures) {
        this.settings = settings;
        this.parking = new Parking(settings.url().getHost(), figures, System::nanoTime);
        this.http = HttpClient.newBuilder()
                .version(Version.HTTP_1_1)
                .followRedirects(Redirect.NEVER)
                .connectTimeout(settings.requestTimeout())
                .sslContext(Trust.with(settings.trustedCertificates()).context())
                .build();
        this.credentials = Credentials.of(settings, http);
    }

    /**
     * Sends one request, once a place is free.
     *
     * @param open how many may be; one is held until the answer is here
     */
    <B> Answer<HttpResponse<B>> send(Post post, BodyHandler<B> handler, OpenRequests open) {
        Optional<Failure> closed = parking.refusal(post.mailbox());
        if (closed.isPresent()) {
            return Answer.failed(closed.get());
        }
        try {
            if (!open.tryTake(settings.requestTimeout())) {
                return Answer.failed(new Failure.Throttled(FULL, "All requests that this"
                        + " process may have open at " + settings.url().getHost() + " are", true));
            }
            try {
                Answer<HttpResponse<B>> answer = sendNow(post, handler);
                park(post.mailbox(), answer);
                return answer;
            } finally {
                open.giveBack();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return unreachable("Interrupted");
        }
    }

    /**
     * Opens a stream; the caller holds a place for it. It is about several mailboxes: a refusal says of none
     * that it is closed.
     */
    <B> Answer<HttpResponse<B>> stream(Post post, BodyHandler<B> handler)
            throws InterruptedException {
        Optional<Failure> closed = parking.closed(post.mailbox());
        return closed.isPresent() ? Answer.failed(closed.get()) : sendNow(post, handler);
    }

    private <B> Answer<HttpResponse<B>> sendNow(Post post, BodyHandler<B> handler)
            throws InterruptedException {
        switch (credentials.header()) {
            case Answer.Failed<String>(Failure failure) -> {
                return Answer.failed(failure);
            }
            case Answer.Of<String>(String header) -> {
                Answer<HttpResponse<B>> answer = exchange(post, header, handler);
                return isRefused(answer) && credentials.refuse(header)
                        ? again(post, handler)
                        : answer;
            }
        }
    }

    @Override
    public void close() {
        http.shutdownNow();
    }

    /** A token may be refused before its time; one new one is asked for. */
    private <B> Answer<HttpResponse<B>> again(Post post, BodyHandler<B> handler)
            throws InterruptedException {
        return switch (credentials.header()) {
            case Answer.Failed<String>(Failure failure) -> Answer.failed(failure);
            case Answer.Of<String>(String header) -> exchange(post, header, handler);
        };
    }

    private <B> Answer<HttpResponse<B>> exchange(Post post, String authorization,
            BodyHandler<B> handler) throws InterruptedException {
        String id = UUID.randomUUID().toString();
        HttpRequest.Builder request = HttpRequest.newBuilder(settings.url())
                .header("Authorization", authorization)
                .header("Content-Type", "text/xml; charset=utf-8")
                .header("Accept", "text/xml")
                .header("User-Agent", USER_AGENT)
                .header("X-AnchorMailbox", post.anchor())
                .header("client-request-id", id)
                .header("return-client-request-id", "true")
                .POST(post.body());
        post.headers().forEach(request::header);
        // The request's own time-out ends with the headers; this one covers the body too.
        CompletableFuture<HttpResponse<B>> pending = http.sendAsync(request.build(), handler);
        try {
            HttpResponse<B> answer = pending.get(settings.requestTimeout().toMillis(),
                    TimeUnit.MILLISECONDS);
            note(answer, id);
            return Answer.of(answer);
        } catch (TimeoutException e) {
            return unreachable("No answer within " + settings.requestTimeout());
        } catch (ExecutionException e) {
            if (e.getCause() instanceof IOException cause) {
                return unreachable(cause.getClass().getSimpleName() + ": " + cause.getMessage());
            }
            throw new IllegalStateException("The HTTP client failed", e.getCause());
        } finally {
            pending.cancel(true);
        }
    }

    /** Whoever answers for a service that is away, or asks who we are, does not say who is let in. */
    private void park(String mailbox, Answer<? extends HttpResponse<?>> answer) {
        if (answer instanceof Answer.Of<? extends HttpResponse<?>> of) {
            switch (of.value().statusCode()) {
                case FORBIDDEN -> parking.refused(mailbox,
                        HttpFailures.of(FORBIDDEN, of.value().headers()).reason());
                case OK, SOAP_FAULT -> parking.answered(mailbox);
                default -> {
                    // It stays as it is.
                }
            }
        }
    }

    private static boolean isRefused(Answer<? extends HttpResponse<?>> answer) {
        return answer instanceof Answer.Of<? extends HttpResponse<?>> of
                && of.value().statusCode() == UNAUTHORIZED;
    }

    /** What Microsoft's support asks for. */
    private static void note(HttpResponse<?> answer, String id) {
        if (answer.statusCode() != OK) {
            LOGGER.atDebug()
                    .addKeyValue("status", answer.statusCode())
                    .addKeyValue("clientRequestId", id)
                    .addKeyValue("requestId", header(answer, "request-id"))
                    .addKeyValue("frontEnd", header(answer, "X-FEServer"))
                    .addKeyValue("diagnostics", header(answer, "x-ms-diagnostics"))
                    .log("The service did not answer as usual");
        }
    }

    private static String header(HttpResponse<?> answer, String name) {
        return answer.headers().firstValue(name).orElse("");
    }

    private static <T> Answer<T> unreachable(String reason) {
        return Answer.failed(new Failure.Unreachable(Duration.ZERO, reason));
    }
}
