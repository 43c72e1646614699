package io.syncline.console.tenant;

import io.syncline.schemas.ops.Severity;
import io.syncline.schemas.registry.Access;
import io.syncline.schemas.registry.SealedCredential;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Says when operators are to be told that something ends. Each threshold is told of once; whoever was
 * not watched for a while is told of the last one that has passed, and not of all.
 *
 * <pre>
 * days left      told
 * more than 60   nothing
 * 60, 30, 14     a warning
 * 7, 1, over     critical
 * </pre>
 */
final class ExpiryAlarm {

    /** When EWS ends in Exchange Online, for good (facts/ews.md 1.1). */
    static final Instant END_OF_EWS = Instant.parse("2027-04-01T00:00:00Z");

    private static final List<Integer> THRESHOLDS = List.of(0, 1, 7, 14, 30, 60);
    private static final int CRITICAL_DAYS = 7;
    private static final String LOGIN_OF_ONES_OWN_SERVER = "basic";

    private ExpiryAlarm() {}

    /**
     * What is to be told.
     *
     * @param threshold in days
     * @param access with that kept
     */
    record Due(int threshold, Severity severity, String code, String message, Access access) {}

    /** Of the end of a credential in use. */
    static Optional<Due> ofCredential(String tenant, Access access, Instant now) {
        return access.getCredential().flatMap(SealedCredential::getExpiresAt).flatMap(end -> {
            Access.Builder after = Access.newBuilder(access);
            return due(end, now, access.getCredentialAlertedDays().orElse(null))
                    .map(threshold -> new Due(threshold, severity(threshold), "credential-expires",
                            "The credential of " + tenant + " for " + access.getProvider()
                                    + left(end, now) + "; submit a new one before: deploy/syncline"
                                    + " tenants rotate " + tenant,
                            after.setCredentialAlertedDays(threshold).build()));
        });
    }

    /** Of the end of EWS in Exchange Online, for a tenant that uses it. */
    static Optional<Due> ofService(String tenant, Access access, Instant now) {
        boolean isOnline = access.getProvider().equals("ews") && Accesses.isInUse(access)
                && !access.getLogin().equals(LOGIN_OF_ONES_OWN_SERVER);
        return Optional.of(END_OF_EWS).filter(end -> isOnline).flatMap(end -> {
            Access.Builder after = Access.newBuilder(access);
            return due(end, now, access.getServiceAlertedDays().orElse(null))
                    .map(threshold -> new Due(threshold, severity(threshold), "ews-ends",
                            "Exchange Web Services, by which " + tenant + " is reached,"
                                    + left(end, now) + "; submit an access by Microsoft Graph, and"
                                    + " move its mailboxes: deploy/syncline mailboxes migrate",
                            after.setServiceAlertedDays(threshold).build()));
        });
    }

    /** The smallest threshold that has passed, unless it was told of. */
    private static Optional<Integer> due(Instant end, Instant now, @Nullable Integer told) {
        long days = daysLeft(end, now);
        return THRESHOLDS.stream()
                .filter(threshold -> days <= threshold)
                .findFirst()
                .filter(threshold -> told == null || threshold < told);
    }

    /** Whole days, begun ones counted; 0 when it is over. */
    static long daysLeft(Instant end, Instant now) {
        Duration left = Duration.between(now, end);
        return left.isNegative() || left.isZero()
                ? 0
                : Math.ceilDiv(left.toSeconds(), Duration.ofDays(1).toSeconds());
    }

    private static Severity severity(int threshold) {
        return threshold <= CRITICAL_DAYS ? Severity.CRITICAL : Severity.WARNING;
    }

    private static String left(Instant end, Instant now) {
        long days = daysLeft(end, now);
        if (days == 0) {
            return " ended at " + end;
        }
        return days == 1 ? " ends within a day" : " ends in " + days + " days";
    }
}
