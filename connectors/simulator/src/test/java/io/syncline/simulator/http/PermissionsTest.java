package io.syncline.simulator.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.syncline.simulator.http.TenantFixture.Answer;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** What the token of an application allows at Graph. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class PermissionsTest {

    private static final String CONTACTS = "/users/" + TenantFixture.AGENT + "/contacts";
    private static final String OTHERS = "/users/" + TenantFixture.OTHER + "/contacts";

    private TenantFixture tenant;

    @BeforeAll
    void start(@TempDir Path data) {
        tenant = new TenantFixture(data);
    }

    @AfterAll
    void stop() {
        tenant.close();
    }

    @Test
    void letsTheApplicationOfTheSettingsDoEverything() {
        String bearer = tenant.bearer();

        assertThat(tenant.post(bearer, CONTACTS, "{}").status()).isEqualTo(201);
        assertThat(tenant.get(bearer, "/users").status()).isEqualTo(200);
        assertThat(tenant.get(bearer, "/groups").status()).isEqualTo(200);
        assertThat(TenantFixture.claims(bearer)
                .path("roles")
                .valueStream()
                .map(role -> role.asText())).containsExactlyInAnyOrder("Contacts.ReadWrite",
                        "User.Read.All", "GroupMember.Read.All", "full_access_as_app");
    }

    @Test
    void opensNoMailboxWithoutTheRole() {
        Answer refused = tenant.get(bearer("'roles': ['User.Read.All']"), CONTACTS);

        assertThat(refused.error()).isEqualTo("403 ErrorAccessDenied");
        assertThat(refused.message())
                .isEqualTo("Access is denied. Check credentials and try again.");
    }

    @Test
    void readsButDoesNotWriteWithTheRoleToRead() {
        String bearer = bearer("'roles': ['Contacts.Read']");

        assertThat(tenant.get(bearer, CONTACTS).status()).isEqualTo(200);
        assertThat(tenant.get(bearer, CONTACTS + "/delta()").status()).isEqualTo(200);
        assertThat(tenant.post(bearer, CONTACTS, "{}").error())
                .isEqualTo("403 ErrorAccessDenied");
    }

    @Test
    void opensOnlyTheMailboxesInScope() {
        String bearer = bearer("'mailboxes': ['Agent@Example.com']");

        assertThat(tenant.get(bearer, CONTACTS).status()).isEqualTo(200);
        Answer refused = tenant.get(bearer, OTHERS);
        assertThat(refused.error()).isEqualTo("403 ErrorAccessDenied");
        assertThat(refused.message()).isEqualTo("Access to OData is disabled.");
    }

    @Test
    void readsNoUsersOrGroupsWithoutTheirRoles() {
        Answer users = tenant.get(bearer("'roles': ['GroupMember.Read.All']"), "/users");
        Answer groups = tenant.get(bearer("'roles': ['User.Read.All']"), "/groups");

        assertThat(users.error()).isEqualTo("403 Authorization_RequestDenied");
        assertThat(users.message())
                .isEqualTo("Insufficient privileges to complete the operation.");
        assertThat(groups.error()).isEqualTo("403 Authorization_RequestDenied");
        assertThat(tenant.get(bearer("'roles': ['Group.Read.All']"), "/groups").status())
                .isEqualTo(200);
    }

    @Test
    void allowsWhatExchangeGrantedThoughNoTokenShowsIt() {
        String bearer = bearer("'rolesShown': false, 'roles': ['Contacts.ReadWrite']");

        assertThat(TenantFixture.claims(bearer).has("roles")).isFalse();
        assertThat(tenant.post(bearer, CONTACTS, "{}").status()).isEqualTo(201);
        assertThat(tenant.get(bearer, "/users").status()).isEqualTo(403);
    }

    @Test
    void showsANewGrantInANewTokenOnly() {
        String before = bearer("'roles': []");

        String after = bearer("'roles': ['Contacts.ReadWrite']");

        assertThat(tenant.get(before, CONTACTS).status()).isEqualTo(403);
        assertThat(tenant.get(after, CONTACTS).status()).isEqualTo(200);
    }

    @Test
    void narrowsTheScopeOfTokensThatAreOut() {
        String before = bearer("'roles': ['Contacts.ReadWrite']");

        bearer("'roles': ['Contacts.ReadWrite'], 'mailboxes': []");

        assertThat(tenant.get(before, CONTACTS).status()).isEqualTo(403);
    }

    @Test
    void opensNoMailboxThatIsNotInExchangeOnline() {
        tenant.admin("/admin/mailboxes", "{'address': 'gone@example.com'}");
        tenant.admin("/admin/users", "{'address': 'gone@example.com', 'licensed': false}");
        tenant.admin("/admin/mailboxes", "{'address': 'away@example.com'}");
        tenant.admin("/admin/users", "{'address': 'away@example.com', 'onPremises': true}");
        String bearer = tenant.bearer();

        for (String user : new String[]{"gone@example.com", "gone@example.com",
                "away@example.com"}) {
            assertThat(tenant.get(bearer, "/users/" + user + "/contacts").error())
                    .isEqualTo("404 MailboxNotEnabledForRESTAPI");
        }
    }

    @Test
    void hasNoMailboxForAGroup() {
        tenant.admin("/admin/groups", "{'mail': 'team@example.com', 'kind': 'distribution'}");

        assertThat(tenant.get(tenant.bearer(), "/users/team@example.com/contacts").error())
                .isEqualTo("404 ErrorInvalidUser");
    }

    @Test
    void findsAMailboxByItsOwnersId() {
        String bearer = tenant.bearer();
        String id = tenant.get(bearer, "/users/" + TenantFixture.AGENT)
                .json()
                .path("id")
                .asText();

        assertThat(tenant.get(bearer, "/users/" + id + "/contacts").status()).isEqualTo(200);
    }

    /** A new token of an application that is as the JSON says. */
    private String bearer(String settings) {
        tenant.admin("/admin/applications", "{'clientId': 'app', 'secrets': [{'value': 'right'}], "
                + settings + "}");
        return tenant.bearer("app", "right");
    }
}
