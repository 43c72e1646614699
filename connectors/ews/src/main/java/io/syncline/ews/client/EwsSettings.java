package io.syncline.ews.client;

import io.syncline.service.access.Credential;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;

/**
 * Where and as whom a tenant's mailboxes are reached.
 *
 * @param url the endpoint; the only address that ever gets credentials, besides the token endpoint
 * @param serverVersion the schema that requests speak, such as {@code Exchange2013_SP1}
 * @param login how we prove who we are
 * @param impersonates whether requests act as the mailbox's owner; if not, as the account that
 *        signed in, to which the mailbox must be open
 * @param trustedCertificates authorities to trust besides the JDK's, in PEM form
 * @param requestTimeout of one request, its answer included
 * @param requestsMax how many requests of the tenant are open at once, half of them the source's and half
 *        the sink's, of all instances together, but one at least of each; at one host no process has more
 *        open than that, of all its tenants
 * @param streamsMax how many streams of events are; with none, mailboxes are only polled
 * @param defaultRegion in which phones without a country code are read
 */
public record EwsSettings(URI url, String serverVersion, Login login, boolean impersonates,
        Optional<String> trustedCertificates, Duration requestTimeout, int requestsMax,
        int streamsMax, String defaultRegion) {

    /** The schema that every server from Exchange 2013 SP1 to Exchange Online knows. */
    public static final String SERVER_VERSION = "Exchange2013_SP1";
    /** Microsoft's own advice for one client at one host (facts/ews.md 5). */
    public static final int REQUESTS_MAX = 10;
    /** What one account may keep open (facts/ews.md 2.4). */
    public static final int STREAMS_MAX = 10;

    private static final int SUBSCRIPTIONS_OF_AN_ACCOUNT_MAX = 20;
    private static final Set<String> LOOPBACK = Set.of("127.0.0.1", "[::1]", "localhost");

    /**
     * How many mailboxes one account may be subscribed to at once. Where it impersonates, each mailbox
     * is charged with its own, and the streams alone are the limit (facts/ews.md 2.4).
     */
    public int subscriptionsMax() {
        return impersonates ? Integer.MAX_VALUE : SUBSCRIPTIONS_OF_AN_ACCOUNT_MAX;
    }

    public EwsSettings {
        requireSafe(url);
        if (requestsMax < 1 || streamsMax < 0) {
            throw new IllegalArgumentException("requestsMax must be at least 1 and streamsMax at"
                    + " least 0, are " + requestsMax + " and " + streamsMax);
        }
    }

    /** How we prove who we are; never shows the secret. */
    public sealed interface Login {

        /** A user and a password with every request; Exchange Online takes none. */
        record Basic(String username, String password) implements Login {
            @Override
            public String toString() {
                return "Basic[" + username + "]";
            }
        }

        /** A token of the application itself. */
        record AppOnly(URI tokenEndpoint, String scope, String clientId, Credential credential)
                implements
                    Login {
            public AppOnly {
                requireSafe(tokenEndpoint);
            }
        }

        /**
         * A token of a service account, for its password: legacy. No second factor, no conditional
         * access, and Microsoft advises against it (facts/ews.md 1.3).
         */
        record Delegated(URI tokenEndpoint, String scope, String clientId, String username,
                String password) implements Login {
            public Delegated {
                requireSafe(tokenEndpoint);
            }

            @Override
            public String toString() {
                return "Delegated[" + username + "]";
            }
        }
    }

    /** Whoever listens on the way would have the password; only this machine has no way. */
    private static void requireSafe(URI address) {
        boolean safe = "https".equals(address.getScheme())
                || "http".equals(address.getScheme()) && LOOPBACK.contains(address.getHost());
        if (!safe) {
            throw new IllegalArgumentException(
                    "Credentials go to https addresses only, not to " + address);
        }
    }
}
