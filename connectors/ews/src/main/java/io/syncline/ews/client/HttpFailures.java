package io.syncline.ews.client;

import io.syncline.port.Failure;
import java.net.http.HttpHeaders;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.Optional;

/**
 * Classifies answers that hold no envelope.
 *
 * <pre>
 * status          failure
 * 429             throttled
 * 401, 440, 456   unavailable: not signed in
 * 403             unavailable: EWS is closed to us, with what to check
 * 3xx, 404        unavailable: the mailbox is not here
 * 408, 503        unreachable, for as long as Retry-After says
 * other 4xx       rejected
 * other           unreachable
 * </pre>
 *
 * A bare 503 comes from a queue in front of the service or from a proxy, which may have lost the
 * answer to a write; so it does not say that nothing was done (facts/ews.md 5).
 */
final class HttpFailures {

    private static final Duration WAIT_WITHOUT_HEADER = Duration.ofSeconds(10);

    private HttpFailures() {}

    static Failure of(int status, HttpHeaders headers) {
        String reason = "HTTP " + status;
        return switch (status) {
            case 429 -> new Failure.Throttled(
                    retryAfter(headers).orElse(WAIT_WITHOUT_HEADER), reason);
            case 401, 440, 456 -> new Failure.Unavailable(reason + ": the service does not take"
                    + " these credentials" + diagnostics(headers));
            case 403 -> new Failure.Unavailable(reason + closed(headers));
            case 404 -> new Failure.Unavailable(
                    reason + ": there is no EWS at this address; check the tenant's ews.url");
            case 408, 503 -> new Failure.Unreachable(
                    retryAfter(headers).orElse(WAIT_WITHOUT_HEADER), reason);
            default -> other(status, headers, reason);
        };
    }

    private static Failure other(int status, HttpHeaders headers, String reason) {
        if (status >= 300 && status < 400) {
            return new Failure.Unavailable(reason + ": the service points to another address;"
                    + " it is not followed, check the tenant's ews.url");
        }
        return status >= 400 && status < 500
                ? new Failure.Rejected(reason)
                : new Failure.Unreachable(retryAfter(headers).orElse(Duration.ZERO), reason);
    }

    /** A tenant's state and not this request's: nothing in the answer says which of these it is. */
    private static String closed(HttpHeaders headers) {
        return ": EWS is closed to us" + diagnostics(headers) + ". Check: EwsEnabled of the"
                + " organization and of the mailbox; that EwsAllowedAppIDs lists our application;"
                + " EwsAllowList and EwsBlockList, which go by User-Agent; the mailbox's licence"
                + " (F1, F3 and Kiosk have no EWS); the application's access policy or role. In"
                + " Exchange Online EWS ends on 2027-04-01: move the tenant to graph.";
    }

    private static String diagnostics(HttpHeaders headers) {
        return headers.firstValue("x-ms-diagnostics").map(text -> " (" + text + ")").orElse("");
    }

    /** Seconds or an HTTP date; never less than a second. */
    private static Optional<Duration> retryAfter(HttpHeaders headers) {
        return headers.firstValue("Retry-After").map(String::strip).flatMap(header -> {
            try {
                Duration wait = header.matches("\\d{1,9}")
                        ? Duration.ofSeconds(Long.parseLong(header))
                        : Duration.between(Instant.now(), ZonedDateTime.parse(header,
                                DateTimeFormatter.RFC_1123_DATE_TIME));
                return Optional.of(wait.compareTo(Duration.ofSeconds(1)) < 0
                        ? Duration.ofSeconds(1)
                        : wait);
            } catch (DateTimeParseException e) {
                return Optional.empty();
            }
        });
    }
}
