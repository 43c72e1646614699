package io.syncline.port.tenant;

import io.syncline.schemas.registry.Access;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;

/**
 * A way to a tenant's mailboxes with its credential in clear, as long as somebody holds it.
 *
 * @param access where, and as whom
 * @param secret what proves it
 * @param defaultRegion in which phones without a country code are read
 * @param requestTimeout of one request
 */
public record OpenAccess(Access access, TenantSecret secret, String defaultRegion,
        Duration requestTimeout) {

    /** Where nobody said another. */
    public static final String DEFAULT_REGION = "US";

    private static final String TOKEN_PATH = "/oauth2/v2.0/token";

    public URI url() {
        return URI.create(access.getUrl());
    }

    /** The token service without the directory id. */
    public URI authority() {
        return URI.create(present("authority", access.getAuthority()));
    }

    public String directoryId() {
        return present("directoryId", access.getDirectoryId());
    }

    public String clientId() {
        return present("clientId", access.getClientId());
    }

    public String username() {
        return present("username", access.getUsername());
    }

    /** Where the directory gives tokens. */
    public URI tokenEndpoint() {
        return URI.create(authority() + "/" + directoryId() + TOKEN_PATH);
    }

    private String present(String part, Optional<String> value) {
        return value.orElseThrow(() -> new IllegalArgumentException("The access by "
                + access.getProvider() + " has no " + part));
    }

    @Override
    public String toString() {
        return "OpenAccess[" + access.getProvider() + " " + access.getUrl() + "]";
    }
}
