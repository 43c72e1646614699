package io.syncline.ews.client;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.syncline.ews.client.EwsSettings.Login;
import io.syncline.port.Answer;
import io.syncline.port.Failure;
import io.syncline.service.access.Credential;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/**
 * Asks a token endpoint for tokens and keeps the last one until shortly before its end. Thread-safe:
 * one asks, the others wait for what it gets.
 */
final class TokenSource {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int ANSWER_BYTES_MAX = 1_000_000;
    private static final Duration BEFORE_END = Duration.ofMinutes(5);
    private static final long LIFE_PARTS = 4;

    private final HttpClient http;
    private final Duration timeout;
    private final URI endpoint;
    private final Supplier<Map<String, String>> form;
    private final ReentrantLock lock = new ReentrantLock();
    private Token last = Token.NONE;

    /**
     * A token.
     *
     * @param renewAt when it is no longer handed out
     */
    record Token(String text, Instant ends, Instant renewAt) {

        private static final Token NONE = new Token("", Instant.EPOCH, Instant.EPOCH);

        @Override
        public String toString() {
            return "Token[hidden]";
        }
    }

    private TokenSource(HttpClient http, Duration timeout, URI endpoint,
            Supplier<Map<String, String>> form) {
        this.http = http;
        this.timeout = timeout;
        this.endpoint = endpoint;
        this.form = form;
    }

    static TokenSource of(Login.AppOnly login, HttpClient http, Duration timeout) {
        Map<String, String> form = form("client_credentials", login.scope(), login.clientId());
        Supplier<Map<String, String>> proved = switch (login.credential()) {
            case Credential.Secret(String secret) -> {
                form.put("client_secret", secret);
                yield () -> form;
            }
            case Credential.Certificate certificate -> {
                ClientAssertion assertion = new ClientAssertion(login.clientId(),
                        login.tokenEndpoint(), certificate);
                form.put("client_assertion_type",
                        "urn:ietf:params:oauth:client-assertion-type:jwt-bearer");
                yield () -> {
                    Map<String, String> signed = new LinkedHashMap<>(form);
                    signed.put("client_assertion", assertion.next(Instant.now()));
                    return signed;
                };
            }
        };
        return new TokenSource(http, timeout, login.tokenEndpoint(), proved);
    }

    static TokenSource of(Login.Delegated login, HttpClient http, Duration timeout) {
        Map<String, String> form = form("password", login.scope(), login.clientId());
        form.put("username", login.username());
        form.put("password", login.password());
        return new TokenSource(http, timeout, login.tokenEndpoint(), () -> form);
    }

    Answer<String> token() {
        lock.lock();
        try {
            return Instant.now().isBefore(last.renewAt())
                    ? Answer.of(last.text())
                    : ask().then(token -> Answer.of(token.text()));
        } finally {
            lock.unlock();
        }
    }

    /** A token straight from the endpoint: what was granted lately shows in no older one. */
    Answer<Token> fresh() {
        lock.lock();
        try {
            return ask();
        } finally {
            lock.unlock();
        }
    }

    /** The service refused this token: nobody gets it again, though its time is not over. */
    void refuse(String token) {
        lock.lock();
        try {
            if (last.text().equals(token)) {
                last = Token.NONE;
            }
        } finally {
            lock.unlock();
        }
    }

    private Answer<Token> ask() {
        HttpRequest request = HttpRequest.newBuilder(endpoint)
                .header("Content-Type", "application/x-www-form-urlencoded")
                .header("Accept", "application/json")
                .POST(BodyPublishers.ofString(encoded(form.get())))
                .build();
        // The request's own time-out ends with the headers; this one covers the body too.
        CompletableFuture<HttpResponse<byte[]>> pending = http.sendAsync(request,
                LimitedBody.handler(ANSWER_BYTES_MAX));
        try {
            return read(pending.get(timeout.toMillis(), TimeUnit.MILLISECONDS));
        } catch (TimeoutException e) {
            return unreachable("no answer within " + timeout + " from " + endpoint.getHost());
        } catch (ExecutionException e) {
            if (e.getCause() instanceof IOException cause) {
                return unreachable(cause.getClass().getSimpleName() + " at "
                        + endpoint.getHost());
            }
            throw new IllegalStateException("The HTTP client failed", e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return unreachable("interrupted");
        } finally {
            pending.cancel(true);
        }
    }

    private static Answer<Token> unreachable(String reason) {
        return Answer.failed(new Failure.Unreachable(Duration.ZERO, "No token: " + reason));
    }

    private Answer<Token> read(HttpResponse<byte[]> answer) {
        JsonNode body = json(answer.body());
        if (answer.statusCode() == 429 || answer.statusCode() >= 500) {
            return Answer.failed(HttpFailures.of(answer.statusCode(), answer.headers()));
        }
        String token = body.path("access_token").asText("");
        if (answer.statusCode() != 200 || token.isEmpty()) {
            return Answer.failed(new Failure.Unavailable("No token: HTTP " + answer.statusCode()
                    + " " + body.path("error").asText("") + ": "
                    + body.path("error_description").asText("no description")));
        }
        Duration life = Duration.ofSeconds(body.path("expires_in").asLong(0));
        Duration early = life.dividedBy(LIFE_PARTS);
        Duration margin = early.compareTo(BEFORE_END) < 0 ? early : BEFORE_END;
        Instant ends = Instant.now().plus(life);
        last = new Token(token, ends, ends.minus(margin));
        return Answer.of(last);
    }

    private static JsonNode json(byte[] body) {
        try {
            JsonNode read = JSON.readTree(body);
            return read == null ? JSON.missingNode() : read;
        } catch (IOException e) {
            return JSON.missingNode(); // A proxy's page; the status says enough.
        }
    }

    private static Map<String, String> form(String grant, String scope, String clientId) {
        Map<String, String> form = new LinkedHashMap<>();
        form.put("grant_type", grant);
        form.put("scope", scope);
        form.put("client_id", clientId);
        return form;
    }

    private static String encoded(Map<String, String> form) {
        return form.entrySet()
                .stream()
                .map(field -> URLEncoder.encode(field.getKey(), UTF_8) + "="
                        + URLEncoder.encode(field.getValue(), UTF_8))
                .collect(Collectors.joining("&"));
    }
}
