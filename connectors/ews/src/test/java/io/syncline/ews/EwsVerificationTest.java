package io.syncline.ews;

import static io.syncline.conformance.simulated.SimulatedMailbox.fault;
import static org.assertj.core.api.Assertions.assertThat;

import io.syncline.ews.client.EwsSettings.Login;
import io.syncline.port.verify.Finding;
import io.syncline.port.verify.Finding.Outcome;
import io.syncline.port.verify.Step;
import io.syncline.port.verify.Verification;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whole verifications of the simulated tenant, which leave nothing behind. */
class EwsVerificationTest {

    private static final String OTHER = "other@example.com";
    private SimulatedEws tenant;

    @BeforeEach
    void start(@TempDir Path data) {
        tenant = new SimulatedEws(data);
        tenant.addMailbox("other");
        tenant.applicationAsWanted();
    }

    @AfterEach
    void stop() {
        tenant.close();
    }

    @Test
    void passesForAnApplication() {
        Map<Step, Finding> findings = verify(application(), Optional.empty());

        assertThat(findings.keySet()).containsExactly(Step.values());
        assertThat(outcomes(findings, Outcome.FAILED)).as(findings.toString()).isEmpty();
        assertThat(outcomes(findings, Outcome.SKIPPED)).containsExactly(Step.SCOPE);
        assertThat(Verification.isPassed(findings)).isTrue();
        assertThat(tenant.contacts()).isEmpty();
    }

    @Test
    void passesForAnAccountOfAServer() {
        Map<Step, Finding> findings = verify(tenant.basic(), Optional.empty());

        assertThat(outcomes(findings, Outcome.FAILED)).as(findings.toString()).isEmpty();
        assertThat(outcomes(findings, Outcome.SKIPPED)).containsExactly(Step.PERMISSIONS,
                Step.SCOPE);
        assertThat(Verification.isPassed(findings)).isTrue();
        assertThat(tenant.contacts()).isEmpty();
    }

    @Test
    void passesForAServiceAccountWithAWarning() {
        Map<Step, Finding> findings = verify(tenant.delegated(), Optional.empty());

        assertThat(outcomes(findings, Outcome.WARNED)).contains(Step.TOKEN);
        assertThat(Verification.isPassed(findings)).isTrue();
    }

    @Test
    void failsWhereItMayOnlyRead() {
        tenant.arm(fault("error").put("operation", "CreateItem")
                .put("code", "ErrorCreateItemAccessDenied"));

        Map<Step, Finding> findings = verify(application(), Optional.empty());

        assertThat(outcomes(findings, Outcome.FAILED)).containsExactly(Step.CREATE);
        assertThat(of(findings, Step.CREATE).evidence())
                .isEqualTo("Syncline may read this mailbox, and not write into it");
        assertThat(Verification.isPassed(findings)).isFalse();
    }

    @Test
    void passesWhereOtherMailboxesAreClosed() {
        tenant.application("{'rolesShown': false, 'roles': ['full_access_as_app'],"
                + " 'mailboxes': ['agent@example.com']}");

        Map<Step, Finding> findings = verify(application(), Optional.of(OTHER));

        assertThat(outcomes(findings, Outcome.FAILED)).as(findings.toString()).isEmpty();
        assertThat(of(findings, Step.PERMISSIONS).outcome()).isEqualTo(Outcome.WARNED);
        assertThat(of(findings, Step.SCOPE).outcome()).isEqualTo(Outcome.PASSED);
    }

    @Test
    void failsWhereTheOtherMailboxIsOpen() {
        Map<Step, Finding> findings = verify(application(), Optional.of(OTHER));

        assertThat(outcomes(findings, Outcome.FAILED)).containsExactly(Step.SCOPE);
        assertThat(tenant.contacts()).isEmpty();
    }

    @Test
    void skipsTheMailboxWhereTheServiceIsClosed() {
        tenant.access("", false);

        Map<Step, Finding> findings = verify(application(), Optional.empty());

        assertThat(outcomes(findings, Outcome.FAILED)).containsExactly(Step.PROTOCOL,
                Step.MAILBOX);
        assertThat(of(findings, Step.FOLDERS).outcome()).isEqualTo(Outcome.SKIPPED);
    }

    @Test
    void leavesNoContactThatWasMadeWithoutOurHearingOfIt() {
        tenant.arm(fault("drop_answer").put("operation", "CreateItem"));

        Map<Step, Finding> findings = verify(application(), Optional.empty());

        assertThat(outcomes(findings, Outcome.FAILED)).containsExactly(Step.CREATE);
        assertThat(tenant.contacts()).isEmpty();
    }

    private Login application() {
        return tenant.appOnly("simulated-secret");
    }

    private Map<Step, Finding> verify(Login login, Optional<String> outside) {
        try (EwsProvider provider = tenant.provider(login);
                EwsChecks checks = new EwsChecks(tenant.settings(login))) {
            return new Verification(checks, provider, tenant.mailbox(), outside,
                    Verification.Watcher.NOBODY).run();
        }
    }

    private static Finding of(Map<Step, Finding> findings, Step step) {
        return Optional.ofNullable(findings.get(step)).orElseThrow();
    }

    private static List<Step> outcomes(Map<Step, Finding> findings, Outcome outcome) {
        return findings.entrySet()
                .stream()
                .filter(entry -> entry.getValue().outcome() == outcome)
                .map(Map.Entry::getKey)
                .toList();
    }
}
