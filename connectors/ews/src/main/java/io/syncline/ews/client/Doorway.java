package io.syncline.ews.client;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.syncline.ews.client.EwsSettings.Login;
import io.syncline.port.Answer;
import io.syncline.port.Failure;
import io.syncline.port.verify.AadFailures;
import io.syncline.service.access.Trust;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpClient.Redirect;
import java.net.http.HttpClient.Version;
import java.net.http.HttpHeaders;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * What is asked before anybody is let in: how the services greet a stranger, and whether they give a
 * token. Never sends a credential to anything but the token endpoint. Thread-safe.
 */
public final class Doorway implements AutoCloseable {

    private static final int ANSWER_BYTES_MAX = 100_000;
    private static final ObjectMapper JSON = new ObjectMapper();

    private final URI url;
    private final Duration timeout;
    private final HttpClient http;
    private final Optional<TokenSource> tokens;

    public Doorway(EwsSettings settings) {
        this.url = settings.url();
        this.timeout = settings.requestTimeout();
        this.http = HttpClient.newBuilder()
                .version(Version.HTTP_1_1)
                .followRedirects(Redirect.NEVER)
                .connectTimeout(timeout)
                .sslContext(Trust.with(settings.trustedCertificates()).context())
                .build();
        this.tokens = switch (settings.login()) {
            case Login.Basic basic -> Optional.empty();
            case Login.AppOnly login -> Optional.of(TokenSource.of(login, http, timeout));
            case Login.Delegated login -> Optional.of(TokenSource.of(login, http, timeout));
        };
    }

    /**
     * What a stranger is told.
     *
     * @param schemes by which one may sign in, such as {@code Basic}
     */
    public record Greeting(int status, List<String> schemes, String body) {

        public Greeting {
            schemes = List.copyOf(schemes);
        }

        /** Whether one may sign in with a name and a password. */
        public boolean takesPasswords() {
            return schemes.stream().anyMatch("Basic"::equalsIgnoreCase);
        }
    }

    /** A token that was given just now. */
    public record Given(String token, Instant ends) {

        /**
         * What the token shows under a claim, {@code roles} or {@code scp}; nothing, where it cannot be
         * read. For no decision about trust.
         */
        public Set<String> granted(String claim) {
            String[] parts = token.split("\\.", -1);
            Set<String> granted = new TreeSet<>();
            if (parts.length < 2) {
                return granted;
            }
            try {
                JsonNode said = JSON.readTree(
                        new String(Base64.getUrlDecoder().decode(parts[1]), UTF_8)).path(claim);
                said.forEach(one -> granted.add(one.asText()));
                Arrays.stream(said.asText("").split(" "))
                        .filter(one -> !one.isEmpty())
                        .forEach(granted::add);
            } catch (JsonProcessingException | IllegalArgumentException e) {
                return Set.of(); // An opaque token is as good, and shows nothing.
            }
            return granted;
        }

        @Override
        public String toString() {
            return "Given[until " + ends + "]";
        }
    }

    /** How the service greets whoever does not say who he is. */
    public Answer<Greeting> greeting() {
        return greeting(HttpRequest.newBuilder(url)
                .header("Content-Type", "text/xml; charset=utf-8")
                .POST(BodyPublishers.noBody())
                .build());
    }

    /** What stands at an address for everybody to read. */
    public Answer<Greeting> greeting(URI address) {
        return greeting(HttpRequest.newBuilder(address)
                .header("Accept", "application/json")
                .build());
    }

    /**
     * A token straight from the endpoint: what was granted lately shows in no older one.
     *
     * @throws IllegalStateException where the login is none by token
     */
    public Answer<Given> token() {
        return tokens
                .orElseThrow(() -> new IllegalStateException("No token belongs to this login"))
                .fresh()
                .then(token -> Answer.of(new Given(token.text(), token.ends())));
    }

    @Override
    public void close() {
        http.shutdownNow();
    }

    private Answer<Greeting> greeting(HttpRequest request) {
        // The request's own time-out ends with the headers; this one covers the body too.
        CompletableFuture<HttpResponse<byte[]>> pending = http.sendAsync(request,
                LimitedBody.handler(ANSWER_BYTES_MAX));
        try {
            HttpResponse<byte[]> answer = pending.get(timeout.toMillis(), TimeUnit.MILLISECONDS);
            return Answer.of(new Greeting(answer.statusCode(), schemes(answer.headers()),
                    new String(answer.body(), UTF_8)));
        } catch (TimeoutException e) {
            return unreachable("no answer within " + timeout);
        } catch (ExecutionException e) {
            if (e.getCause() instanceof IOException cause) {
                return unreachable(AadFailures.said(cause));
            }
            throw new IllegalStateException("The HTTP client failed", e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return unreachable("interrupted");
        } finally {
            pending.cancel(true);
        }
    }

    /** Of {@code Basic realm="x", Negotiate} the words that no parameter follows up. */
    private static List<String> schemes(HttpHeaders headers) {
        return headers.allValues("WWW-Authenticate")
                .stream()
                .map(header -> Arrays.asList(header.split(",")))
                .flatMap(Collection::stream)
                .map(part -> part.strip().split(" ")[0])
                .filter(word -> word.matches("[A-Za-z-]+"))
                .distinct()
                .toList();
    }

    private static Answer<Greeting> unreachable(String reason) {
        return Answer.failed(new Failure.Unreachable(Duration.ZERO, reason));
    }
}
