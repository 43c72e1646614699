package io.syncline.console.tenant;

import io.syncline.schemas.registry.Access;
import io.syncline.schemas.registry.Tenant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** What a tenant submitted last, as its form had it, all but the secret and its end: only what is wrong is given again. */
public final class LastSubmission {

    private LastSubmission() {}

    /**
     * The texts by field; none where nothing was submitted.
     *
     * @param kind whose; empty: of the newest
     */
    public static Map<String, String> texts(Optional<Tenant> tenant, Optional<Kind> kind) {
        Map<String, String> texts = new LinkedHashMap<>();
        tenant.ifPresent(known -> {
            texts.put(SubmissionForm.TENANT, known.getTenant());
            texts.put(SubmissionForm.NAME, known.getName());
            known.getDefaultRegion()
                    .ifPresent(region -> texts.put(SubmissionForm.REGION, region));
            access(known, kind).ifPresent(access -> of(access, texts));
        });
        return texts;
    }

    private static Optional<Access> access(Tenant tenant, Optional<Kind> kind) {
        return tenant.getAccesses()
                .reversed()
                .stream()
                .filter(access -> kind
                        .map(wanted -> wanted.provider().equals(access.getProvider())
                                && wanted.login().equals(access.getLogin()))
                        .orElse(true))
                .findFirst();
    }

    private static void of(Access access, Map<String, String> texts) {
        Kind kind = Kind.of(access.getProvider(), access.getLogin());
        texts.put(SubmissionForm.KIND, kind.text());
        access.getDirectoryId().ifPresent(id -> texts.put(SubmissionForm.DIRECTORY_ID, id));
        access.getClientId().ifPresent(id -> texts.put(SubmissionForm.CLIENT_ID, id));
        access.getUsername().ifPresent(name -> texts.put(SubmissionForm.USERNAME, name));
        access.getOutsideMailbox()
                .ifPresent(address -> texts.put(SubmissionForm.OUTSIDE_MAILBOX, address));
        texts.put(SubmissionForm.TEST_MAILBOX, access.getTestMailbox());
        if (kind == Kind.EWS_SERVER) {
            texts.put(SubmissionForm.URL, access.getUrl());
            access.getTrustedCertificates()
                    .ifPresent(pem -> texts.put(SubmissionForm.TRUSTED_CERTIFICATES, pem));
        }
    }
}
