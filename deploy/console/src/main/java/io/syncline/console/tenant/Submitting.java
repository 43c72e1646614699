package io.syncline.console.tenant;

import io.syncline.console.system.ConsoleException;
import io.syncline.port.tenant.Sealing;
import io.syncline.schemas.registry.Access;
import io.syncline.schemas.registry.SealedCredential;
import io.syncline.schemas.registry.Tenant;
import io.syncline.service.access.Trust;
import io.syncline.service.config.ConsoleConfig;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Makes of a submission an access that waits for its verification. */
final class Submitting {

    private final ConsoleConfig config;
    private final Sealing sealing;

    Submitting(ConsoleConfig config, Sealing sealing) {
        this.config = config;
        this.sealing = sealing;
    }

    /** @throws ConsoleException if no secret is given, and none is there that may be kept */
    Access access(Submission submission, Optional<Tenant> before, Instant now) {
        Access access = unsealed(submission);
        SealedCredential credential = submission.secret()
                .map(secret -> sealing.seal(submission.tenant(), access.getProvider(),
                        UUID.randomUUID().toString(), secret, submission.expiresAt(), now))
                .or(() -> before.flatMap(tenant -> last(tenant, submission.kind()))
                        .filter(kept -> isForTheSamePlace(kept, access))
                        .flatMap(Submitting::credential)
                        .map(kept -> endingAt(kept, submission.expiresAt())))
                .orElseThrow(() -> ConsoleException.failed("No secret is kept for "
                        + access.getUrl() + "; give it"));
        Optional<Integer> alerted = before
                .flatMap(tenant -> Accesses.inUse(tenant, access.getProvider()))
                .flatMap(Access::getServiceAlertedDays);
        return Access.newBuilder(access)
                .setSubmitted(credential)
                .setServiceAlertedDays(alerted.orElse(null))
                .build();
    }

    /** A credential of this kind that was submitted before, verified or not. */
    static Optional<SealedCredential> kept(Tenant tenant, Kind kind) {
        return last(tenant, kind).flatMap(Submitting::credential);
    }

    private static Optional<Access> last(Tenant tenant, Kind kind) {
        return Accesses.pending(tenant, kind.provider())
                .or(() -> Accesses.inUse(tenant, kind.provider()))
                .filter(access -> access.getLogin().equals(kind.login()));
    }

    private static Optional<SealedCredential> credential(Access access) {
        return access.getSubmitted().or(access::getCredential);
    }

    /** A secret that was given for one server goes to no other. */
    private static boolean isForTheSamePlace(Access kept, Access wanted) {
        return kept.getUrl().equals(wanted.getUrl())
                && kept.getAuthority().equals(wanted.getAuthority());
    }

    private static SealedCredential endingAt(SealedCredential kept, Optional<Instant> end) {
        return SealedCredential.newBuilder(kept)
                .setExpiresAt(end.or(kept::getExpiresAt).orElse(null))
                .build();
    }

    private Access unsealed(Submission submission) {
        Kind kind = submission.kind();
        String url = submission.url().isEmpty()
                ? (kind == Kind.GRAPH ? config.graphUrl() : config.ewsUrl()).toString()
                : submission.url();
        return Access.newBuilder()
                .setProvider(kind.provider())
                .setUrl(url)
                .setAuthority(kind.hasDirectory() ? config.authority().toString() : null)
                .setDirectoryId(emptyAsNull(submission.directoryId()))
                .setClientId(emptyAsNull(submission.clientId()))
                .setLogin(kind.login())
                .setUsername(emptyAsNull(submission.username()))
                .setTrustedCertificates(submission.trustedCertificates()
                        .or(this::configuredAuthorities)
                        .orElse(null))
                .setTestMailbox(submission.testMailbox())
                .setOutsideMailbox(submission.outsideMailbox().orElse(null))
                .build();
    }

    private Optional<String> configuredAuthorities() {
        return Optional.ofNullable(config.trustedCertificatesFile()).map(Trust::pem);
    }

    private static @Nullable String emptyAsNull(String text) {
        return text.isEmpty() ? null : text;
    }
}
