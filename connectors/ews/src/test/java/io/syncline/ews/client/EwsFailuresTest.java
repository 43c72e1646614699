package io.syncline.ews.client;

import static org.assertj.core.api.Assertions.assertThat;

import io.syncline.ews.soap.ServiceError;
import io.syncline.port.Failure;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Each refusal wants another reaction. */
class EwsFailuresTest {

    @ParameterizedTest
    @CsvSource(textBlock = """
            ErrorServerBusy,                           Throttled
            ErrorExceededConnectionCount,              Throttled
            ErrorExceededSubscriptionCount,            Throttled
            ErrorMailboxStoreUnavailable,              Unreachable
            ErrorInternalServerError,                  Unreachable
            ErrorInternalServerTransientError,         Unreachable
            ErrorTimeoutExpired,                       Unreachable
            ErrorBatchProcessingStopped,               Unreachable
            ErrorMailboxMoveInProgress,                Unreachable
            ErrorIrresolvableConflict,                 Unreachable
            ErrorStaleObject,                          Unreachable
            ErrorInvalidChangeKey,                     Unreachable
            ErrorSomethingNew,                         Unreachable
            ErrorProxyRequestNotAllowed,               Unavailable
            ErrorAccessDenied,                         Unavailable
            ErrorNonExistentMailbox,                   Unavailable
            ErrorInvalidSmtpAddress,                   Unavailable
            ErrorImpersonateUserDenied,                Unavailable
            ErrorImpersonationFailed,                  Unavailable
            ErrorInvalidLicense,                       Unavailable
            ErrorQuotaExceeded,                        Unavailable
            ErrorPasswordExpired,                      Unavailable
            ErrorSchemaValidation,                     Rejected
            ErrorInvalidPropertySet,                   Rejected
            ErrorInvalidIdMalformed,                   Rejected
            ErrorCannotCreateContactInNonContactFolder, Rejected
            ErrorUnsupportedPathForQuery,              Rejected
            ErrorSyncFolderNotFound,                   Rejected
            ErrorItemNotFound,                         Rejected
            """)
    void classifies(String code, String failure) {
        assertThat(EwsFailures.of(error(code, Map.of())).getClass().getSimpleName())
                .isEqualTo(failure);
    }

    @ParameterizedTest
    @CsvSource(textBlock = """
            297749, PT4M57.749S
            10,     PT1S
            soon,   PT10S
            """)
    void waitsAsLongAsTheServiceSays(String backOff, Duration wait) {
        Failure failure = EwsFailures.of(
                error("ErrorServerBusy", Map.of("BackOffMilliseconds", backOff)));

        assertThat(failure).isEqualTo(
                new Failure.Throttled(wait, "ErrorServerBusy: Refused by a test."));
    }

    @Test
    void seesABusyServerWithinAGeneralError() {
        Failure failure = EwsFailures.of(error("ErrorInternalServerError",
                Map.of("InnerErrorResponseCode", "ErrorServerBusy", "BackOffMilliseconds",
                        "5000")));

        assertThat(failure).isEqualTo(new Failure.Throttled(Duration.ofSeconds(5),
                "ErrorServerBusy: Refused by a test."));
    }

    @Test
    void knowsTheThreeWaysToSayThatAVersionIsOld() {
        assertThat(EwsFailures.isStale(error("ErrorIrresolvableConflict", Map.of()))).isTrue();
        assertThat(EwsFailures.isStale(error("ErrorStaleObject", Map.of()))).isTrue();
        assertThat(EwsFailures.isStale(
                error("ErrorChangeKeyRequiredForWriteOperations", Map.of()))).isTrue();
        assertThat(EwsFailures.isStale(error("ErrorItemNotFound", Map.of()))).isFalse();
    }

    @Test
    void knowsWhichCodesItKnows() {
        assertThat(EwsFailures.isKnown(error("ErrorInvalidWhatever", Map.of()))).isTrue();
        assertThat(EwsFailures.isKnown(error("ErrorSomethingNew", Map.of()))).isFalse();
    }

    private static ServiceError error(String code, Map<String, String> values) {
        return new ServiceError(code, "Refused by a test.", values);
    }
}
