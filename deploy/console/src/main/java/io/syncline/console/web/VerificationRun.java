package io.syncline.console.web;

import io.syncline.port.verify.Finding;
import io.syncline.port.verify.Step;
import io.syncline.port.verify.Verification;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;

/** One verification, while it goes on and after. Told by the thread that verifies, read by any other. */
final class VerificationRun implements Verification.Watcher {

    private final String tenant;
    private final String provider;
    private final Instant startedAt;
    private final Map<Step, Finding> findings = new EnumMap<>(Step.class);
    private Optional<Step> current = Optional.empty();
    private Optional<Ending> ending = Optional.empty();
    private int changes;

    VerificationRun(String tenant, String provider, Instant startedAt) {
        this.tenant = tenant;
        this.provider = provider;
        this.startedAt = startedAt;
    }

    /** How it ended. */
    sealed interface Ending {
        /** All steps were looked at. */
        record Judged(boolean passed) implements Ending {}

        /**
         * It could not be done.
         *
         * @param why for people
         */
        record Broken(String why) implements Ending {}
    }

    /**
     * How far it is.
     *
     * @param changes grows with everything that happens
     */
    record Snapshot(int changes, Map<Step, Finding> findings, Optional<Step> current,
            Optional<Ending> ending) {

        Snapshot {
            findings = Map.copyOf(findings);
        }

        boolean isRunning() {
            return ending.isEmpty();
        }
    }

    String tenant() {
        return tenant;
    }

    String provider() {
        return provider;
    }

    Instant startedAt() {
        return startedAt;
    }

    @Override
    public synchronized void begins(Step step) {
        current = Optional.of(step);
        changed();
    }

    @Override
    public synchronized void ends(Step step, Finding finding) {
        findings.put(step, finding);
        current = Optional.empty();
        changed();
    }

    synchronized void end(Ending how) {
        ending = Optional.of(how);
        current = Optional.empty();
        changed();
    }

    synchronized Snapshot snapshot() {
        return new Snapshot(changes, findings, current, ending);
    }

    /** Waits until something happened since, but no longer than that. */
    synchronized Snapshot awaitChange(int since, Duration patience) throws InterruptedException {
        long deadline = System.nanoTime() + patience.toNanos();
        long left = patience.toMillis();
        while (changes == since && left > 0) {
            wait(left);
            left = (deadline - System.nanoTime()) / 1_000_000;
        }
        return snapshot();
    }

    private void changed() {
        changes++;
        notifyAll();
    }
}
