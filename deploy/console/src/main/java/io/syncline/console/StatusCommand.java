package io.syncline.console;

import io.syncline.console.history.FoldedMailbox;
import io.syncline.console.history.JournalCounts;
import io.syncline.console.history.Mark;
import io.syncline.console.history.Standing;
import io.syncline.console.proof.FurtherCounts;
import io.syncline.console.proof.FurtherCounts.Further;
import io.syncline.console.proof.MailboxStanding;
import io.syncline.console.proof.MailboxStandings;
import io.syncline.console.proof.SyncWatch;
import io.syncline.console.proof.UnavailableReasons;
import io.syncline.console.proof.Verdict;
import io.syncline.console.system.ConsoleException;
import io.syncline.console.system.MailboxName;
import io.syncline.console.system.RunningSystem;
import io.syncline.console.tenant.TenantStore;
import java.io.PrintWriter;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Says of each mailbox whether it is in sync, and what proves it. */
@Command(name = "status", mixinStandardHelpOptions = true, description = {
        "Says of each mailbox whether it is in sync, and what proves it.",
        "That is: when it was last listed in full, how many contacts stood as they had been told and"
                + " which did not, what waits for a person, and what is on its way. While edits flow,"
                + " a mailbox with one under way is catching up; with --fail that is not in sync,"
                + " either. Values that only the rules of a new generation of merge want wait for a"
                + " person, too: 'writes withheld' lists them."}, footer = {"", "Example:",
                        "  deploy/syncline mailboxes status acme --fail",
                        "  deploy/syncline mailboxes status acme/agent-1 --json"})
final class StatusCommand implements Callable<Integer> {

    private static final int NOT_IN_SYNC = 1;

    @Spec
    private @Nullable CommandSpec spec;

    @Mixin
    private SystemOptions system = new SystemOptions();

    @Parameters(paramLabel = "TENANT[/MAILBOX]", arity = "0..1", description = "Only this one's;"
            + " a single mailbox is much faster than all. Default: every mailbox.")
    private String named = "";

    @Option(names = "--fail", description = "End with 1 if any mailbox that takes part is not in"
            + " sync.")
    private boolean fail;

    @Option(names = "--quick", description = "Leave out what only the journal tells, which is"
            + " folded for it: values that mailboxes refuse or that wait for a release,"
            + " contacts that wait, and conflicts."
            + " They do not count against 'in sync' then.")
    private boolean quick;

    @Option(names = "--json", description = "Print a JSON array.")
    private boolean json;

    @Override
    public Integer call() {
        try (RunningSystem running = system.connect();
                TenantStore store = new TenantStore(running.config()).start();
                SyncWatch watch = new SyncWatch(running.config(), only())) {
            watch.start();
            watch.awaitCaughtUp();
            Instant now = Instant.now();
            List<MailboxStanding> standings = asked(new MailboxStandings(running.config(), store,
                    watch, further(running, now)).all());
            Map<String, String> reasons = UnavailableReasons.of(running, standings);
            if (json) {
                say(StatusLines.json(standings, reasons, now));
            } else {
                StatusLines.of(standings, reasons, now).forEach(this::say);
            }
            return fail && standings.stream().anyMatch(standing -> isLate(standing, now))
                    ? NOT_IN_SYNC
                    : 0;
        }
    }

    private FurtherCounts further(RunningSystem running, Instant now) {
        return quick
                ? FurtherCounts.none()
                : only().map(mailbox -> folded(running, mailbox))
                        .orElseGet(() -> JournalCounts.read(running.topics(), now));
    }

    /** Of a single mailbox its partition of the journal suffices. */
    private FurtherCounts folded(RunningSystem running, MailboxName mailbox) {
        Standing standing = Standing.of(FoldedMailbox.read(running, mailbox,
                new Passing(mailbox, Objects.requireNonNull(spec).commandLine().getErr())),
                mailbox, Instant.now());
        Further counts = new Further(standing.count(Mark.PARKED),
                standing.count(Mark.WITHHELD), standing.count(Mark.DUE), standing.conflicts());
        return asked -> Optional.of(counts).filter(one -> asked.equals(mailbox));
    }

    private Optional<MailboxName> only() {
        if (!named.contains("/")) {
            return Optional.empty();
        }
        try {
            return Optional.of(MailboxName.parse(named));
        } catch (IllegalArgumentException e) {
            throw ConsoleException.wrongUsage("'" + named + "' is not tenant/mailbox, such as"
                    + " acme/agent-1");
        }
    }

    private List<MailboxStanding> asked(List<MailboxStanding> all) {
        List<MailboxStanding> asked = all.stream()
                .filter(standing -> named.isEmpty() || named.equals(standing.mailbox().tenant())
                        || named.equals(standing.mailbox().toString()))
                .toList();
        if (asked.isEmpty() && !named.isEmpty()) {
            throw ConsoleException.failed("Nothing is known of " + named + "; see: deploy/syncline"
                    + " mailboxes status");
        }
        return asked;
    }

    private static boolean isLate(MailboxStanding standing, Instant now) {
        Verdict verdict = standing.verdict(now);
        return verdict == Verdict.CATCHING_UP || verdict == Verdict.WAITS;
    }

    private void say(String text) {
        PrintWriter out = Objects.requireNonNull(spec).commandLine().getOut();
        out.println(text);
        out.flush();
    }
}
