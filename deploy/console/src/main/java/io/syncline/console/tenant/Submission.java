package io.syncline.console.tenant;

import io.syncline.port.tenant.TenantSecret;
import java.time.Instant;
import java.util.Optional;

/**
 * What an administrator submits, checked as far as its form tells.
 *
 * @param tenant the tenant's id within Syncline
 * @param name what people call it
 * @param region in which phones without a country code are read
 * @param url the EWS endpoint of a server; empty where the configuration names it
 * @param directoryId at the token service; empty where there is none
 * @param clientId of the application; empty where there is none
 * @param username of the service account; empty where there is none
 * @param secret empty where the one that was submitted before is kept
 * @param expiresAt when the secret ends
 * @param testMailbox that a test contact is made in
 * @param outsideMailbox that must be closed to us
 * @param trustedCertificates in PEM form
 */
public record Submission(String tenant, String name, String region, Kind kind, String url,
        String directoryId, String clientId, String username, Optional<TenantSecret> secret,
        Optional<Instant> expiresAt, String testMailbox, Optional<String> outsideMailbox,
        Optional<String> trustedCertificates) {}
