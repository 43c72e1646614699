package io.syncline.simulator.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a tenant remembers. */
class RestartTest {

    @Test
    void keepsWhoIsKnownThroughARestart(@TempDir Path data) {
        String group;
        try (TenantFixture before = new TenantFixture(data)) {
            before.admin("/admin/applications", "{'clientId': 'app', 'state': 'ok',"
                    + " 'rolesShown': false, 'mailboxes': ['agent@example.com'],"
                    + " 'secrets': [{'value': 'right'}], 'ews': 'notAllowed'}");
            before.admin("/admin/users", "{'address': 'boss@example.com', 'enabled': false}");
            group = before.admin("/admin/groups", "{'mail': 'all@example.com',"
                    + " 'kind': 'mailSecurity', 'members': ['boss@example.com']}")
                    .path("id")
                    .asText();
            before.admin("/admin/people", "{'address': 'op@example.com', 'roles': ['operator']}");
            before.admin("/admin/accounts", "{'name': 'service@example.com', 'state': 'mfa'}");
        }

        try (TenantFixture after = new TenantFixture(data)) {
            String bearer = after.bearer();
            assertThat(after.get(after.bearer("app", "right"), "/users/other@example.com/contacts")
                    .error()).isEqualTo("403 ErrorAccessDenied");
            assertThat(after.get(bearer, "/users/boss@example.com?$select=accountEnabled")
                    .json()
                    .path("accountEnabled")
                    .asBoolean(true)).isFalse();
            assertThat(after.get(bearer, "/groups/" + group + "/members")
                    .json()
                    .path("value")
                    .size()).isEqualTo(1);
            assertThat(after.tryAdmin("/admin/people/op@example.com/mischief",
                    "{'kind': 'expired'}").status()).isEqualTo(200);
        }
    }
}
