package io.syncline.simulator.http;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.syncline.simulator.http.TenantFixture.Answer;
import java.net.URLEncoder;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** The users and groups that Graph shows. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class DirectoryTest {

    private static final String ADVANCED = "ConsistencyLevel";

    private TenantFixture tenant;
    private String bearer = "";
    private String group = "";

    @BeforeAll
    void start(@TempDir Path data) {
        tenant = new TenantFixture(data);
        bearer = tenant.bearer();
        tenant.admin("/admin/users", "{'address': 'Boss@Example.com', 'displayName': 'The Boss',"
                + " 'administrator': true, 'licensed': false}");
        tenant.admin("/admin/users", "{'address': 'left@elsewhere.example', 'enabled': false}");
        tenant.admin("/admin/groups", "{'mail': 'inner@example.com', 'kind': 'unified',"
                + " 'members': ['boss@example.com', 'all@example.com']}");
        group = tenant.admin("/admin/groups", "{'mail': 'all@example.com', 'displayName': 'All',"
                + " 'kind': 'distribution', 'members': ['agent@example.com', 'other@example.com',"
                + " 'inner@example.com', 'guest@partner.example']}").path("id").asText();
        tenant.admin("/admin/groups", "{'mail': null, 'displayName': 'O`Neill', 'kind': 'security'}"
                .replace("'", "\"")
                .replace("`", "\\u0027"));
    }

    @AfterAll
    void stop() {
        tenant.close();
    }

    @Test
    void knowsWhoeverHasAMailbox() {
        JsonNode user = get("/users/Agent@example.com?$select=id,displayName,mail,"
                + "userPrincipalName,accountEnabled,userType,assignedLicenses");

        assertThat(user.path("displayName").asText()).isEqualTo("agent");
        assertThat(user.path("mail").asText()).isEqualTo("agent@example.com");
        assertThat(user.path("userPrincipalName").asText()).isEqualTo("agent@example.com");
        assertThat(user.path("accountEnabled").asBoolean()).isTrue();
        assertThat(user.path("userType").asText()).isEqualTo("Member");
        assertThat(user.path("assignedLicenses").size()).isEqualTo(1);
        assertThat(get("/users/" + user.path("id").asText()).path("mail").asText())
                .isEqualTo("agent@example.com");
    }

    @Test
    void showsTheUsualPropertiesWhereNoneAreAskedFor() {
        JsonNode user = get("/users/boss@example.com");

        assertThat(user.path("displayName").asText()).isEqualTo("The Boss");
        assertThat(user.has("accountEnabled")).isFalse();
        assertThat(get("/users/boss@example.com?%24select=assignedLicenses")
                .path("assignedLicenses")
                .isEmpty()).isTrue();
    }

    @Test
    void findsNoUserWhoIsUnknownOrAGroup() {
        assertThat(tenant.get(bearer, "/users/nobody@example.com").error())
                .isEqualTo("404 Request_ResourceNotFound");
        assertThat(tenant.get(bearer, "/users/all@example.com").error())
                .isEqualTo("404 Request_ResourceNotFound");
        assertThat(tenant.get(bearer, "/groups/00000000-0000-0000-0000-000000000000/members")
                .error()).isEqualTo("404 Request_ResourceNotFound");
    }

    @Test
    void pagesThroughTheUsers() {
        List<String> mails = new ArrayList<>();
        JsonNode page = get("/users?$top=3&$select=mail");
        page.path("value").forEach(user -> mails.add(user.path("mail").asText()));
        assertThat(mails).hasSize(3);

        JsonNode last = tenant.follow(bearer, page.path("@odata.nextLink").asText()).json();

        last.path("value").forEach(user -> mails.add(user.path("mail").asText()));
        assertThat(last.has("@odata.nextLink")).isFalse();
        assertThat(mails).containsExactlyInAnyOrder("agent@example.com", "other@example.com",
                "Boss@Example.com", "left@elsewhere.example");
    }

    @Test
    void refusesAPageThatIsTooLarge() {
        assertThat(tenant.get(bearer, "/users?$top=1000").error())
                .isEqualTo("400 Request_UnsupportedQuery");
    }

    @Test
    void filtersUsersByTheEndOfTheirAddress() {
        String filter = filter("endsWith(mail,'@EXAMPLE.com') and accountEnabled eq true");

        Answer answer = tenant.get(bearer, "/users?$count=true&" + filter, ADVANCED, "eventual");

        assertThat(answer.json().path("@odata.count").asInt()).isEqualTo(3);
        assertThat(answer.json().path("value").size()).isEqualTo(3);
    }

    @Test
    void filtersByTheEndInAdvancedQueriesOnly() {
        String filter = filter("endsWith(mail,'@example.com')");

        assertThat(tenant.get(bearer, "/users?$count=true&" + filter).error())
                .isEqualTo("400 Request_UnsupportedQuery");
        assertThat(tenant.get(bearer, "/users?" + filter, ADVANCED, "eventual").error())
                .isEqualTo("400 Request_UnsupportedQuery");
    }

    @Test
    void filtersUsersThatMayNotSignIn() {
        assertThat(get("/users?" + filter("accountEnabled eq false")).path("value").size())
                .isEqualTo(1);
        assertThat(tenant.get(bearer, "/users?" + filter("city eq 'Rome'")).error())
                .isEqualTo("400 Request_UnsupportedQuery");
    }

    @Test
    void findsGroupsByAddressOrName() {
        JsonNode found = get("/groups?" + filter("mail eq 'all@example.com'"));
        assertThat(found.path("value").size()).isEqualTo(1);
        JsonNode list = found.path("value").path(0);
        assertThat(list.path("id").asText()).isEqualTo(group);
        assertThat(list.path("mailEnabled").asBoolean()).isTrue();
        assertThat(list.path("securityEnabled").asBoolean()).isFalse();
        assertThat(list.path("groupTypes").isEmpty()).isTrue();

        JsonNode both = get("/groups?"
                + filter("displayName eq 'o''neill' or mail eq 'inner@example.com'"));
        assertThat(both.path("value").size()).isEqualTo(2);
        assertThat(tenant.get(bearer, "/groups?" + filter("startsWith(mail,'a')")).error())
                .isEqualTo("400 Request_UnsupportedQuery");
    }

    @Test
    void tellsTheKindsOfMembersApart() {
        JsonNode members = get("/groups/" + group + "/members").path("value");

        assertThat(members.valueStream().map(member -> member.path("@odata.type").asText()))
                .containsExactlyInAnyOrder("#microsoft.graph.user", "#microsoft.graph.user",
                        "#microsoft.graph.group", "#microsoft.graph.orgContact");
        assertThat(get("/groups/" + group + "/members/graph.user?$top=1").path("value").size())
                .isEqualTo(1);
    }

    @Test
    void findsMembersOfMembersOnce() {
        JsonNode users = get("/groups/" + group
                + "/transitiveMembers/microsoft.graph.user?$select=mail").path("value");

        assertThat(users.valueStream().map(user -> user.path("mail").asText()))
                .containsExactlyInAnyOrder("agent@example.com", "other@example.com",
                        "Boss@Example.com");
    }

    @Test
    void pagesThroughMembers() {
        JsonNode page = get("/groups/" + group + "/members/graph.user?$top=1&$select=id");

        JsonNode last = tenant.follow(bearer, page.path("@odata.nextLink").asText()).json();

        assertThat(last.path("value").size()).isEqualTo(1);
        assertThat(last.path("value")).isNotEqualTo(page.path("value"));
        assertThat(last.has("@odata.nextLink")).isFalse();
    }

    @Test
    void showsWhoIsAnAdministrator() {
        JsonNode roles = get("/users/boss@example.com/memberOf/graph.directoryRole").path("value");
        assertThat(roles.size()).isEqualTo(1);
        assertThat(roles.path(0).path("@odata.type").asText())
                .isEqualTo("#microsoft.graph.directoryRole");

        assertThat(get("/users/agent@example.com/memberOf/graph.directoryRole").path("value"))
                .isEmpty();
        assertThat(get("/users/boss@example.com/memberOf").path("value").size()).isEqualTo(2);
    }

    @Test
    void showsOnlyTheIdsOfMembersThatMayNotBeRead() {
        tenant.admin("/admin/applications",
                "{'clientId': 'groups', 'secrets': [{'value': 'right'}],"
                        + " 'roles': ['GroupMember.Read.All']}");

        JsonNode user = tenant.get(tenant.bearer("groups", "right"), "/groups/" + group
                + "/members/graph.user").json().path("value").path(0);

        assertThat(user.path("id").asText()).isNotEmpty();
        assertThat(user.path("mail").isNull()).isTrue();
    }

    @Test
    void letsFaultsConcernTheDirectory() {
        tenant.admin("/admin/faults", "{'kind': 'throttle', 'path': '/groups', 'seconds': 3}");

        assertThat(tenant.get(bearer, "/groups").error()).isEqualTo("429 ApplicationThrottled");
        assertThat(tenant.get(bearer, "/groups").status()).isEqualTo(200);
    }

    private JsonNode get(String path) {
        Answer answer = tenant.get(bearer, path);
        assertThat(answer.status()).as(answer.text()).isEqualTo(200);
        return answer.json();
    }

    private static String filter(String text) {
        return "$filter=" + URLEncoder.encode(text, UTF_8);
    }
}
