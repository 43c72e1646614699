package io.syncline.port.verify;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.EnumMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** When a tenant may take part. */
class VerificationTest {

    @Test
    void isPassedWhereEveryStepWas() {
        assertThat(Verification.isPassed(passed())).isTrue();
    }

    @ParameterizedTest
    @EnumSource(Step.class)
    void isNotPassedWhereOneFailed(Step step) {
        Map<Step, Finding> findings = passed();
        findings.put(step, Finding.failed("seen", "mend"));

        assertThat(Verification.isPassed(findings)).isFalse();
    }

    @ParameterizedTest
    @EnumSource(Step.class)
    void isPassedInSpiteOfAWarning(Step step) {
        Map<Step, Finding> findings = passed();
        findings.put(step, Finding.warned("seen", "mend"));

        assertThat(Verification.isPassed(findings)).isTrue();
    }

    @ParameterizedTest
    @EnumSource(Step.class)
    void isPassedWithoutAStepOnlyWhereItIsNotNeeded(Step step) {
        Map<Step, Finding> findings = passed();
        findings.put(step, Finding.skipped("why"));

        assertThat(Verification.isPassed(findings))
                .isEqualTo(step == Step.PERMISSIONS || step == Step.SCOPE);
    }

    @Test
    void isNotPassedWhereNothingWasLookedAt() {
        assertThat(Verification.isPassed(Map.of())).isFalse();
    }

    private static Map<Step, Finding> passed() {
        Map<Step, Finding> findings = new EnumMap<>(Step.class);
        for (Step step : Step.values()) {
            findings.put(step, Finding.passed("seen"));
        }
        return findings;
    }
}
