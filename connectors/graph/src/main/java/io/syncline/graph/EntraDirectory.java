package io.syncline.graph;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.syncline.port.verify.AadFailures;
import io.syncline.port.verify.Finding;
import io.syncline.service.access.Trust;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpClient.Redirect;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;

/** Looks, as a stranger, whether a directory is there: its OpenID configuration is everybody's to read. */
final class EntraDirectory implements AutoCloseable {

    private static final String CONFIGURATION = "/v2.0/.well-known/openid-configuration";
    private static final int ANSWER_BYTES_MAX = 100_000;

    private final HttpClient http;
    private final URI authority;
    private final Duration timeout;

    EntraDirectory(URI authority, Trust trust, Duration timeout) {
        this.authority = authority;
        this.timeout = timeout;
        this.http = HttpClient.newBuilder()
                .followRedirects(Redirect.NEVER)
                .connectTimeout(timeout)
                .sslContext(trust.context())
                .build();
    }

    Finding look(String directoryId) {
        URI address = URI.create(
                authority + "/" + URLEncoder.encode(directoryId, UTF_8) + CONFIGURATION);
        try {
            HttpResponse<InputStream> answer = http.send(
                    HttpRequest.newBuilder(address)
                            .timeout(timeout)
                            .header("Accept", "application/json")
                            .build(),
                    BodyHandlers.ofInputStream());
            try (InputStream body = answer.body()) {
                return AadFailures.directory(directoryId, answer.statusCode(),
                        new String(body.readNBytes(ANSWER_BYTES_MAX), UTF_8));
            }
        } catch (IOException e) {
            return AadFailures.unreachable(authority.getHost(), AadFailures.said(e));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return AadFailures.unreachable(authority.getHost(), "interrupted");
        }
    }

    @Override
    public void close() {
        http.shutdownNow();
    }
}
