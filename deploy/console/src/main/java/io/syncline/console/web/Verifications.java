package io.syncline.console.web;

import io.micrometer.core.instrument.MeterRegistry;
import io.syncline.console.system.ConsoleException;
import io.syncline.console.tenant.Actor;
import io.syncline.console.web.VerificationRun.Ending;
import io.syncline.port.verify.Finding;
import io.syncline.port.verify.Step;
import io.syncline.port.verify.Verification;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The verifications that this console has begun: one at a time for each tenant, each on a thread of its
 * own, so that whoever asked may watch or go away. Thread-safe.
 */
final class Verifications {

    private static final Logger LOGGER = LoggerFactory.getLogger(Verifications.class);
    private static final int REMEMBERED_MAX = 1_000;

    private final Verifier verifier;
    private final InstantSource clock;
    private final MeterRegistry meters;
    /** By tenant and provider, the longest unused first. */
    private final Map<String, VerificationRun> runs = new LinkedHashMap<>();

    /** Takes the steps, and returns when it has. */
    interface Verifier {
        Map<Step, Finding> verify(String tenant, String provider, Actor actor,
                Verification.Watcher watcher);
    }

    Verifications(Verifier verifier, InstantSource clock, MeterRegistry meters) {
        this.verifier = verifier;
        this.clock = clock;
        this.meters = meters;
    }

    /** Begins one; empty if another of the tenant is under way. */
    synchronized Optional<VerificationRun> start(String tenant, String provider, Actor actor) {
        if (running(tenant).isPresent()) {
            return Optional.empty();
        }
        VerificationRun run = new VerificationRun(tenant, provider, clock.instant());
        runs.remove(key(tenant, provider));
        runs.values()
                .stream()
                .filter(old -> runs.size() >= REMEMBERED_MAX && !old.snapshot().isRunning())
                .findFirst()
                .ifPresent(old -> runs.remove(key(old.tenant(), old.provider())));
        runs.put(key(tenant, provider), run);
        Thread.ofVirtual().name("verification-of-" + tenant).start(() -> verify(run, actor));
        return Optional.of(run);
    }

    /** The last one of a provider that this process knows. */
    synchronized Optional<VerificationRun> last(String tenant, String provider) {
        return Optional.ofNullable(runs.get(key(tenant, provider)));
    }

    /** The one of a tenant that is under way. */
    synchronized Optional<VerificationRun> running(String tenant) {
        return runs.values()
                .stream()
                .filter(run -> run.tenant().equals(tenant))
                .filter(run -> run.snapshot().isRunning())
                .findFirst();
    }

    private void verify(VerificationRun run, Actor actor) {
        try {
            boolean passed = Verification.isPassed(
                    verifier.verify(run.tenant(), run.provider(), actor, run));
            count(passed ? "passed" : "failed");
            run.end(new Ending.Judged(passed));
        } catch (ConsoleException e) {
            count("broken");
            run.end(new Ending.Broken(String.valueOf(e.getMessage())));
        } catch (RuntimeException e) { // A thread's edge: whoever watches must learn of it.
            LOGGER.atError()
                    .addKeyValue("tenant", run.tenant())
                    .addKeyValue("provider", run.provider())
                    .setCause(e)
                    .log("A verification broke off");
            count("broken");
            run.end(new Ending.Broken("The verification broke off by a fault of Syncline's own."
                    + " Try again; if it stays so, tell whoever runs Syncline."));
        }
    }

    private void count(String result) {
        meters.counter("syncline.console.verifications", "result", result).increment();
    }

    private static String key(String tenant, String provider) {
        return tenant + "/" + provider;
    }
}
