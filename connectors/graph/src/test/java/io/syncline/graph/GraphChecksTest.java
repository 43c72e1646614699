package io.syncline.graph;

import static io.syncline.conformance.simulated.SimulatedMailbox.fault;
import static org.assertj.core.api.Assertions.assertThat;

import io.syncline.port.verify.Finding;
import io.syncline.port.verify.Finding.Outcome;
import io.syncline.service.access.Credential;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Function;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Each check against the simulated tenant: what it says, and where to mend it. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class GraphChecksTest {

    private static final String AGENT = "agent@example.com";
    private static final String OTHER = "other@example.com";

    private SimulatedGraph tenant;

    @BeforeAll
    void start(@TempDir Path data) {
        tenant = new SimulatedGraph(data);
        tenant.addMailbox(OTHER);
    }

    @BeforeEach
    void reset() {
        tenant.applicationAsWanted();
    }

    @AfterAll
    void stop() {
        tenant.close();
    }

    @Test
    void findsTheDirectory() {
        assertThat(found(GraphChecks::directory))
                .isEqualTo(Finding.passed("The directory directory is there"));
    }

    @Test
    void findsNoOtherDirectory() {
        Finding finding = found(tenant.settings("00000000-0000-0000-0000-000000000001", "client",
                new Credential.Secret("any")), GraphChecks::directory);

        assertFailed(finding, "was not found: there is no directory with this id", "Tenant ID");
    }

    @Test
    void doesNotTrustJustAnyCertificate() {
        GraphSettings right = tenant.settings();
        Finding finding = found(new GraphSettings(right.baseUrl(), right.authority(),
                right.directoryId(), right.clientId(), right.credential(),
                Optional.empty(), right.requestTimeout(), "US"),
                GraphChecks::directory);

        assertFailed(finding, "The certificate of 127.0.0.1 is not trusted here", "in PEM form");
    }

    @Test
    void saysHowLongATokenIsGood() {
        assertThat(found(GraphChecks::token))
                .isEqualTo(Finding.passed("Microsoft Entra gave a token, valid for 60 minutes"));
    }

    @Test
    void hasSeenThroughAWrongSecret() {
        Finding finding = found(tenant.settings("directory", "client",
                new Credential.Secret("not-the-secret")), GraphChecks::token);

        assertFailed(finding, "the client secret is wrong", "copy the Value, not the Secret ID");
        assertThat(finding.toString()).doesNotContain("not-the-secret");
    }

    @Test
    void saysThatTheApplicationIsUnknown() {
        assertFailed(found(tenant.settings("directory", "another",
                new Credential.Secret("any")), GraphChecks::token),
                "no application with this id is known", "'Application (client) ID'");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            disabled | the application is switched off | Enterprise applications
            noServicePrincipal | not among the directory's enterprise applications | consent
            conditionalAccess | a Conditional Access policy | Protection > Conditional Access
            """)
    void saysWhyTheApplicationGetsNoToken(String state, String evidence, String remedy) {
        tenant.application("{'state': '" + state + "'}");

        assertFailed(found(GraphChecks::token), evidence, remedy);
    }

    @Test
    void saysThatTheSecretHasExpired() {
        tenant.application("{'secrets': [{'value': 'simulated-secret',"
                + " 'expiresAt': '2020-01-01T00:00:00Z'}]}");
        try {
            assertFailed(found(GraphChecks::token), "the client secret has expired",
                    "New client secret");
        } finally {
            tenant.application("{'secrets': [{'value': 'simulated-secret'}]}");
        }
    }

    @Test
    void looksAtPermissionsThatWereGrantedAMomentAgo() {
        tenant.application("{'roles': ['Contacts.Read']}");
        try (GraphChecks checks = tenant.checks()) {
            assertThat(checks.token().outcome()).isEqualTo(Outcome.PASSED);
            assertThat(checks.permissions().outcome()).isEqualTo(Outcome.FAILED);

            tenant.applicationAsWanted();

            assertThat(checks.token().outcome()).isEqualTo(Outcome.PASSED);
            assertThat(checks.permissions().outcome()).isEqualTo(Outcome.PASSED);
        }
    }

    @Test
    void needsNoSwitch() {
        assertThat(found(checks -> checks.protocol(AGENT)).outcome()).isEqualTo(Outcome.PASSED);
    }

    @Test
    void knowsAStandardUsersMailbox() {
        assertThat(found(checks -> checks.mailbox(AGENT))).isEqualTo(Finding.passed(
                "agent@example.com is the mailbox of an enabled user who is no administrator"));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            distribution | is a distribution list, not a user's mailbox
            unified | is a Microsoft 365 group, not a user's mailbox
            mailSecurity | is a mail-enabled security group, not a user's mailbox
            """)
    void takesNoListForAMailbox(String kind, String evidence) {
        tenant.group("{'mail': '" + kind + "@example.com', 'kind': '" + kind + "'}");

        assertFailed(mailbox(kind + "@example.com"), evidence, "mailbox of a standard user");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            'enabled': false | is disabled | who can sign in
            'userType': 'Guest' | is a guest's | standard user
            'administrator': true | is an administrator's (a role of administrators); choose | no role of administrators
            'licensed': false | without a licence | assign a licence with Exchange Online
            'onPremises': true | without a mailbox in Exchange Online | server of your own
            """)
    void takesNoOtherUsersMailbox(String what, String evidence, String remedy) {
        String address = "user-" + what.replaceAll("[^a-zA-Z]", "") + "@example.com";
        tenant.addMailbox(address);
        tenant.user("{'address': '" + address + "', " + what + "}");

        assertFailed(mailbox(address), evidence, remedy);
    }

    @Test
    void namesTheRoleOfAnAdministratorWhereItIsTold() {
        tenant.application("{'roles': ['Contacts.ReadWrite', 'Directory.Read.All']}");
        tenant.addMailbox("admin@example.com");
        tenant.user("{'address': 'admin@example.com', 'administrator': true}");

        assertFailed(mailbox("admin@example.com"), "an administrator's (Global Administrator)",
                "standard user");
    }

    @Test
    void warnsOfAUserWhoseRolesMayNotBeLookedAt() {
        tenant.arm(fault("error").put("path", "memberOf")
                .put("status", 403)
                .put("code", "Authorization_RequestDenied"));

        Finding finding = mailbox(AGENT);

        assertThat(finding.outcome()).isEqualTo(Outcome.WARNED);
        assertThat(finding.evidence()).contains("whether it is a standard user's cannot be told");
    }

    @Test
    void knowsNobody() {
        assertFailed(mailbox("nobody@example.com"), "Nobody in the directory has the address"
                + " nobody@example.com", "typing errors");
    }

    @Test
    void saysThatItCannotTellWithoutTheDirectory() {
        tenant.application("{'roles': ['Contacts.ReadWrite']}");

        Finding finding = mailbox(AGENT);

        assertThat(finding.outcome()).isEqualTo(Outcome.WARNED);
        assertThat(finding.evidence()).contains("whether it is a standard user's cannot be told");
        assertThat(finding.remedy()).contains("User.Read.All and GroupMember.Read.All");
        assertFailed(mailbox("nobody@example.com"), "no mailbox in Exchange Online",
                "a list or a group has no contacts");
    }

    @Test
    void leavesItToTheNextStepWhatMayBeDoneInTheMailbox() {
        tenant.application("{'roles': ['User.Read.All', 'GroupMember.Read.All']}");

        assertThat(mailbox(AGENT).outcome()).isEqualTo(Outcome.PASSED);
    }

    @Test
    void passesWhereAnotherMailboxIsClosed() {
        tenant.application("{'mailboxes': ['agent@example.com']}");

        assertThat(found(checks -> checks.outside(OTHER)))
                .isEqualTo(Finding.passed("The application is refused in other@example.com"));
    }

    @Test
    void failsWhereAnotherMailboxIsOpen() {
        assertFailed(found(checks -> checks.outside(OTHER)), "can read other@example.com,"
                + " although access should be limited", "New-ManagementRoleAssignment -App client");
    }

    @Test
    void failsWhereTheOtherMailboxIsNone() {
        assertFailed(found(checks -> checks.outside("nobody@example.com")),
                "There is no mailbox nobody@example.com", "existing mailbox");
    }

    @Test
    void saysWhenToVerifyAgain() {
        tenant.arm(fault("throttle").put("seconds", 17).put("path", "/contacts"));

        assertFailed(found(checks -> checks.outside(OTHER)), "asks us to slow down",
                "verify again in 17 s");
    }

    private Finding mailbox(String address) {
        return found(checks -> checks.mailbox(address));
    }

    private Finding found(Function<GraphChecks, Finding> look) {
        return found(tenant.settings(), look);
    }

    private static Finding found(GraphSettings settings, Function<GraphChecks, Finding> look) {
        try (GraphChecks checks = new GraphChecks(settings)) {
            return look.apply(checks);
        }
    }

    private static void assertFailed(Finding finding, String evidence, String remedy) {
        assertThat(finding.outcome()).as(finding.toString()).isEqualTo(Outcome.FAILED);
        assertThat(finding.evidence()).contains(evidence);
        assertThat(finding.remedy()).contains(remedy);
    }
}
