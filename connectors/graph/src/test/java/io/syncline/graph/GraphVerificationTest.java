package io.syncline.graph;

import static io.syncline.conformance.simulated.SimulatedMailbox.fault;
import static org.assertj.core.api.Assertions.assertThat;

import io.syncline.port.verify.Finding;
import io.syncline.port.verify.Finding.Outcome;
import io.syncline.port.verify.Step;
import io.syncline.port.verify.Verification;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whole verifications of the simulated tenant, which leave nothing behind. */
class GraphVerificationTest {

    private static final String OTHER = "other@example.com";

    private final List<String> told = new ArrayList<>();
    private SimulatedGraph tenant;

    @BeforeEach
    void start(@TempDir Path data) {
        tenant = new SimulatedGraph(data);
        tenant.addMailbox(OTHER);
        tenant.applicationAsWanted();
    }

    @AfterEach
    void stop() {
        tenant.close();
    }

    @Test
    void passes() {
        Map<Step, Finding> findings = verify(Optional.empty());

        assertThat(findings.keySet()).containsExactly(Step.values());
        assertThat(findings).allSatisfy((step, finding) -> assertThat(finding.outcome())
                .as(step + ": " + finding)
                .isEqualTo(step == Step.SCOPE ? Outcome.SKIPPED : Outcome.PASSED));
        assertThat(Verification.isPassed(findings)).isTrue();
        assertThat(tenant.contacts()).isEmpty();
        assertThat(told).startsWith("begins directory", "ends directory PASSED", "begins token")
                .hasSize(2 * Step.values().length);
    }

    @Test
    void failsWhereTheApplicationMayOnlyRead() {
        tenant.application("{'roles': ['Contacts.Read', 'User.Read.All', 'GroupMember.Read.All']}");

        Map<Step, Finding> findings = verify(Optional.empty());

        assertThat(outcomes(findings, Outcome.FAILED)).containsExactly(Step.PERMISSIONS,
                Step.CREATE);
        assertThat(outcomes(findings, Outcome.SKIPPED)).containsExactly(Step.SEEN, Step.PATCH,
                Step.DELETE, Step.GONE, Step.SCOPE);
        assertThat(of(findings, Step.CREATE).evidence()).isEqualTo(
                "The application may not do this in the mailbox (HTTP 403 erroraccessdenied)");
        assertThat(of(findings, Step.CREATE).remedy()).contains("Contacts.ReadWrite");
        assertThat(Verification.isPassed(findings)).isFalse();
    }

    @Test
    void failsAtTheFirstLookIntoTheMailboxWhereNobodyConsented() {
        tenant.application("{'state': 'notConsented'}");

        Map<Step, Finding> findings = verify(Optional.empty());

        assertThat(outcomes(findings, Outcome.WARNED)).containsExactly(Step.PERMISSIONS,
                Step.MAILBOX);
        assertThat(outcomes(findings, Outcome.FAILED)).containsExactly(Step.FOLDERS);
        assertThat(of(findings, Step.FOLDERS).remedy()).contains("Grant admin consent");
    }

    @Test
    void passesWhereExchangeOpensSomeMailboxes() {
        tenant.application("{'rolesShown': false, 'mailboxes': ['agent@example.com']}");

        Map<Step, Finding> findings = verify(Optional.of(OTHER));

        assertThat(outcomes(findings, Outcome.FAILED)).isEmpty();
        assertThat(outcomes(findings, Outcome.WARNED)).containsExactly(Step.PERMISSIONS);
        assertThat(of(findings, Step.SCOPE).outcome()).isEqualTo(Outcome.PASSED);
        assertThat(Verification.isPassed(findings)).isTrue();
    }

    @Test
    void failsWhereTheOtherMailboxIsOpen() {
        Map<Step, Finding> findings = verify(Optional.of(OTHER));

        assertThat(outcomes(findings, Outcome.FAILED)).containsExactly(Step.SCOPE);
        assertThat(Verification.isPassed(findings)).isFalse();
        assertThat(tenant.contacts()).isEmpty();
    }

    @Test
    void skipsEverythingThatATokenIsNeededFor() {
        tenant.application("{'state': 'disabled'}");

        Map<Step, Finding> findings = verify(Optional.of(OTHER));

        assertThat(outcomes(findings, Outcome.FAILED)).containsExactly(Step.TOKEN);
        assertThat(outcomes(findings, Outcome.SKIPPED)).hasSize(Step.values().length - 2);
        assertThat(of(findings, Step.FOLDERS).evidence()).startsWith("Not looked at");
    }

    @Test
    void leavesNoContactThatWasMadeWithoutOurHearingOfIt() {
        tenant.arm(fault("drop_answer").put("method", "POST"));

        Map<Step, Finding> findings = verify(Optional.empty());

        assertThat(outcomes(findings, Outcome.FAILED)).containsExactly(Step.CREATE);
        assertThat(of(findings, Step.CREATE).remedy()).contains("verify again", "by hand");
        assertThat(tenant.contacts()).isEmpty();
    }

    @Test
    void leavesNoContactThatCouldNotBeChanged() {
        tenant.arm(fault("error").put("method", "PATCH")
                .put("status", 403)
                .put("code", "ErrorAccessDenied"));

        Map<Step, Finding> findings = verify(Optional.empty());

        assertThat(outcomes(findings, Outcome.FAILED)).containsExactly(Step.PATCH);
        assertThat(tenant.contacts()).isEmpty();
    }

    @Test
    void triesOnceMoreWhereTheServiceTouchedTheContactItself() {
        tenant.arm(fault("error").put("method", "PATCH")
                .put("status", 412)
                .put("code", "ErrorIrresolvableConflict"));

        assertThat(of(verify(Optional.empty()), Step.PATCH).outcome()).isEqualTo(Outcome.PASSED);
    }

    @Test
    void takesAwayWhatCouldNotBeDeletedAtFirst() {
        tenant.arm(fault("throttle").put("method", "DELETE").put("seconds", 5));

        Map<Step, Finding> findings = verify(Optional.empty());

        assertThat(of(findings, Step.DELETE).remedy()).contains("verify again in 5 s",
                "delete it by hand");
        assertThat(of(findings, Step.GONE).outcome()).isEqualTo(Outcome.SKIPPED);
        assertThat(tenant.contacts()).isEmpty();
    }

    @Test
    void namesNoSecretInWhatItTells() {
        assertThat(verify(Optional.of(OTHER)).toString()).doesNotContain("simulated-secret",
                "Bearer");
    }

    private Map<Step, Finding> verify(Optional<String> outside) {
        try (GraphProvider provider = tenant.provider(); GraphChecks checks = tenant.checks()) {
            return new Verification(checks, provider, tenant.mailbox(), outside,
                    new Verification.Watcher() {
                        @Override
                        public void begins(Step step) {
                            told.add("begins " + step.text());
                        }

                        @Override
                        public void ends(Step step, Finding finding) {
                            told.add("ends " + step.text() + " " + finding.outcome());
                        }
                    }).run();
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
