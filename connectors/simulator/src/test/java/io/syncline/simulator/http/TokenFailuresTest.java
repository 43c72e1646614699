package io.syncline.simulator.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.syncline.simulator.http.TenantFixture.Answer;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the token endpoint answers an application that it gives no token. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class TokenFailuresTest {

    private static final String FOREIGN = "11111111-2222-3333-4444-555555555555";

    private Path folder = Path.of("");
    private TenantFixture tenant;

    @BeforeAll
    void start(@TempDir Path data) {
        folder = data;
        tenant = new TenantFixture(data);
        tenant.admin("/admin/applications", "{'clientId': 'app', 'secrets': ["
                + "{'id': 'secret-id', 'value': 'right'},"
                + "{'id': 'old', 'value': 'old', 'expiresAt': '2020-01-01T00:00:00Z'}]}");
        tenant.admin("/admin/applications", "{'directoryId': '" + FOREIGN
                + "', 'clientId': 'foreign', 'secrets': [{'value': 'right'}]}");
    }

    @AfterAll
    void stop() {
        tenant.close();
    }

    @ParameterizedTest
    @CsvSource({
            "11111111-2222-3333-4444-000000000000, app, right, 400, invalid_request, 90002",
            "contoso.example, app, right, 400, invalid_request, 90002",
            "no directory, app, right, 400, invalid_request, 900023",
            "common, app, right, 400, invalid_request, 50059",
            "directory, stranger, right, 400, unauthorized_client, 700016",
            "directory, foreign, right, 400, unauthorized_client, 700016",
            "11111111-2222-3333-4444-555555555555, app, right, 400, unauthorized_client, 700016",
            "directory, app, wrong, 401, invalid_client, 7000215",
            "directory, app, secret-id, 401, invalid_client, 7000215",
            "directory, app, old, 401, invalid_client, 7000222",
            "directory, app, '', 401, invalid_client, 7000218"})
    void saysWhatIsWrong(String directory, String client, String secret, int status, String error,
            int code) {
        Answer answer = tenant.token(directory.replace(" ", "%20"), form(client, secret));

        assertRefused(answer, status, error, code);
    }

    @ParameterizedTest
    @CsvSource({"disabled, 400, unauthorized_client, 7000112",
            "noServicePrincipal, 401, invalid_client, 7000229",
            "conditionalAccess, 400, invalid_grant, 53003"})
    void saysWhatKeepsAnApplicationOut(String state, int status, String error, int code) {
        tenant.admin("/admin/applications", "{'clientId': 'kept-out', 'state': '" + state
                + "', 'secrets': [{'value': 'right'}]}");

        assertRefused(tenant.token("kept-out", "right"), status, error, code);
    }

    @Test
    void namesTheSecretThatIsMeantInEntrasWords() {
        JsonNode body = tenant.token("app", "wrong").json();

        assertThat(body.path("error_description").asText()).startsWith("AADSTS7000215: Invalid "
                + "client secret provided. Ensure the secret being sent in the request is the "
                + "client secret value, not the client secret ID, for a secret added to app 'app'.")
                .contains(" Trace ID: ", " Correlation ID: ", " Timestamp: ");
        assertThat(body.path("error_uri").asText()).endsWith("code=7000215");
    }

    @Test
    void knowsEachApplicationInItsOwnDirectory() {
        assertThat(tenant.token(FOREIGN, form("foreign", "right")).status()).isEqualTo(200);
        assertThat(tenant.token("app", "right").status()).isEqualTo(200);
        assertThat(tenant.token(TenantFixture.CLIENT, TenantFixture.SECRET).status())
                .isEqualTo(200);
    }

    @Test
    void givesATokenWithoutRolesWhereNobodyConsented() {
        tenant.admin("/admin/applications", "{'clientId': 'unconsented', 'state': 'notConsented',"
                + " 'secrets': [{'value': 'right'}]}");

        String bearer = tenant.bearer("unconsented", "right");

        assertThat(TenantFixture.claims(bearer).has("roles")).isFalse();
        assertThat(tenant.get(bearer, "/users/agent@example.com/contacts").error())
                .isEqualTo("403 ErrorAccessDenied");
        assertThat(tenant.get(bearer, "/users").error())
                .isEqualTo("403 Authorization_RequestDenied");
    }

    @Test
    void refusesAGrantThatIsNotKnown() {
        assertRefused(tenant.token(TenantFixture.DIRECTORY, Map.of("client_id", "app",
                "grant_type", "telepathy")), 400, "unsupported_grant_type", 70003);
    }

    @Test
    void takesACertificateOfTheApplicationsOwnOnly() {
        SigningKey key = SigningKey.in(folder);
        tenant.admin("/admin/certificates?clientId=app", key.certificate());

        assertThat(asserted("app", key).status()).isEqualTo(200);
        assertRefused(asserted(TenantFixture.CLIENT, key), 401, "invalid_client", 700027);
        tenant.admin("/admin/certificates", key.certificate());
        assertThat(asserted(TenantFixture.CLIENT, key).status()).isEqualTo(200);
    }

    @Test
    void refusesACertificateThatIsOver() {
        SigningKey key = SigningKey.in(folder, "-startdate", "-2y", "-validity", "365");
        tenant.admin("/admin/certificates?clientId=app", key.certificate());

        Answer refused = asserted("app", key);

        assertRefused(refused, 401, "invalid_client", 700027);
        assertThat(refused.text()).contains("The key used is expired.");
    }

    @Test
    void letsASecretRunOutWithTheClock() {
        tenant.admin("/admin/applications", "{'clientId': 'soon', 'secrets': [{'value': 'right',"
                + " 'expiresAt': '2999-01-01T00:00:00Z'}]}");
        assertThat(tenant.token("soon", "right").status()).isEqualTo(200);

        tenant.admin("/admin/clock", "{'offsetSeconds': 40000000000}");
        try {
            assertRefused(tenant.token("soon", "right"), 401, "invalid_client", 7000222);
        } finally {
            tenant.admin("/admin/clock", "{'offsetSeconds': 0}");
        }
    }

    @Test
    void keepsTheSecretsOfAnApplicationThatIsChangedWithoutThem() {
        tenant.admin("/admin/applications",
                "{'clientId': 'changed', 'secrets': [{'value': 'right'}]}");

        tenant.admin("/admin/applications", "{'clientId': 'changed', 'roles': []}");

        assertThat(TenantFixture.claims(tenant.bearer("changed", "right")).has("roles")).isFalse();
    }

    @Test
    void refusesAnApplicationThatMakesNoSense() {
        assertThat(List.of(tenant.tryAdmin("/admin/applications", "{}").status(),
                tenant.tryAdmin("/admin/applications", "{'clientId': 'x', 'state': 'odd'}")
                        .status(),
                tenant.tryAdmin("/admin/applications", "{'clientId': 'x', 'secrets': [{'value':"
                        + " 'x', 'expiresAt': 'soon'}]}").status()))
                .containsOnly(400);
    }

    private Answer asserted(String client, SigningKey key) {
        return tenant.token(TenantFixture.DIRECTORY, Map.of("grant_type", "client_credentials",
                "client_id", client, "client_assertion", key.assertion(client),
                "client_assertion_type",
                "urn:ietf:params:oauth:client-assertion-type:jwt-bearer"));
    }

    private static Map<String, String> form(String client, String secret) {
        Map<String, String> form = new HashMap<>(
                Map.of("grant_type", "client_credentials", "client_id", client));
        if (!secret.isEmpty()) {
            form.put("client_secret", secret);
        }
        return form;
    }

    private static void assertRefused(Answer answer, int status, String error, int code) {
        assertThat(answer.status()).isEqualTo(status);
        assertThat(answer.json().path("error").asText()).isEqualTo(error);
        assertThat(answer.json().path("error_codes").path(0).asInt()).isEqualTo(code);
        assertThat(answer.json().path("error_description").asText())
                .startsWith("AADSTS" + code + ": ");
    }
}
