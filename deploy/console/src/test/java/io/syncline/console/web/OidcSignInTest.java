package io.syncline.console.web;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jwt.JWT;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.PlainJWT;
import com.nimbusds.jwt.SignedJWT;
import io.syncline.console.web.OidcSignIn.Outcome;
import io.syncline.console.web.OidcSignIn.Start;
import io.syncline.service.access.Trust;
import io.syncline.service.config.ConfigException;
import io.syncline.service.config.ConsoleConfig;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OidcSignInTest {

    private static final URI CALLBACK = URI.create("https://console.example.com/sign-in/callback");

    private final SteppedClock clock = new SteppedClock();
    private ScriptedProvider provider;
    private OidcSignIn signIn;

    @TempDir
    private Path folder;

    @BeforeEach
    void start() throws Exception {
        provider = new ScriptedProvider();
        signIn = signIn(provider.issuer());
    }

    @AfterEach
    void stop() {
        provider.close();
    }

    @Test
    void letsAnOperatorIn() throws Exception {
        assertThat(outcome()).isEqualTo(new Outcome.In("jane@example.com", Role.OPERATOR));
    }

    @Test
    void letsAViewerLook() throws Exception {
        provider.gives(claims -> signed(claims.claim("roles", List.of("viewer", "other"))));

        assertThat(outcome()).isEqualTo(new Outcome.In("jane@example.com", Role.VIEWER));
    }

    @Test
    void readsARoleThatIsASingleWord() throws Exception {
        provider.gives(claims -> signed(claims.claim("roles", "operator")));

        assertThat(outcome()).isEqualTo(new Outcome.In("jane@example.com", Role.OPERATOR));
    }

    @Test
    void letsNobodyInWithoutARole() throws Exception {
        provider.gives(claims -> signed(claims.claim("roles", null)));

        assertThat(outcome()).isEqualTo(new Outcome.WithoutRole("jane@example.com"));
    }

    @Test
    void callsPeopleByTheirSubjectWhereNothingElseIsKnown() throws Exception {
        provider.gives(claims -> signed(claims.claim("preferred_username", null)));

        assertThat(outcome()).isEqualTo(new Outcome.In("subject-1", Role.OPERATOR));
    }

    @Test
    void asksForACodeWithPkceStateAndNonce() throws Exception {
        Start start = signIn.begin();

        Map<String, String> asked = provider.signIn(start.at());

        assertThat(start.at().toString()).startsWith(provider.issuer() + "/authorize?");
        assertThat(asked).containsEntry("response_type", "code")
                .containsEntry("client_id", ScriptedProvider.CLIENT)
                .containsEntry("redirect_uri", CALLBACK.toString())
                .containsEntry("code_challenge_method", "S256")
                .containsKeys("state", "nonce");
        assertThat(asked.get("scope")).contains("openid");
    }

    @Test
    void redeemsTheCodeWithItsVerifierAndItsSecret() throws Exception {
        Start start = signIn.begin();
        Map<String, String> asked = provider.signIn(start.at());

        signIn.end(start.ticket(), answer(asked.getOrDefault("state", "")));

        String challenge = Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString(MessageDigest.getInstance("SHA-256")
                        .digest(provider.asked()
                                .getOrDefault("code_verifier", "")
                                .getBytes(US_ASCII)));
        assertThat(challenge).isEqualTo(asked.get("code_challenge"));
        assertThat(provider.asked()).containsEntry("code", "the-code")
                .containsEntry("redirect_uri", CALLBACK.toString());
        assertThat(provider.proof()).startsWith("Basic ");
    }

    @Test
    void refusesATokenForAnotherSignIn() throws Exception {
        provider.gives(claims -> signed(claims.claim("nonce", "another")));

        assertThat(outcome()).isInstanceOf(Outcome.Failed.class);
    }

    @Test
    void refusesATokenWithoutANonce() throws Exception {
        provider.gives(claims -> signed(claims.claim("nonce", null)));

        assertThat(outcome()).isInstanceOf(Outcome.Failed.class);
    }

    @Test
    void refusesATokenForAnotherAudience() throws Exception {
        provider.gives(claims -> signed(claims.audience("another")));

        assertThat(outcome()).isInstanceOf(Outcome.Failed.class);
    }

    @Test
    void refusesATokenOfAnotherIssuer() throws Exception {
        provider.gives(claims -> signed(claims.issuer("https://evil.example.com")));

        assertThat(outcome()).isInstanceOf(Outcome.Failed.class);
    }

    @Test
    void refusesATokenSignedByAKeyThatIsNotPublished() throws Exception {
        provider.gives(claims -> ScriptedProvider.signed(ScriptedProvider.key("published"),
                claims.build()));

        assertThat(outcome()).isInstanceOf(Outcome.Failed.class);
    }

    @Test
    void refusesATokenSignedByAKeyOfAnotherName() throws Exception {
        provider.gives(claims -> ScriptedProvider.signed(ScriptedProvider.key("unknown"),
                claims.build()));

        assertThat(outcome()).isInstanceOf(Outcome.Failed.class);
    }

    @Test
    void refusesATokenThatHasExpired() throws Exception {
        provider.gives(claims -> signed(claims
                .expirationTime(Date.from(Instant.now().minusSeconds(600)))));

        assertThat(outcome()).isInstanceOf(Outcome.Failed.class);
    }

    @Test
    void refusesATokenThatNobodySigned() throws Exception {
        provider.gives(claims -> new PlainJWT(claims.build()));

        assertThat(outcome()).isInstanceOf(Outcome.Failed.class);
    }

    @Test
    void refusesATokenSignedByTheSharedSecret() throws Exception {
        provider.gives(OidcSignInTest::signedBySecret);

        assertThat(outcome()).isInstanceOf(Outcome.Failed.class);
    }

    @Test
    void refusesAnAnswerWithAnotherState() throws Exception {
        Start start = signIn.begin();
        provider.signIn(start.at());

        assertThat(signIn.end(start.ticket(), answer("another")))
                .isEqualTo(new Outcome.Failed("the state is another one"));
    }

    @Test
    void refusesAnAnswerInAnotherBrowser() throws Exception {
        Start start = signIn.begin();
        Start other = signIn.begin();
        String state = provider.signIn(start.at()).getOrDefault("state", "");

        assertThat(signIn.end(null, answer(state))).isInstanceOf(Outcome.Failed.class);
        assertThat(signIn.end(Token.make(), answer(state))).isInstanceOf(Outcome.Failed.class);
        assertThat(signIn.end(other.ticket(), answer(state)))
                .isInstanceOf(Outcome.Failed.class);
    }

    @Test
    void takesAnAnswerOnce() throws Exception {
        Start start = signIn.begin();
        String state = provider.signIn(start.at()).getOrDefault("state", "");
        assertThat(signIn.end(start.ticket(), answer(state))).isInstanceOf(Outcome.In.class);

        assertThat(signIn.end(start.ticket(), answer(state))).isInstanceOf(Outcome.Failed.class);
    }

    @Test
    void refusesAnAnswerThatComesTooLate() throws Exception {
        Start start = signIn.begin();
        String state = provider.signIn(start.at()).getOrDefault("state", "");

        clock.pass(OidcSignIn.BEGUN_MAX.plus(Duration.ofSeconds(1)));

        assertThat(signIn.end(start.ticket(), answer(state))).isInstanceOf(Outcome.Failed.class);
    }

    @Test
    void refusesAnAnswerOfAnotherIssuer() throws Exception {
        Start start = signIn.begin();
        String state = provider.signIn(start.at()).getOrDefault("state", "");

        assertThat(signIn.end(start.ticket(), Map.of("code", List.of("the-code"), "state",
                List.of(state), "iss", List.of("https://evil.example.com"))))
                .isEqualTo(new Outcome.Failed("another issuer answers"));
    }

    @Test
    void tellsWhatTheProviderRefuses() throws Exception {
        Start start = signIn.begin();
        String state = provider.signIn(start.at()).getOrDefault("state", "");

        assertThat(signIn.end(start.ticket(), Map.of("error", List.of("access_denied"), "state",
                List.of(state)))).isEqualTo(new Outcome.Failed("the provider says access_denied"));
    }

    @Test
    void refusesAnIssuerThatWouldHearSecretsInClear() {
        assertThatThrownBy(() -> signIn(URI.create("http://sign-in.example.com")))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining("console.signIn.issuer");
    }

    private OidcSignIn signIn(URI issuer) throws Exception {
        Path secret = Files.writeString(folder.resolve("secret"), ScriptedProvider.SECRET);
        ConsoleConfig.SignIn settings = new ConsoleConfig.SignIn(issuer, ScriptedProvider.CLIENT,
                secret, "operator", "viewer");
        return new OidcSignIn(settings, new OidcProvider(settings, Trust.with(Optional.empty())),
                () -> CALLBACK, clock);
    }

    private Outcome outcome() throws Exception {
        Start start = signIn.begin();
        String state = provider.signIn(start.at()).getOrDefault("state", "");
        return signIn.end(start.ticket(), answer(state));
    }

    private static Map<String, List<String>> answer(String state) {
        return Map.of("code", List.of("the-code"), "state", List.of(state));
    }

    private JWT signed(JWTClaimsSet.Builder claims) {
        return ScriptedProvider.signed(provider.publishedKey(), claims.build());
    }

    private static JWT signedBySecret(JWTClaimsSet.Builder claims) {
        try {
            SignedJWT jwt = new SignedJWT(new JWSHeader(JWSAlgorithm.HS256), claims.build());
            jwt.sign(new MACSigner(ScriptedProvider.SECRET));
            return jwt;
        } catch (JOSEException e) {
            throw new IllegalStateException(e);
        }
    }
}
