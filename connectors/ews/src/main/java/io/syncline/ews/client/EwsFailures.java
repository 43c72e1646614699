package io.syncline.ews.client;

import io.syncline.ews.soap.ServiceError;
import io.syncline.port.Failure;
import java.time.Duration;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Classifies what the service says instead of doing what it was asked. The same codes come as a SOAP
 * fault with HTTP 500, as a message of an answer with HTTP 200, and wrapped in a general error.
 *
 * <pre>
 * code                                                failure
 * ErrorServerBusy, ErrorExceeded...Count              throttled, as long as it says
 * the store, the directory or the network is away     unreachable
 * ErrorMailboxMoveInProgress                          unreachable, for a minute
 * a conflict of versions                              unreachable: try again after another look
 * no such mailbox, no permission, no licence          unavailable
 * the mailbox is served elsewhere                     unavailable
 * these values, this id, this request                 rejected
 * any other                                           unreachable, and told of
 * </pre>
 *
 * Sources: facts/ews.md 2.2, 3, 5.
 */
public final class EwsFailures {

    private static final String BACK_OFF = "BackOffMilliseconds";
    private static final Duration WAIT_WITHOUT_BACK_OFF = Duration.ofSeconds(10);
    private static final Duration WAIT_FOR_MOVE = Duration.ofMinutes(1);
    private static final Duration WAIT_MIN = Duration.ofSeconds(1);

    private static final Set<String> BUSY = Set.of("ErrorServerBusy",
            "ErrorExceededConnectionCount", "ErrorExceededSubscriptionCount",
            "ErrorExceededFindCountLimit", "ErrorTooManyObjectsOpened");
    private static final Set<String> AWAY = Set.of("ErrorMailboxStoreUnavailable",
            "ErrorMailboxFailover", "ErrorInternalServerError",
            "ErrorInternalServerTransientError", "ErrorTimeoutExpired", "ErrorConnectionFailed",
            "ErrorBatchProcessingStopped", "ErrorADUnavailable", "ErrorADOperation",
            "ErrorNotEnoughMemory", "ErrorInsufficientResources", "ErrorRequestAborted",
            "ErrorClientDisconnected", "ErrorDataSourceOperation",
            "ErrorNoRespondingCASInDestinationSite", "ErrorProxyCallFailed",
            "ErrorProxyRequestProcessingFailed", "ErrorProxyServiceDiscoveryFailed",
            "ErrorProxiedSubscriptionCallFailure", "ErrorProxyTokenExpired",
            "ErrorItemSave", "ErrorMoveCopyFailed", "ErrorDeleteItemsFailed");
    private static final Set<String> MOVED = Set.of("ErrorProxyRequestNotAllowed",
            "ErrorCrossSiteRequest", "ErrorNoApplicableProxyCASServersAvailable",
            "ErrorIncorrectEndpoint", "ErrorWrongServerVersion");
    private static final Set<String> CLOSED = Set.of("ErrorAccessDenied",
            "ErrorAccountDisabled", "ErrorNonExistentMailbox", "ErrorNonPrimarySmtpAddress",
            "ErrorInvalidSmtpAddress", "ErrorMissingEmailAddress", "ErrorInvalidUserInfo",
            "ErrorImpersonateUserDenied", "ErrorImpersonationDenied", "ErrorImpersonationFailed",
            "ErrorInvalidExchangeImpersonationHeaderData", "ErrorCannotFindUser",
            "ErrorMailboxLogonFailed", "ErrorMailboxConfiguration", "ErrorInvalidMailbox",
            "ErrorPasswordExpired", "ErrorPasswordChangeRequired", "ErrorInvalidLicense",
            "ErrorOrganizationAccessBlocked", "ErrorUserNotAllowedByPolicy",
            "ErrorInvalidClientSecurityContext", "ErrorInvalidAuthorizationContext",
            "ErrorTokenSerializationDenied", "ErrorCreateItemAccessDenied",
            "ErrorQuotaExceeded", "ErrorServiceDiscoveryFailed");
    private static final Set<String> REFUSED = Set.of("ErrorItemNotFound",
            "ErrorFolderNotFound", "ErrorSyncFolderNotFound", "ErrorParentFolderNotFound",
            "ErrorSavedItemFolderNotFound", "ErrorToFolderNotFound", "ErrorSchemaValidation",
            "ErrorPropertyUpdate", "ErrorPropertyValidationFailure",
            "ErrorItemSavePropertyError", "ErrorItemPropertyRequestFailed",
            "ErrorUpdatePropertyMismatch", "ErrorIncorrectUpdatePropertyCount",
            "ErrorIncorrectSchemaVersion", "ErrorRequiredPropertyMissing",
            "ErrorObjectTypeChanged", "ErrorDataSizeLimitExceeded", "ErrorMessageSizeExceeded",
            "ErrorRequestStreamTooBig", "ErrorContentConversionFailed", "ErrorCorruptData",
            "ErrorItemCorrupt", "ErrorValueOutOfRange", "ErrorVirusDetected");
    /** How the names of all other refusals of values and requests begin. */
    private static final Set<String> REFUSALS = Set.of("ErrorInvalid", "ErrorCannot",
            "ErrorUnsupported", "ErrorMissing", "ErrorRestriction", "ErrorMime");
    private static final Set<String> STALE = Set.of("ErrorIrresolvableConflict",
            "ErrorStaleObject", "ErrorChangeKeyRequired",
            "ErrorChangeKeyRequiredForWriteOperations", "ErrorInvalidChangeKey");

