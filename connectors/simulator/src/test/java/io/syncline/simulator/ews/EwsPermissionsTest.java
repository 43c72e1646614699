package io.syncline.simulator.ews;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Which applications and accounts EWS lets in. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class EwsPermissionsTest {

    private static final String SERVICE = "service@example.com";
    private static final String OTHER = "other@example.com";

    private ExchangeFixture tenant;

    @BeforeAll
    void start(@TempDir Path data) {
        tenant = new ExchangeFixture(data);
        tenant.admin("POST", "/admin/mailboxes", json("{'address': '" + OTHER + "'}"));
    }

    @AfterAll
    void stop() {
        tenant.close();
    }

    @Test
    void letsAnApplicationInThatHasTheRole() {
        String bearer = bearer("'roles': ['full_access_as_app']");

        assertThat(call(bearer, ExchangeFixture.ADDRESS).codes()).containsExactly("NoError");
    }

    @Test
    void keepsAnApplicationOutThatHasNotTheRole() {
        assertThat(call(bearer("'roles': ['Contacts.ReadWrite']"), ExchangeFixture.ADDRESS)
                .status()).isEqualTo(403);
        assertThat(call(bearer("'state': 'notConsented'"), ExchangeFixture.ADDRESS).status())
                .isEqualTo(403);
        assertThat(call(bearer("'rolesShown': false"), ExchangeFixture.ADDRESS).codes())
                .containsExactly("NoError");
    }

    @Test
    void letsAnApplicationActAsThoseInScopeOnly() {
        String bearer = bearer("'mailboxes': ['" + ExchangeFixture.ADDRESS + "']");

        assertThat(call(bearer, ExchangeFixture.ADDRESS).codes()).containsExactly("NoError");
        SoapAnswer refused = call(bearer, OTHER);
        assertThat(refused.status()).isEqualTo(500);
        assertThat(refused.the("//e:ResponseCode")).isEqualTo("ErrorImpersonateUserDenied");
    }

    @Test
    void keepsAnApplicationOutThatIsNotListed() {
        assertThat(call(bearer("'ews': 'notAllowed'"), ExchangeFixture.ADDRESS).status())
                .isEqualTo(403);
    }

    @Test
    void isClosedWhereItIsSwitchedOff() {
        access("{'mailbox': 'Other@example.com', 'enabled': false}");
        assertThat(call(bearer(""), OTHER).status()).isEqualTo(403);
        assertThat(call(bearer(""), ExchangeFixture.ADDRESS).status()).isEqualTo(200);
        access("{'mailbox': 'other@example.com', 'enabled': true}");
        assertThat(call(bearer(""), OTHER).status()).isEqualTo(200);
        access("{'enabled': false}");
        assertThat(call(bearer(""), OTHER).status()).isEqualTo(403);
        access("{'enabled': true}");
        assertThat(call(bearer(""), OTHER).status()).isEqualTo(200);
    }

    @Test
    void hasNoMailboxForAUserWithoutALicence() {
        tenant.admin("POST", "/admin/mailboxes", json("{'address': 'gone@example.com'}"));
        tenant.admin("POST", "/admin/users",
                json("{'address': 'gone@example.com', 'licensed': false}"));

        assertThat(call(bearer(""), "gone@example.com").the("//e:ResponseCode"))
                .isEqualTo("ErrorNonExistentMailbox");
    }

    @ParameterizedTest
    @CsvSource({"mfa, 50076", "locked, 50053", "disabled, 50057", "passwordExpired, 50055",
            "conditionalAccess, 53003"})
    void keepsAnAccountOutThatSomethingIsWrongWith(String state, int code) {
        account(state);

        assertThat(codes(SERVICE, "secret")).isEqualTo(code);
        assertThat(call(ExchangeFixture.basic(SERVICE, "secret"), OTHER).status()).isEqualTo(401);
    }

    @Test
    void letsAnAccountInThatIsAllRightAgain() {
        account("mfa");
        account("ok");

        assertThat(call(ExchangeFixture.basic(SERVICE, "secret"), OTHER).codes())
                .containsExactly("NoError");
        assertThat(codes(SERVICE, "secret")).isZero();
    }

    @Test
    void tellsAWrongPasswordFromAnUnknownName() {
        account("mfa");

        assertThat(codes(SERVICE, "wrong")).isEqualTo(50126);
        assertThat(codes("nobody@example.com", "secret")).isEqualTo(50034);
    }

    @Test
    void asksForConsentBeforeAUserSignsIn() {
        bearer("'state': 'notConsented'");
        account("ok");

        assertThat(tenant.token("grant_type=password&client_id=app&username=" + SERVICE
                + "&password=secret").path("error_codes").path(0).asInt()).isEqualTo(65001);
    }

    private void account(String state) {
        tenant.admin("POST", "/admin/accounts", json("{'name': '" + SERVICE + "', 'password': "
                + "'secret', 'mayImpersonate': true, 'state': '" + state + "'}"));
    }

    private void access(String body) {
        tenant.admin("POST", "/admin/ews/access", json(body));
    }

    /** The number of the refusal; zero, where there is a token. */
    private int codes(String name, String password) {
        JsonNode answer = tenant.token("grant_type=password&client_id=client&username=" + name
                + "&password=" + password);
        return answer.path("error_codes").path(0).asInt();
    }

    /** A new token of an application that is as the JSON says. */
    private String bearer(String settings) {
        tenant.admin("POST", "/admin/applications", json("{'clientId': 'app', 'secrets': "
                + "[{'value': 'right'}]" + (settings.isEmpty() ? "" : ", " + settings) + "}"));
        return "Bearer " + tenant.token("grant_type=client_credentials&client_id=app"
                + "&client_secret=right").path("access_token").asText();
    }

    private SoapAnswer call(String authorization, String impersonated) {
        return tenant.post(authorization, Soap.envelope(impersonated, Soap.sync("", 1)));
    }

    private static String json(String text) {
        return text.replace('\'', '"');
    }
}
