package io.syncline.console.tenant;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.syncline.schemas.ops.Severity;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Hands alerts to another system: {@code POST} of {"tenant", "severity", "code", "message"}. Tried
 * once; the alert stands on its topic, too.
 */
public final class Webhook {

    private static final Logger LOGGER = LoggerFactory.getLogger(Webhook.class);
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Duration TIMEOUT = Duration.ofSeconds(10);

    private final Optional<URI> target;
    private final HttpClient http = HttpClient.newBuilder().connectTimeout(TIMEOUT).build();

    /** @param target where to; empty: nowhere */
    public Webhook(Optional<URI> target) {
        this.target = target;
    }

    void send(String tenant, Severity severity, String code, String message) {
        target.ifPresent(uri -> {
            String body = JSON.createObjectNode()
                    .put("tenant", tenant)
                    .put("severity", severity.name())
                    .put("code", code)
                    .put("message", message)
                    .toString();
            try {
                int status = http.send(HttpRequest.newBuilder(uri)
                        .timeout(TIMEOUT)
                        .header("Content-Type", "application/json")
                        .POST(BodyPublishers.ofString(body))
                        .build(), BodyHandlers.discarding()).statusCode();
                if (status >= 300) {
                    failed(code, "HTTP " + status);
                }
            } catch (IOException e) {
                failed(code, String.valueOf(e.getMessage()));
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        });
    }

    private static void failed(String code, String reason) {
        LOGGER.atWarn()
                .addKeyValue("code", code)
                .addKeyValue("reason", reason)
                .log("The webhook did not take an alert; it stands on its topic");
    }
}
