package io.syncline.simulator.ews;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** Who gets in, and as whom they may act. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class AccessTest {

    private static final String SERVICE = "service@example.com";
    private static final String PASSWORD_FORM = "grant_type=password&client_id=client"
            + "&scope=https%3A%2F%2Foutlook.office365.com%2FEWS.AccessAsUser.All"
            + "&username=service%40example.com&password=";

    private ExchangeFixture tenant;

    @BeforeAll
    void start(@TempDir Path data) {
        tenant = new ExchangeFixture(data);
        tenant.addAccount(SERVICE, "secret", true);
        tenant.addAccount(ExchangeFixture.ADDRESS, "secret", false);
    }

    @AfterAll
    void stop() {
        tenant.close();
    }

    @Test
    void letsNobodyInWithoutAName() {
        assertThat(call("Bearer nonsense", ExchangeFixture.ADDRESS).status()).isEqualTo(401);
        assertThat(call(ExchangeFixture.basic(SERVICE, "wrong"), ExchangeFixture.ADDRESS)
                .status()).isEqualTo(401);
    }

    @Test
    void logsWhatWasAskedAndDone() {
        tenant.done(Soap.create(Soap.stamp("t/m/logged")));

        JsonNode log = tenant.admin("GET", "/admin/requests", "");
        JsonNode line = log.path(log.size() - 1);

        assertThat(line.path("method").asText()).isEqualTo("CreateItem");
        assertThat(line.path("mailbox").asText()).isEqualTo(ExchangeFixture.ADDRESS);
        assertThat(line.path("effect").asText()).startsWith("created ");
        assertThat(line.path("stamp").asText()).isEqualTo("t/m/logged");
    }

    @Test
    void letsAUserIntoItsOwnMailbox() {
        String user = ExchangeFixture.basic(ExchangeFixture.ADDRESS, "secret");

        assertThat(call(user, "").codes()).containsExactly("NoError");
    }

    @Test
    void letsAServiceAccountActAsAnother() {
        String service = ExchangeFixture.basic(SERVICE, "secret");

        assertThat(call(service, ExchangeFixture.ADDRESS).codes()).containsExactly("NoError");
        assertThat(call(service, "").the("//e:ResponseCode"))
                .isEqualTo("ErrorNonExistentMailbox");
    }

    @Test
    void givesAServiceAccountATokenForItsPassword() {
        JsonNode token = tenant.token(PASSWORD_FORM + "secret");

        assertThat(call("Bearer " + token.path("access_token").asText(),
                ExchangeFixture.ADDRESS).codes()).containsExactly("NoError");
        assertThat(tenant.token(PASSWORD_FORM + "wrong").path("error").asText())
                .isEqualTo("invalid_grant");
    }

    @Test
    void letsNobodyActAsAnotherWithoutTheRight() {
        tenant.addAccount("other@example.com", "secret", false);

        SoapAnswer refused = call(ExchangeFixture.basic("other@example.com", "secret"),
                ExchangeFixture.ADDRESS);

        assertThat(refused.status()).isEqualTo(500);
        assertThat(refused.the("//e:ResponseCode")).isEqualTo("ErrorImpersonateUserDenied");
    }

    @Test
    void takesTheApplicationsRightAway() {
        tenant.admin("POST", "/admin/application", "{\"mayImpersonate\": false}");
        try {
            assertThat(tenant.sendUnchecked(Soap.sync("", 1)).the("//e:ResponseCode"))
                    .isEqualTo("ErrorImpersonateUserDenied");
        } finally {
            tenant.admin("POST", "/admin/application", "{\"mayImpersonate\": true}");
        }
    }

    @Test
    void knowsNoMailboxOfAStranger() {
        assertThat(call(ExchangeFixture.basic(SERVICE, "secret"), "nobody@example.com")
                .the("//e:ResponseCode")).isEqualTo("ErrorNonExistentMailbox");
    }

    private SoapAnswer call(String authorization, String impersonated) {
        return tenant.post(authorization, Soap.envelope(impersonated, Soap.sync("", 1)));
    }
}
