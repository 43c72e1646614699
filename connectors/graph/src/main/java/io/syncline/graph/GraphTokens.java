package io.syncline.graph;

import com.microsoft.aad.msal4j.ClientCredentialFactory;
import com.microsoft.aad.msal4j.ClientCredentialParameters;
import com.microsoft.aad.msal4j.ConfidentialClientApplication;
import com.microsoft.aad.msal4j.IAuthenticationResult;
import com.microsoft.aad.msal4j.IClientCredential;
import com.microsoft.aad.msal4j.MsalException;
import com.microsoft.aad.msal4j.MsalServiceException;
import com.microsoft.kiota.authentication.AccessTokenProvider;
import com.microsoft.kiota.authentication.AllowedHostsValidator;
import io.syncline.service.access.Credential;
import io.syncline.service.access.Trust;
import java.net.MalformedURLException;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletionException;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/**
 * Gives the SDK tokens from MSAL, for the configured host and port and no other: the SDK's wrapper
 * would send the token wherever a next link or a redirect points (facts/graph.md 9.2).
 */
final class GraphTokens implements AccessTokenProvider {

    private final URI baseUrl;
    private final Set<String> scope;
    private final ConfidentialClientApplication application;
    /** What this thread was given last: an exchange runs on one thread. */
    private final ThreadLocal<String> given = new ThreadLocal<>();
    private volatile String refused = "";
    private final AtomicBoolean renewing = new AtomicBoolean();
    private volatile Kept kept = Kept.NONE;

    GraphTokens(GraphSettings settings, Trust trust) {
        this.baseUrl = settings.baseUrl();
        this.scope = Set.of(baseUrl.getScheme() + "://" + baseUrl.getHost() + "/.default");
        // MSAL's own default is to wait for ever.
        int timeoutMs = (int) settings.requestTimeout().toMillis();
        String authority = settings.authority() + "/" + settings.directoryId() + "/";
        try {
            // Instance discovery would ask Microsoft about every authority, a private one included.
            this.application = ConfidentialClientApplication
                    .builder(settings.clientId(), credential(settings.credential()))
                    .authority(authority)
                    .validateAuthority(false)
                    .instanceDiscovery(false)
                    .sslSocketFactory(trust.sockets())
                    .connectTimeoutForDefaultHttpClient(timeoutMs)
                    .readTimeoutForDefaultHttpClient(timeoutMs)
                    .build();
        } catch (MalformedURLException e) {
            throw new IllegalArgumentException("The authority is no URL: " + authority, e);
        }
    }

    /** A token, and when it ends. */
    record Given(String token, Instant ends) {
        @Override
        public String toString() {
            return "Given[until " + ends + "]";
        }
    }

    /** What MSAL gave last, and when to ask it again. */
    private record Kept(String token, long overNanos, boolean isGiven) {

        static final Kept NONE = new Kept("", 0, false);
        private static final Duration ASKED_AFTER = Duration.ofMinutes(1);

        /** One that ends soon is kept for half of what is left of it. */
        static Kept of(IAuthenticationResult result, long nowNanos) {
            Duration left = Duration.between(Instant.now(), result.expiresOnDate().toInstant())
                    .dividedBy(2);
            Duration time = left.compareTo(ASKED_AFTER) < 0 ? left : ASKED_AFTER;
            return new Kept(result.accessToken(), nowNanos + time.toNanos(), true);
        }

        boolean isOver(long nowNanos) {
            return nowNanos - overNanos >= 0;
        }

        @Override
        public String toString() {
            return "Kept[" + (isGiven ? "a token" : "none") + "]";
        }
    }

    /** No token could be had; the message says why and holds no secret. */
    static final class NoToken extends RuntimeException {
        private static final long serialVersionUID = 1L;

        NoToken(String message, Throwable cause) {
            super(message, cause);
        }

        /** What the directory said: the word of OAuth, and its own text with the number in it. */
        String words() {
            if (getCause() instanceof MsalServiceException answered && isAway(answered)) {
                return "temporarily_unavailable";
            }
            return getCause() instanceof MsalException refused
                    ? refused.errorCode() + ": " + getMessage()
                    : String.valueOf(getMessage());
        }

        private static boolean isAway(MsalServiceException answered) {
            Integer status = answered.statusCode();
            return status != null && (status == 429 || status >= 500);
        }
    }

    /** The service refused this thread's token: nobody gets it again, though its time is not over. */
    void refuse() {
        String mine = given.get();
        if (mine != null) {
            refused = mine;
        }
    }

    @Override
    public String getAuthorizationToken(URI uri, @Nullable Map<String, Object> context) {
        if (!isOurs(uri)) {
            return "";
        }
        String token = token(false);
        if (token.equals(refused)) {
            token = newToken();
        }
        given.set(token);
        return token;
    }

    @Override
    public AllowedHostsValidator getAllowedHostsValidator() {
        return new AllowedHostsValidator(baseUrl.getHost());
    }

    /** Whether a link leads to the configured service. */
    boolean isOurs(URI uri) {
        return baseUrl.getScheme().equals(uri.getScheme())
                && baseUrl.getHost().equals(uri.getHost()) && baseUrl.getPort() == uri.getPort();
    }

    /** One new token for all who hold the refused one: a loop of requests is punished (7.4, 50196). */
    private synchronized String newToken() {
        String token = token(false);
        return token.equals(refused) ? token(true) : token;
    }

    /** A token straight from the directory: what was granted lately shows in no older one (7.6). */
    Given fresh() {
        IAuthenticationResult result = acquire(true);
        return new Given(result.accessToken(), result.expiresOnDate().toInstant());
    }

    /**
     * MSAL is asked once a minute: to ask it costs as much as a request, and where it does not find its own
     * token again, it is one. The others go on with the last token meanwhile.
     */
    private String token(boolean skipsCache) {
        Kept last = kept;
        if (skipsCache || !last.isGiven()) {
            return renewed(skipsCache);
        }
        if (!last.isOver(System.nanoTime()) || !renewing.compareAndSet(false, true)) {
            return last.token();
        }
        try {
            return renewed(false);
        } finally {
            renewing.set(false);
        }
    }

    private String renewed(boolean skipsCache) {
        Kept given = Kept.of(acquire(skipsCache), System.nanoTime());
        kept = given;
        return given.token();
    }

    private IAuthenticationResult acquire(boolean skipsCache) {
        try {
            return application.acquireToken(ClientCredentialParameters.builder(scope)
                    .skipCache(skipsCache)
                    .build()).join();
        } catch (CompletionException e) {
            Throwable cause = e.getCause() == null ? e : e.getCause();
            throw new NoToken(String.valueOf(cause.getMessage()), cause);
        }
    }

    private static IClientCredential credential(Credential credential) {
        return switch (credential) {
            case Credential.Secret(String secret) ->
                ClientCredentialFactory.createFromSecret(secret);
            case Credential.Certificate certificate -> ClientCredentialFactory
                    .createFromCertificate(certificate.key(), certificate.own());
        };
    }
}
