package io.syncline.console.web;

import io.javalin.http.Context;
import io.syncline.console.proof.MailboxStandings;
import io.syncline.console.proof.SyncWatch;
import io.syncline.console.system.ConsoleException;
import io.syncline.console.system.Decider;
import io.syncline.console.system.RunningSystem;
import io.syncline.console.tenant.TenantDesk;
import io.syncline.service.config.SynclineConfig;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.function.Function;

/** What the pages of operators work with. */
record Operating(SynclineConfig config, TenantDesk desk, SyncWatch watch,
        MailboxStandings standings) {

    static final int REASON_LETTERS_MAX = 500;
    private static final Duration READ_BACK_MAX = Duration.ofSeconds(2);
    private static final Duration NAP = Duration.ofMillis(50);

    Instant now() {
        return desk.now();
    }

    /** Whether the topics are still being read from their beginning. */
    boolean isReading() {
        return !watch.isCaughtUp();
    }

    /**
     * Does something with the running system.
     *
     * @throws ConsoleException if nothing runs there
     */
    <T> T with(Function<RunningSystem, T> act) {
        try (RunningSystem running = RunningSystem.at(config)) {
            return act.apply(running);
        }
    }

    /** Waits a moment until what was just decided is read back, so that the next page shows it. */
    static void awaitRead(BooleanSupplier read) {
        long deadline = System.nanoTime() + READ_BACK_MAX.toNanos();
        while (!read.getAsBoolean() && System.nanoTime() < deadline) {
            LockSupport.parkNanos(NAP.toNanos());
        }
    }

    /**
     * Who makes the request, and why.
     *
     * @throws Problem if they do not say why
     */
    static Decider decider(Context context, String reason) {
        if (reason.isBlank()) {
            throw new Problem(422, "reason", "Say why, in a few words; it is kept with your name."
                    + " Nothing was done. Go back, and fill the reason in.");
        }
        if (reason.length() > REASON_LETTERS_MAX) {
            throw new Problem(422, "reason", "That reason has more than " + REASON_LETTERS_MAX
                    + " letters. Nothing was done. Go back, and make it shorter.");
        }
        Visitor visitor = Guard.visitor(context);
        return new Decider(visitor.name(), visitor.door(), reason);
    }

    /** A field of the form, without what stands around it; empty where it is not there. */
    static String text(Context context, String field) {
        return Objects.requireNonNullElse(context.formParam(field), "").strip();
    }

    static String counted(long count, String one, String many) {
        return count + " " + (count == 1 ? one : many);
    }
}
