package io.syncline.graph;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.syncline.port.verify.Finding;
import io.syncline.port.verify.Finding.Outcome;
import java.util.Arrays;
import java.util.Base64;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What the roles of a token come to. */
class GraphPermissionsTest {

    private static final String WANTED = "User.Read.All GroupMember.Read.All";

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            PASSED | Contacts.ReadWrite User.Read.All GroupMember.Read.All
            WARNED |
            WARNED | User.Read.All GroupMember.Read.All
            WARNED | Contacts.ReadWrite
            WARNED | Contacts.ReadWrite User.Read.All
            WARNED | Contacts.ReadWrite User.Read.All GroupMember.Read.All Mail.Read
            FAILED | Contacts.Read
            FAILED | Contacts.Read User.Read.All GroupMember.Read.All
            FAILED | Directory.ReadWrite.All
            """)
    void judgesWhatIsGranted(Outcome outcome, String roles) {
        assertThat(judged(roles == null ? "" : roles).outcome()).isEqualTo(outcome);
    }

    @Test
    void saysWhatIsMissing() {
        Finding finding = judged("Contacts.Read " + WANTED);

        assertThat(finding.evidence()).isEqualTo("Contacts.ReadWrite is missing; granted is"
                + " Contacts.Read, GroupMember.Read.All, User.Read.All");
        assertThat(finding.remedy()).isEqualTo("Microsoft Entra admin center > App registrations >"
                + " your app > API permissions: add Microsoft Graph > Application permissions >"
                + " Contacts.ReadWrite, then 'Grant admin consent'. Remove Contacts.Read, which"
                + " Syncline does not need");
    }

    @Test
    void leavesItToTheMailboxWhereExchangeMayHaveGrantedIt() {
        Finding finding = judged("");

        assertThat(finding.evidence()).isEqualTo("The token shows no permissions");
        assertThat(finding.remedy()).contains("RBAC for Applications",
                "the next steps show it", "Contacts.ReadWrite", "Grant admin consent");
    }

    @Test
    void saysWhatDoesNotWorkWithoutTheDirectory() {
        Finding finding = judged("Contacts.ReadWrite");

        assertThat(finding.evidence()).contains("mailboxes can only be chosen by a CSV file");
        assertThat(finding.remedy()).contains("User.Read.All and GroupMember.Read.All");
    }

    @ParameterizedTest
    @ValueSource(strings = {"Directory.Read.All", "RoleManagement.ReadWrite.Directory",
            "Application.ReadWrite.All", "User.ReadWrite.All", "full_access_as_app",
            "Sites.FullControl.All"})
    void namesWhatIsAdministrative(String role) {
        Finding finding = judged("Contacts.ReadWrite " + WANTED + " " + role);

        assertThat(finding.evidence()).contains("granted and administrative: " + role,
                "Syncline never wants administrative access");
        assertThat(finding.remedy()).endsWith("API permissions: remove " + role);
    }

    @Test
    void namesWhatIsNotNeeded() {
        Finding finding = judged("Contacts.ReadWrite Mail.ReadWrite Calendars.Read Policy.Read.All "
                + WANTED);

        assertThat(finding.evidence()).isEqualTo("Contacts.ReadWrite is granted; granted and"
                + " administrative: Policy.Read.All (Syncline never wants administrative access);"
                + " granted and not needed: Calendars.Read, Mail.ReadWrite");
    }

    @Test
    void readsTheRolesOfAToken() {
        assertThat(GraphPermissions.roles(token("{\"roles\":[\"A\",\"B\"]}")))
                .containsExactly("A", "B");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "opaque", "a.###.c", "a.bm8ganNvbg.c", "a..c"})
    void readsNoRolesWhereThereAreNone(String token) {
        assertThat(GraphPermissions.roles(token)).isEmpty();
    }

    private static String token(String claims) {
        return "e30." + Base64.getUrlEncoder().encodeToString(claims.getBytes(UTF_8)) + ".s";
    }

    private static Finding judged(String roles) {
        Set<String> set = new TreeSet<>(Arrays.asList(roles.split(" ")));
        set.remove("");
        return GraphPermissions.judged(set);
    }
}
