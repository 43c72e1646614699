package io.syncline.console.web;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.syncline.console.system.ConsoleException;
import io.syncline.console.tenant.Actor;
import io.syncline.console.web.VerificationRun.Ending;
import io.syncline.console.web.VerificationRun.Snapshot;
import io.syncline.port.verify.Finding;
import io.syncline.port.verify.Step;
import java.time.Duration;
import java.util.Arrays;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class VerificationsTest {

    private static final Actor JANE = new Actor("jane", "page");
    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final Finding PASSED = Finding.passed("It is there");

    private final CountDownLatch begun = new CountDownLatch(1);
    private final CountDownLatch goOn = new CountDownLatch(1);

    @Test
    void showsEachStepWhileItIsTaken() throws Exception {
        Verifications verifications = verifications((tenant, provider, actor, watcher) -> {
            watcher.begins(Step.DIRECTORY);
            watcher.ends(Step.DIRECTORY, PASSED);
            watcher.begins(Step.TOKEN);
            begun.countDown();
            await(goOn);
            watcher.ends(Step.TOKEN, PASSED);
            return all(PASSED);
        });

        VerificationRun run = verifications.start("acme", "graph", JANE).orElseThrow();
        await(begun);
        Snapshot during = run.snapshot();
        goOn.countDown();

        assertThat(during.current()).contains(Step.TOKEN);
        assertThat(during.findings()).containsOnlyKeys(Step.DIRECTORY);
        assertThat(during.isRunning()).isTrue();
        assertThat(end(run).ending()).contains(new Ending.Judged(true));
    }

    @Test
    void verifiesATenantOnceAtATimeWhateverTheProvider() throws Exception {
        Verifications verifications = verifications((tenant, provider, actor, watcher) -> {
            await(goOn);
            return Map.of();
        });
        VerificationRun first = verifications.start("acme", "graph", JANE).orElseThrow();

        assertThat(verifications.start("acme", "graph", JANE)).isEmpty();
        assertThat(verifications.start("acme", "ews", JANE)).isEmpty();
        assertThat(verifications.running("acme")).contains(first);
        assertThat(verifications.start("other", "graph", JANE)).isPresent();

        goOn.countDown();
        end(first);
        assertThat(verifications.running("acme")).isEmpty();
        assertThat(verifications.start("acme", "graph", JANE)).isPresent();
    }

    @Test
    void isFailedByAStepThatFailed() throws Exception {
        Verifications verifications = verifications((tenant, provider, actor, watcher) -> Map
                .of(Step.TOKEN, Finding.failed("The secret is wrong", "Make a new one")));

        VerificationRun run = verifications.start("acme", "graph", JANE).orElseThrow();

        assertThat(end(run).ending()).contains(new Ending.Judged(false));
    }

    @Test
    void tellsWhyItCouldNotBeDone() throws Exception {
        Verifications verifications = verifications((tenant, provider, actor, watcher) -> {
            throw ConsoleException.failed("The credential cannot be opened");
        });

        VerificationRun run = verifications.start("acme", "graph", JANE).orElseThrow();

        assertThat(end(run).ending())
                .contains(new Ending.Broken("The credential cannot be opened"));
    }

    @Test
    void showsNothingOfAFaultOfItsOwn() throws Exception {
        Verifications verifications = verifications((tenant, provider, actor, watcher) -> {
            throw new IllegalStateException("an inner secret");
        });

        VerificationRun run = verifications.start("acme", "graph", JANE).orElseThrow();

        assertThat(end(run).ending()).hasValueSatisfying(ending -> assertThat(ending.toString())
                .contains("by a fault of Syncline's own")
                .doesNotContain("inner secret"));
        assertThat(verifications.running("acme")).isEmpty();
    }

    private static Map<Step, Finding> all(Finding finding) {
        return Arrays.stream(Step.values())
                .collect(Collectors.toMap(Function.identity(), step -> finding));
    }

    private static Verifications verifications(Verifications.Verifier verifier) {
        return new Verifications(verifier, new SteppedClock(), new SimpleMeterRegistry());
    }

    private static Snapshot end(VerificationRun run) throws InterruptedException {
        Snapshot snapshot = run.snapshot();
        while (snapshot.isRunning()) {
            Snapshot next = run.awaitChange(snapshot.changes(), PATIENCE);
            assertThat(next.changes()).isNotEqualTo(snapshot.changes());
            snapshot = next;
        }
        return snapshot;
    }

    private static void await(CountDownLatch latch) {
        try {
            assertThat(latch.await(PATIENCE.toSeconds(), TimeUnit.SECONDS))
                    .isTrue();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
