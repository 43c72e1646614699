package io.syncline.graph;

import com.microsoft.graph.models.odataerrors.ODataError;
import com.microsoft.kiota.ApiException;
import io.syncline.port.Failure;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * Classifies what the SDK throws.
 *
 * <pre>
 * status     code                                       failure
 * 429        our own: the budget is used up             throttled, held back
 * 429        -                                          throttled
 * 403        ErrorCannotDeleteObject                    rejected
 * 401, 403   -                                          unavailable
 * 404        a code about the mailbox                   unavailable
 * 400        -                                          rejected
 * 409, 412   -                                          unreachable: try again after another look
 * 5xx        -                                          unreachable, for as long as Retry-After says
 * none       no token                                   unavailable
 * none       network, time-out                          unreachable
 * </pre>
 *
 * Sources: facts/graph.md 3.9, 4.2, 4.4, 7.5.
 */
final class GraphFailures {

    private static final Duration WAIT_WITHOUT_HEADER = Duration.ofSeconds(10);
    private static final String BUDGET_CODE = WithinBudget.CODE.toLowerCase(Locale.ROOT);
    private static final Set<String> MAILBOX_CODES = Set.of("mailboxnotenabledforrestapi",
            "resourcenotfound", "errorinvaliduser", "request_resourcenotfound");
    /** A refusal that says nothing about the rest of the mailbox. */
    private static final Set<String> ITEM_CODES = Set.of("errorcannotdeleteobject");

    private GraphFailures() {}

    /** Whether the item, and not the mailbox, was not found. */
    static boolean isItemMissing(RuntimeException thrown) {
        return thrown instanceof ApiException api && api.getResponseStatusCode() == 404
                && !MAILBOX_CODES.contains(code(api));
    }

    /** Whether the version that was sent is not the item's. */
    static boolean isStale(RuntimeException thrown) {
        return thrown instanceof ApiException api && api.getResponseStatusCode() == 412;
    }

    /** Whether the chain's position is no longer known (facts/graph.md 1.12). */
    static boolean isPositionLost(RuntimeException thrown) {
        return thrown instanceof ApiException api && (api.getResponseStatusCode() == 410
                || code(api).equals("syncstatenotfound") || code(api).equals("resyncrequired")
                || (api.getResponseStatusCode() == 400 && message(api).contains("token")));
    }

    static boolean isBadRequest(RuntimeException thrown) {
        return thrown instanceof ApiException api && api.getResponseStatusCode() == 400;
    }

    static boolean isUnauthorized(RuntimeException thrown) {
        return thrown instanceof ApiException api && api.getResponseStatusCode() == 401;
    }

    /** Whether we may not do it. */
    static boolean isDenied(RuntimeException thrown) {
        return thrown instanceof ApiException api && api.getResponseStatusCode() == 403;
    }

    /** Whether what was asked for is not there, be it a user, a mailbox or an item. */
    static boolean isNotFound(RuntimeException thrown) {
        return thrown instanceof ApiException api && api.getResponseStatusCode() == 404;
    }

    static Failure of(RuntimeException thrown) {
        return switch (thrown) {
            case ApiException api -> of(api);
            case GraphTokens.NoToken refused when isNetwork(refused) ->
                unreachable("No token: " + refused.getMessage());
            case GraphTokens.NoToken refused -> new Failure.Unavailable(
                    "No token: " + refused.getMessage());
            case RuntimeException other when isNetwork(other) -> unreachable(
                    String.valueOf(other.getMessage()));
            default -> throw thrown;
        };
    }

    private static Failure of(ApiException api) {
        int status = api.getResponseStatusCode();
        String reason = "HTTP " + status + " " + code(api) + ": " + message(api);
        return switch (status) {
            case 429 -> new Failure.Throttled(retryAfter(api).orElse(WAIT_WITHOUT_HEADER),
                    reason, code(api).equals(BUDGET_CODE));
            case 403 -> ITEM_CODES.contains(code(api))
                    ? new Failure.Rejected(reason)
                    : new Failure.Unavailable(reason);
            case 401 -> new Failure.Unavailable(reason);
            case 404 -> MAILBOX_CODES.contains(code(api))
                    ? new Failure.Unavailable(reason)
                    : new Failure.Rejected(reason);
            case 408, 409, 412 -> unreachable(reason);
            default -> status >= 500
                    ? new Failure.Unreachable(retryAfter(api).orElse(Duration.ZERO), reason)
                    : new Failure.Rejected(reason);
        };
    }

    private static Failure unreachable(String reason) {
        return new Failure.Unreachable(Duration.ZERO, reason);
    }

    private static boolean isNetwork(Throwable thrown) {
        for (Throwable cause = thrown; cause != null; cause = cause.getCause()) {
            if (cause instanceof IOException) {
                return true;
            }
        }
        return false;
    }

    /** Seconds or an HTTP date; never less than a second. */
    private static Optional<Duration> retryAfter(ApiException api) {
        return api.getResponseHeaders()
                .getOrDefault("Retry-After", Set.of())
                .stream()
                .findFirst()
                .flatMap(GraphFailures::duration);
    }

    private static Optional<Duration> duration(String header) {
        try {
            Duration wait = header.strip().matches("\\d+")
                    ? Duration.ofSeconds(Long.parseLong(header.strip()))
                    : Duration.between(Instant.now(), ZonedDateTime.parse(header.strip(),
                            DateTimeFormatter.RFC_1123_DATE_TIME));
            return Optional.of(wait.compareTo(Duration.ofSeconds(1)) < 0
                    ? Duration.ofSeconds(1)
                    : wait);
        } catch (DateTimeParseException e) {
            return Optional.empty();
        }
    }

    private static String code(ApiException api) {
        return api instanceof ODataError error && error.getError() != null
                && error.getError().getCode() != null
                        ? error.getError().getCode().toLowerCase(Locale.ROOT)
                        : "";
    }

    /** The SDK's own message of an error without a Graph body throws; this one says so. */
    private static String message(ApiException api) {
        if (api instanceof ODataError error) {
            return error.getError() == null
                    ? "no Graph error in the answer"
                    : String.valueOf(error.getError().getMessage());
        }
        return String.valueOf(api.getMessage());
    }
}
