package io.syncline.graph;

import io.syncline.service.access.Credential;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;

/**
 * Where and as whom a tenant is reached.
 *
 * @param baseUrl Graph, version included
 * @param authority the token service, without the directory id
 * @param directoryId the tenant's id there
 * @param clientId the application's id there
 * @param credential how the application proves itself
 * @param trustedCertificates authorities to trust besides the JDK's, in PEM form
 * @param requestTimeout of one request
 * @param defaultRegion in which phones without a country code are read
 */
public record GraphSettings(URI baseUrl, URI authority, String directoryId, String clientId,
        Credential credential, Optional<String> trustedCertificates, Duration requestTimeout,
        String defaultRegion) {}
