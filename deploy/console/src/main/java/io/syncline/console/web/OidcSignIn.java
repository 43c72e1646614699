package io.syncline.console.web;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.proc.BadJOSEException;
import com.nimbusds.oauth2.sdk.AuthorizationCode;
import com.nimbusds.oauth2.sdk.GeneralException;
import com.nimbusds.oauth2.sdk.ResponseType;
import com.nimbusds.oauth2.sdk.Scope;
import com.nimbusds.oauth2.sdk.id.ClientID;
import com.nimbusds.oauth2.sdk.id.State;
import com.nimbusds.oauth2.sdk.pkce.CodeChallengeMethod;
import com.nimbusds.oauth2.sdk.pkce.CodeVerifier;
import com.nimbusds.openid.connect.sdk.AuthenticationRequest;
import com.nimbusds.openid.connect.sdk.AuthenticationResponse;
import com.nimbusds.openid.connect.sdk.AuthenticationResponseParser;
import com.nimbusds.openid.connect.sdk.Nonce;
import com.nimbusds.openid.connect.sdk.claims.IDTokenClaimsSet;
import io.syncline.service.config.ConsoleConfig;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Signs people in by OpenID Connect: authorization code flow with PKCE, state and nonce (OpenID Connect
 * Core 1.0, 3.1; RFC 9700, 2.1). A sign-in is tied to the browser that began it by a ticket, which its
 * cookie holds. Thread-safe.
 */
final class OidcSignIn {

    static final Duration BEGUN_MAX = Duration.ofMinutes(10);

    private static final int BEGUN_AT_ONCE_MAX = 1_000;
    private static final String ROLES = "roles";
    /** What people are called, best first. */
    private static final List<String> NAMES = List.of("preferred_username", "email", "name");

    private final ConsoleConfig.SignIn settings;
    private final OidcProvider provider;
    private final Supplier<URI> callback;
    private final InstantSource clock;
    private final Map<String, Begun> begun = new LinkedHashMap<>();

    private record Begun(State state, Nonce nonce, CodeVerifier verifier, Instant until) {}

    /** A sign-in that has begun: where the browser is to go, and what it must bring back. */
    record Start(URI at, String ticket) {}

    /** What came of it. */
    sealed interface Outcome {
        record In(String name, Role role) implements Outcome {}

        /** Somebody whom nobody gave a role. */
        record WithoutRole(String name) implements Outcome {}

        /**
         * Nobody is signed in.
         *
         * @param why for the log; shows nothing of anybody
         */
        record Failed(String why) implements Outcome {}
    }

    /** @param callback where the provider sends browsers back to */
    OidcSignIn(ConsoleConfig.SignIn settings, OidcProvider provider, Supplier<URI> callback,
            InstantSource clock) {
        this.settings = settings;
        this.provider = provider;
        this.callback = callback;
        this.clock = clock;
    }

    /** @throws IOException if the provider cannot be asked where its door is */
    Start begin() throws IOException, GeneralException {
        Begun begins = new Begun(new State(), new Nonce(), new CodeVerifier(),
                clock.instant().plus(BEGUN_MAX));
        URI at = new AuthenticationRequest.Builder(ResponseType.CODE,
                new Scope("openid", "profile", "email"), new ClientID(settings.clientId()),
                callback.get())
                .endpointURI(provider.metadata().getAuthorizationEndpointURI())
                .state(begins.state())
                .nonce(begins.nonce())
                .codeChallenge(begins.verifier(), CodeChallengeMethod.S256)
                .build()
                .toURI();
        return new Start(at, remember(begins));
    }

    /**
     * @param ticket of the browser that comes back
     * @param answer what the provider had it bring along
     */
    Outcome end(@Nullable String ticket, Map<String, List<String>> answer) {
        Optional<Begun> known = take(ticket);
        if (known.isEmpty()) {
            return new Outcome.Failed("no sign-in of this browser is under way");
        }
        try {
            AuthenticationResponse response = AuthenticationResponseParser.parse(callback.get(),
                    answer);
            if (!known.get().state().equals(response.getState())) {
                return new Outcome.Failed("the state is another one");
            }
            if (!response.indicatesSuccess()) {
                return new Outcome.Failed("the provider says "
                        + response.toErrorResponse().getErrorObject().getCode());
            }
            if (!provider.isIssuer(response.getIssuer())) {
                return new Outcome.Failed("another issuer answers");
            }
            return outcome(claims(known.get(),
                    response.toSuccessResponse().getAuthorizationCode()));
        } catch (GeneralException | IOException | BadJOSEException | JOSEException e) {
            return new Outcome.Failed(e.getClass().getSimpleName() + ": " + e.getMessage());
        }
    }

    private IDTokenClaimsSet claims(Begun known, AuthorizationCode code)
            throws GeneralException, IOException, BadJOSEException, JOSEException {
        return provider.claims(code, callback.get(), known.verifier(), known.nonce());
    }

    private Outcome outcome(IDTokenClaimsSet claims) {
        String name = NAMES.stream()
                .map(claims::getStringClaim)
                .filter(Objects::nonNull)
                .filter(text -> !text.isBlank())
                .findFirst()
                .orElse(claims.getSubject().getValue());
        Set<String> roles = roles(claims.getClaim(ROLES));
        if (roles.contains(settings.operatorRole())) {
            return new Outcome.In(name, Role.OPERATOR);
        }
        return roles.contains(settings.viewerRole())
                ? new Outcome.In(name, Role.VIEWER)
                : new Outcome.WithoutRole(name);
    }

    /** Some providers give a list, some a single word. */
    private static Set<String> roles(@Nullable Object claim) {
        Stream<?> all = claim instanceof Collection<?> many
                ? many.stream()
                : Stream.ofNullable(claim);
        return all.map(String::valueOf).collect(Collectors.toUnmodifiableSet());
    }

    private synchronized String remember(Begun begins) {
        Instant now = clock.instant();
        begun.values().removeIf(one -> one.until().isBefore(now));
        if (begun.size() >= BEGUN_AT_ONCE_MAX) {
            begun.remove(begun.keySet().iterator().next());
        }
        String ticket = Token.make();
        begun.put(Token.hash(ticket), begins);
        return ticket;
    }

    private synchronized Optional<Begun> take(@Nullable String ticket) {
        return Optional.ofNullable(ticket)
                .map(shown -> begun.remove(Token.hash(shown)))
                .filter(one -> !one.until().isBefore(clock.instant()));
    }
}
