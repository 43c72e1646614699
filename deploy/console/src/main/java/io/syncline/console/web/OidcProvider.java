package io.syncline.console.web;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.jwk.source.JWKSource;
import com.nimbusds.jose.jwk.source.JWKSourceBuilder;
import com.nimbusds.jose.proc.BadJOSEException;
import com.nimbusds.jose.proc.JWSVerificationKeySelector;
import com.nimbusds.jose.proc.SecurityContext;
import com.nimbusds.jose.util.DefaultResourceRetriever;
import com.nimbusds.oauth2.sdk.AuthorizationCode;
import com.nimbusds.oauth2.sdk.AuthorizationCodeGrant;
import com.nimbusds.oauth2.sdk.GeneralException;
import com.nimbusds.oauth2.sdk.TokenRequest;
import com.nimbusds.oauth2.sdk.TokenResponse;
import com.nimbusds.oauth2.sdk.auth.ClientAuthentication;
import com.nimbusds.oauth2.sdk.auth.ClientAuthenticationMethod;
import com.nimbusds.oauth2.sdk.auth.ClientSecretBasic;
import com.nimbusds.oauth2.sdk.auth.ClientSecretPost;
import com.nimbusds.oauth2.sdk.auth.Secret;
import com.nimbusds.oauth2.sdk.http.HTTPRequest;
import com.nimbusds.oauth2.sdk.id.ClientID;
import com.nimbusds.oauth2.sdk.id.Issuer;
import com.nimbusds.oauth2.sdk.pkce.CodeVerifier;
import com.nimbusds.openid.connect.sdk.Nonce;
import com.nimbusds.openid.connect.sdk.OIDCTokenResponse;
import com.nimbusds.openid.connect.sdk.OIDCTokenResponseParser;
import com.nimbusds.openid.connect.sdk.claims.IDTokenClaimsSet;
import com.nimbusds.openid.connect.sdk.op.OIDCProviderMetadata;
import com.nimbusds.openid.connect.sdk.validators.IDTokenValidator;
import io.syncline.service.access.SecretFile;
import io.syncline.service.access.Trust;
import io.syncline.service.config.ConfigException;
import io.syncline.service.config.ConsoleConfig;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The OpenID provider: its discovery document, read once and again while that fails, its token endpoint
 * and its keys. Thread-safe.
 */
final class OidcProvider {

    private static final int TIMEOUT_MS = Math.toIntExact(Duration.ofSeconds(10).toMillis());
    private static final int ANSWER_BYTES_MAX = 256 * 1024;
    private static final Set<String> THIS_MACHINE = Set.of("localhost", "127.0.0.1", "[::1]");

    private final Issuer issuer;
    private final ClientID client;
    private final Secret secret;
    private final Trust trust;
    private @Nullable OIDCProviderMetadata metadata;
    private @Nullable IDTokenValidator validator;

    /** @throws ConfigException if a setting is no good */
    OidcProvider(ConsoleConfig.SignIn settings, Trust trust) {
        requireSafe(settings.issuer());
        this.issuer = new Issuer(settings.issuer());
        this.client = new ClientID(settings.clientId());
        this.secret = new Secret(SecretFile.read("console.signIn.clientSecretFile",
                settings.clientSecretFile()));
        this.trust = trust;
    }

    /** @throws IOException if the provider does not answer */
    synchronized OIDCProviderMetadata metadata() throws GeneralException, IOException {
        if (metadata == null) {
            metadata = OIDCProviderMetadata.resolve(issuer, this::prepare);
        }
        return metadata;
    }

    /** A provider need not name itself where it sends a browser back; if it does, it must be this one. */
    boolean isIssuer(@Nullable Issuer named) {
        return named == null || named.equals(issuer);
    }

    /** Redeems a code; every check of the ID token that the standard asks for was passed. */
    IDTokenClaimsSet claims(AuthorizationCode code, URI callback, CodeVerifier verifier,
            Nonce nonce)
            throws GeneralException, IOException, BadJOSEException, JOSEException {
        HTTPRequest request = new TokenRequest.Builder(metadata().getTokenEndpointURI(),
                proof(), new AuthorizationCodeGrant(code, callback, verifier)).build()
                .toHTTPRequest();
        prepare(request);
        TokenResponse response = OIDCTokenResponseParser.parse(request.send());
        if (!response.indicatesSuccess()) {
            throw new GeneralException("the token endpoint says "
                    + response.toErrorResponse().getErrorObject().getCode());
        }
        return validator().validate(((OIDCTokenResponse) response
                .toSuccessResponse()).getOIDCTokens().getIDToken(), nonce);
    }

    private ClientAuthentication proof() throws GeneralException, IOException {
        List<ClientAuthenticationMethod> taken = metadata().getTokenEndpointAuthMethods();
        return taken == null || taken.contains(ClientAuthenticationMethod.CLIENT_SECRET_BASIC)
                ? new ClientSecretBasic(client, secret)
                : new ClientSecretPost(client, secret);
    }

    /** Takes signatures by the provider's own published keys only: no secret shared with it will do. */
    private synchronized IDTokenValidator validator() throws GeneralException, IOException {
        if (validator == null) {
            JWKSource<SecurityContext> keys = JWKSourceBuilder
                    .<SecurityContext>create(metadata().getJWKSetURI().toURL(),
                            new DefaultResourceRetriever(TIMEOUT_MS, TIMEOUT_MS,
                                    ANSWER_BYTES_MAX, true, trust.sockets()))
                    .refreshAheadCache(false)
                    .rateLimited(false)
                    .build();
            validator = new IDTokenValidator(issuer, client,
                    new JWSVerificationKeySelector<>(
                            Set.copyOf(JWSAlgorithm.Family.SIGNATURE), keys),
                    null);
        }
        return validator;
    }

    private void prepare(HTTPRequest request) {
        request.setConnectTimeout(TIMEOUT_MS);
        request.setReadTimeout(TIMEOUT_MS);
        request.setFollowRedirects(false);
        request.setSSLSocketFactory(trust.sockets());
    }

    /** The console's secret and people's codes go there. */
    private static void requireSafe(URI issuer) {
        if (!"https".equals(issuer.getScheme()) && !THIS_MACHINE.contains(issuer.getHost())) {
            throw new ConfigException("Setting console.signIn.issuer is " + issuer
                    + ", must begin with https://");
        }
    }
}
