package io.syncline.simulator.http;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.syncline.simulator.http.TenantFixture.Answer;
import java.math.BigInteger;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.MessageDigest;
import java.security.Signature;
import java.security.spec.RSAPublicKeySpec;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** People who sign in with OpenID Connect, seen from the relying party. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class SignInTest {

    private static final String OPERATOR = "op@example.com";
    private static final String REDIRECT = "http://localhost:1234/signed-in";
    private static final String VERIFIER = "a-verifier-that-is-long-enough-to-be-hard-to-guess";
    private static final String AUTHORIZE = "/directory/oauth2/v2.0/authorize?";

    private TenantFixture tenant;

    @BeforeAll
    void start(@TempDir Path data) {
        tenant = new TenantFixture(data);
        tenant.admin("/admin/people", "{'address': '" + OPERATOR
                + "', 'name': 'Olga <Operator>', 'roles': ['operator']}");
        tenant.admin("/admin/people", "{'address': 'view@example.com', 'name': 'Vic', "
                + "'roles': ['viewer']}");
    }

    @AfterAll
    void stop() {
        tenant.close();
    }

    @Test
    void saysWhereItsDoorsAre() {
        JsonNode metadata = metadata();

        assertThat(metadata.path("issuer").asText())
                .isEqualTo(tenant.uri("/directory/v2.0").toString());
        assertThat(metadata.path("token_endpoint").asText())
                .isEqualTo(tenant.uri("/directory/oauth2/v2.0/token").toString());
        assertThat(metadata.path("authorization_endpoint").asText())
                .isEqualTo(tenant.uri("/directory/oauth2/v2.0/authorize").toString());
        assertThat(tenant.browse("/elsewhere.example/v2.0/.well-known/openid-configuration")
                .json()
                .path("error_codes")
                .path(0)
                .asInt()).isEqualTo(90002);
    }

    @Test
    void signsAPersonIn() {
        Answer back = tenant.browse(AUTHORIZE + request(Map.of("login_hint", OPERATOR)));
        Map<String, String> parameters = parameters(back);
        assertThat(back.status()).isEqualTo(302);
        assertThat(back.location()).startsWith(REDIRECT + "?");
        assertThat(parameters).containsEntry("state", "the state & more");

        String token = redeem(Map.of("code", parameters.get("code"), "code_verifier", VERIFIER))
                .json()
                .path("id_token")
                .asText();

        JsonNode claims = TenantFixture.claims(token);
        assertThat(isSigned(token)).isTrue();
        assertThat(claims.path("iss").asText()).isEqualTo(metadata().path("issuer").asText());
        assertThat(claims.path("aud").asText()).isEqualTo(TenantFixture.CLIENT);
        assertThat(claims.path("tid").asText()).isEqualTo(TenantFixture.DIRECTORY);
        assertThat(claims.path("preferred_username").asText()).isEqualTo(OPERATOR);
        assertThat(claims.path("name").asText()).isEqualTo("Olga <Operator>");
        assertThat(claims.path("nonce").asText()).isEqualTo("the nonce");
        assertThat(claims.path("roles").path(0).asText()).isEqualTo("operator");
        assertThat(claims.path("sub").asText()).isNotEqualTo(claims.path("oid").asText());
        assertThat(claims.path("exp").asLong()).isGreaterThan(Instant.now().getEpochSecond());
    }

    @Test
    void showsAButtonForEachPerson() {
        String page = tenant.browse(AUTHORIZE + request(Map.of("prompt", "select_account"))).text();

        assertThat(page).contains("Olga &lt;Operator&gt;", "Vic", "value=\"view@example.com\"",
                "name=\"state\" value=\"the state &amp; more\"")
                .doesNotContain("<Operator>", "select_account");
        assertThat(page.split("<button")).hasSize(3);
    }

    @Test
    void asksNobodyWhereNobodyMayBeAsked() {
        Map<String, String> hinted = parameters(tenant.browse(AUTHORIZE
                + request(Map.of("prompt", "none", "login_hint", OPERATOR))));
        Map<String, String> open = parameters(
                tenant.browse(AUTHORIZE + request(Map.of("prompt", "none"))));

        assertThat(hinted).containsKey("code");
        assertThat(open).containsEntry("error", "interaction_required")
                .containsEntry("state", "the state & more");
    }

    @Test
    void sendsNobodyAwayFromThisMachine() {
        for (String uri : new String[]{"https://evil.example/", "http://localhost.evil.example/",
                "file:///localhost", "%%"}) {
            Answer refused = tenant.browse(AUTHORIZE
                    + request(Map.of("redirect_uri", uri, "login_hint", OPERATOR)));
            assertThat(refused.status()).isEqualTo(400);
            assertThat(refused.text()).contains("AADSTS50011");
        }
    }

    @Test
    void knowsTheApplicationThatAsks() {
        Answer refused = tenant.browse(AUTHORIZE + request(Map.of("client_id", "<stranger>")));

        assertThat(refused.status()).isEqualTo(400);
        assertThat(refused.text()).contains("AADSTS700016", "&lt;stranger&gt;");
    }

    @Test
    void tellsTheApplicationWhatItAskedWrongly() {
        assertThat(parameters(tenant.browse(AUTHORIZE + request(Map.of("response_type", "token")))))
                .containsEntry("error", "unsupported_response_type");
        assertThat(parameters(tenant.browse(
                AUTHORIZE + request(Map.of("code_challenge_method", "plain")))))
                .containsEntry("error", "invalid_request");
        assertThat(parameters(tenant.browse(
                AUTHORIZE + request(Map.of("login_hint", "nobody@example.com")))))
                .containsEntry("error", "access_denied");
    }

    @Test
    void takesACodeOnce() {
        Map<String, String> form = Map.of("code", code(), "code_verifier", VERIFIER);

        assertThat(redeem(form).status()).isEqualTo(200);
        assertRefused(redeem(form), "invalid_grant", 54005);
    }

    @Test
    void takesACodeFromWhoeverAskedForItOnly() {
        assertRefused(redeem(Map.of("code", "made-up", "code_verifier", VERIFIER)),
                "invalid_grant", 9002313);
        assertRefused(redeem(Map.of("code", code(), "code_verifier", "another")),
                "invalid_grant", 501481);
        assertRefused(redeem(Map.of("code", code())), "invalid_client", 7000218);
        assertRefused(redeem(Map.of("code", code(), "code_verifier", VERIFIER, "client_secret",
                "wrong")), "invalid_client", 7000215);
        assertRefused(redeem(Map.of("code", code(), "code_verifier", VERIFIER, "redirect_uri",
                "http://localhost:1/")), "invalid_client", 500112);
    }

    @Test
    void takesTheSecretWhereThereIsNoChallenge() {
        Map<String, String> request = Map.of("client_id", TenantFixture.CLIENT, "redirect_uri",
                REDIRECT, "response_type", "code", "scope", "openid", "login_hint", OPERATOR);
        String withSecret = parameters(tenant.browse(AUTHORIZE + TenantFixture.query(request)))
                .get("code");
        String withVerifier = parameters(tenant.browse(AUTHORIZE + TenantFixture.query(request)))
                .get("code");

        assertThat(redeem(Map.of("code", withSecret, "client_secret", TenantFixture.SECRET))
                .json()
                .path("id_token")
                .asText()).isNotEmpty();
        assertRefused(redeem(Map.of("code", withVerifier, "code_verifier", VERIFIER)),
                "invalid_grant", 501481);
    }

    @Test
    void letsACodeRunOut() {
        String code = code();
        tenant.admin("/admin/clock", "{'offsetSeconds': 601}");
        try {
            assertRefused(redeem(Map.of("code", code, "code_verifier", VERIFIER)),
                    "invalid_grant", 70008);
        } finally {
            tenant.admin("/admin/clock", "{'offsetSeconds': 0}");
        }
    }

    @ParameterizedTest
    @CsvSource({"wrongNonce", "wrongAudience", "expired", "wrongKey"})
    void makesOneIdTokenWrongOnPurpose(String kind) {
        tenant.admin("/admin/people/" + OPERATOR + "/mischief", "{'kind': '" + kind + "'}");

        String wrong = idToken();
        String right = idToken();

        assertThat(faults(wrong)).isEqualTo(kind);
        assertThat(faults(right)).isEmpty();
    }

    @Test
    void knowsNoOtherMischief() {
        assertThat(tenant.tryAdmin("/admin/people/" + OPERATOR + "/mischief", "{'kind': 'odd'}")
                .status()).isEqualTo(400);
        assertThat(tenant.tryAdmin("/admin/people/nobody/mischief", "{'kind': 'expired'}")
                .status()).isEqualTo(404);
    }

    /** What a relying party finds wrong. */
    private String faults(String token) {
        JsonNode claims = TenantFixture.claims(token);
        String found = isSigned(token) ? "" : "wrongKey";
        found += claims.path("nonce").asText().equals("the nonce") ? "" : "wrongNonce";
        found += claims.path("aud").asText().equals(TenantFixture.CLIENT) ? "" : "wrongAudience";
        return found + (claims.path("exp").asLong() > Instant.now().getEpochSecond()
                ? ""
                : "expired");
    }

    private String idToken() {
        return redeem(Map.of("code", code(), "code_verifier", VERIFIER)).json()
                .path("id_token")
                .asText();
    }

    private String code() {
        return parameters(tenant.browse(AUTHORIZE + request(Map.of("login_hint", OPERATOR))))
                .getOrDefault("code", "");
    }

    private Answer redeem(Map<String, String> form) {
        Map<String, String> whole = new HashMap<>(Map.of("grant_type", "authorization_code",
                "client_id", TenantFixture.CLIENT, "redirect_uri", REDIRECT));
        whole.putAll(form);
        return tenant.token(TenantFixture.DIRECTORY, whole);
    }

    private JsonNode metadata() {
        return tenant.browse("/directory/v2.0/.well-known/openid-configuration").json();
    }

    private boolean isSigned(String token) {
        JsonNode key = tenant.browse(URI.create(metadata().path("jwks_uri").asText()).getPath())
                .json()
                .path("keys")
                .path(0);
        int dot = token.lastIndexOf('.');
        try {
            Signature check = Signature.getInstance("SHA256withRSA");
            check.initVerify(KeyFactory.getInstance("RSA")
                    .generatePublic(new RSAPublicKeySpec(
                            number(key.path("n").asText()), number(key.path("e").asText()))));
            check.update(token.substring(0, dot).getBytes(UTF_8));
            return check.verify(Base64.getUrlDecoder().decode(token.substring(dot + 1)));
        } catch (GeneralSecurityException e) {
            throw new AssertionError(e);
        }
    }

    private static BigInteger number(String base64) {
        return new BigInteger(1, Base64.getUrlDecoder().decode(base64));
    }

    /** A request as it should be, but for what is said. */
    private static String request(Map<String, String> other) {
        Map<String, String> request = new HashMap<>(Map.of("client_id", TenantFixture.CLIENT,
                "redirect_uri", REDIRECT, "response_type", "code", "scope", "openid profile",
                "state", "the state & more", "nonce", "the nonce", "code_challenge", challenge(),
                "code_challenge_method", "S256"));
        request.putAll(other);
        return TenantFixture.query(request);
    }

    private static String challenge() {
        try {
            return Base64.getUrlEncoder()
                    .withoutPadding()
                    .encodeToString(
                            MessageDigest.getInstance("SHA-256").digest(VERIFIER.getBytes(UTF_8)));
        } catch (GeneralSecurityException e) {
            throw new AssertionError(e);
        }
    }

    private static Map<String, String> parameters(Answer redirect) {
        return Arrays.stream(URI.create(redirect.location()).getRawQuery().split("&"))
                .map(pair -> pair.split("=", 2))
                .collect(Collectors.toMap(pair -> pair[0],
                        pair -> URLDecoder.decode(pair[1], UTF_8)));
    }

    private static void assertRefused(Answer answer, String error, int code) {
        assertThat(answer.json().path("error_codes").path(0).asInt()).as(answer.text())
                .isEqualTo(code);
        assertThat(answer.json().path("error").asText()).isEqualTo(error);
    }
}
