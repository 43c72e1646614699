package io.syncline.ews;

import static org.assertj.core.api.Assertions.assertThat;

import io.syncline.port.verify.Finding;
import io.syncline.port.verify.Finding.Outcome;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What a token's roles and scopes come to. */
class EwsPermissionsTest {

    private static final String NEEDED = "full_access_as_app";

    @Test
    void isContentWithTheOneRole() {
        assertThat(EwsPermissions.ofApplication(Set.of(NEEDED)))
                .isEqualTo(Finding.passed("full_access_as_app is granted, and nothing else"));
    }

    @Test
    void leavesItToTheMailboxWhereExchangeMayHaveGrantedIt() {
        Finding finding = EwsPermissions.ofApplication(Set.of());

        assertThat(finding.outcome()).isEqualTo(Outcome.WARNED);
        assertThat(finding.remedy()).contains("Application EWS.AccessAsApp",
                "the next steps show it", "Application permissions > full_access_as_app");
    }

    @Test
    void saysWhatIsMissing() {
        Finding finding = EwsPermissions.ofApplication(Set.of("Exchange.ManageAsApp"));

        assertThat(finding.outcome()).isEqualTo(Outcome.FAILED);
        assertThat(finding.evidence()).isEqualTo(
                "full_access_as_app is missing; granted is Exchange.ManageAsApp");
        assertThat(finding.remedy()).contains("Office 365 Exchange Online",
                "Remove Exchange.ManageAsApp");
    }

    @Test
    void namesWhatIsNotNeeded() {
        Finding finding = EwsPermissions.ofApplication(Set.of(NEEDED, "Mail.Read", "Mail.Send"));

        assertThat(finding.outcome()).isEqualTo(Outcome.WARNED);
        assertThat(finding.evidence()).endsWith("granted and not needed: Mail.Read, Mail.Send");
        assertThat(finding.remedy()).contains("remove Mail.Read, Mail.Send",
                "never wants administrative access");
    }

    @Test
    void looksForTheScopeOfAnAccount() {
        assertThat(EwsPermissions.ofAccount(Set.of("EWS.AccessAsUser.All", "User.Read")).outcome())
                .isEqualTo(Outcome.PASSED);
        assertThat(EwsPermissions.ofAccount(Set.of()).outcome()).isEqualTo(Outcome.WARNED);
        assertThat(EwsPermissions.ofAccount(Set.of("User.Read")).remedy())
                .contains("Delegated permissions > EWS.AccessAsUser.All");
    }
}