    private static final Set<String> LOST = Set.of("ErrorSubscriptionNotFound",
            "ErrorInvalidSubscription", "ErrorExpiredSubscription", "ErrorInvalidWatermark",
            "ErrorMissedNotificationEvents", "ErrorSubscriptionUnsubscribed",
            "ErrorReadEventsFailed");

    private EwsFailures() {}

    /** Whether the item is not there, or we may not see it: the service does not say which. */
    public static boolean isItemMissing(ServiceError error) {
        return error.innermost().code().equals("ErrorItemNotFound");
    }

    /** Whether a folder is not there. */
    public static boolean isFolderMissing(ServiceError error) {
        String code = error.innermost().code();
        return code.equals("ErrorFolderNotFound") || code.equals("ErrorItemNotFound");
    }

    /** Whether the version that was sent is not the item's. */
    public static boolean isStale(ServiceError error) {
        return STALE.contains(error.innermost().code());
    }

    /** Whether the state of a chain of changes is no longer known. */
    public static boolean isStateLost(ServiceError error) {
        return error.innermost().code().equals("ErrorInvalidSyncStateData");
    }

    /** Whether a subscription is no longer known, or not all that it had to tell. */
    static boolean isSubscriptionLost(ServiceError error) {
        return LOST.contains(error.innermost().code());
    }

    /** Whether the service gave up in the middle: it was asked for too much at once. */
    public static boolean isTooMuchAtOnce(ServiceError error) {
        String code = error.innermost().code();
        return code.equals("ErrorTimeoutExpired") || code.equals("ErrorBatchProcessingStopped");
    }

    /** Whether we know the code. */
    static boolean isKnown(ServiceError error) {
        String code = error.innermost().code();
        return Stream.of(BUSY, AWAY, MOVED, CLOSED, REFUSED, STALE, LOST)
                .anyMatch(codes -> codes.contains(code))
                || REFUSALS.stream().anyMatch(code::startsWith)
                || code.equals("ErrorMailboxMoveInProgress");
    }

    /** What a refusal means to callers. */
    public static Failure of(ServiceError told) {
        ServiceError error = told.innermost();
        String code = error.code();
        String reason = code + ": " + error.text();
        if (BUSY.contains(code)) {
            return new Failure.Throttled(backOff(error), reason);
        }
        if (code.equals("ErrorMailboxMoveInProgress")) {
            return new Failure.Unreachable(WAIT_FOR_MOVE, reason);
        }
        if (MOVED.contains(code)) {
            return new Failure.Unavailable(reason + " The mailbox is not served at this address"
                    + " any more: check the tenant's ews.url, or whether it is reached by graph.");
        }
        if (CLOSED.contains(code)) {
            return new Failure.Unavailable(reason);
        }
        // The sets name exceptions to the prefixes, so they come first.
        if (!STALE.contains(code) && (REFUSED.contains(code)
                || REFUSALS.stream().anyMatch(code::startsWith))) {
            return new Failure.Rejected(reason);
        }
        return new Failure.Unreachable(error.values().containsKey(BACK_OFF)
                ? backOff(error)
                : Duration.ZERO, reason);
    }

    /** To the millisecond, but never less than a second. */
    private static Duration backOff(ServiceError error) {
        String text = error.values().getOrDefault(BACK_OFF, "");
        if (!text.matches("\\d{1,9}")) {
            return WAIT_WITHOUT_BACK_OFF;
        }
        Duration wait = Duration.ofMillis(Long.parseLong(text));
        return wait.compareTo(WAIT_MIN) < 0 ? WAIT_MIN : wait;
    }
}
