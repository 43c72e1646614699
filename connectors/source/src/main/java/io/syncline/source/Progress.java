package io.syncline.source;

import io.syncline.service.config.SynclineConfig;
import java.time.Duration;

/**
 * How far a mailbox is in its round, and when it is due.
 *
 * <pre>
 * the last step                     due again
 * left the round unfinished         at once
 * ended a round with changes        after pollInterval
 * ended a round without             after twice the last interval, pollIntervalIdle at most
 * ended a round, and the service
 *   tells what happens              after pollIntervalIdle
 * was told to wait                  when that is over, and nothing makes it sooner
 * failed                            after 2 s, and nothing makes it sooner
 * </pre>
 *
 * What the service tells makes a mailbox due at once; while a step runs, right after it.
 *
 * @param nextFolder of the round; the number of folders ends it
 * @param changed whether the round has shown a change so far
 * @param interval between the last two rounds
 * @param dueNanos when the next step is due by itself
 * @param earliestNanos before which nothing makes it due
 * @param busy whether a step runs
 * @param differences what the full listing under way has found
 */
record Progress(int nextFolder, boolean changed, Duration interval, long dueNanos,
        long earliestNanos, boolean busy, int differences) {

    private static final Duration FAILED_WAIT = Duration.ofSeconds(2);

    /** A mailbox that is due at once. */
    static Progress beginning(SynclineConfig.Source settings, long nowNanos) {
        return new Progress(0, false, settings.pollInterval(), nowNanos, nowNanos, false, 0);
    }

    boolean isDue(boolean isTold, long nowNanos) {
        return !busy && nowNanos - earliestNanos >= 0 && (isTold || nowNanos - dueNanos >= 0);
    }

    /** How long it has been due; one of which the service tells, since its last step. */
    long waitedNanos(boolean isTold, long nowNanos) {
        return nowNanos - (isTold ? Math.min(earliestNanos, dueNanos) : dueNanos);
    }

    Progress begun() {
        return new Progress(nextFolder, changed, interval, dueNanos, earliestNanos, true,
                differences);
    }

    /** What the full listing under way has found, this step included. */
    int differencesWith(Step step) {
        return differences + step.listing().differences();
    }

    /** @param isHeard whether the service tells what happens in the mailbox */
    Progress after(Step step, boolean isHeard, SynclineConfig.Source settings, long nowNanos) {
        Progress done = new Progress(step.nextFolder(), changed || !step.facts().isEmpty(),
                interval, nowNanos, nowNanos, false,
                step.listing().ended() ? 0 : differencesWith(step));
        return switch (step.pause()) {
            case Step.Pause.None none -> done;
            case Step.Pause.Told told -> done.waiting(told.retryAfter());
            case Step.Pause.Failed failure -> done.waiting(FAILED_WAIT);
            case Step.Pause.RoundOver over -> done.afterRound(isHeard, settings);
        };
    }

    private Progress waiting(Duration time) {
        long until = dueNanos + time.toNanos();
        return new Progress(nextFolder, changed, interval, until, until, false, differences);
    }

    private Progress afterRound(boolean isHeard, SynclineConfig.Source settings) {
        Duration doubled = interval.multipliedBy(2);
        Duration idle = settings.pollIntervalIdle();
        Duration own = changed
                ? settings.pollInterval()
                : doubled.compareTo(idle) < 0 ? doubled : idle;
        return new Progress(nextFolder, false, own,
                dueNanos + (isHeard ? idle : own).toNanos(), earliestNanos, false, differences);
    }
}
