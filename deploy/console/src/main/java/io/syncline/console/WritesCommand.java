package io.syncline.console;

import io.syncline.console.history.Finding;
import io.syncline.console.history.FoldedMailbox;
import io.syncline.console.history.HistoryJson;
import io.syncline.console.history.Mark;
import io.syncline.console.history.Refusal;
import io.syncline.console.history.WithheldContacts;
import io.syncline.console.system.AuditedDecisions;
import io.syncline.console.system.KnownMailboxes;
import io.syncline.console.system.MailboxName;
import io.syncline.console.system.RunningSystem;
import io.syncline.schemas.contact.Decision;
import io.syncline.schemas.contact.DecisionKind;
import io.syncline.topology.history.Glance;
import java.io.PrintWriter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Shows what a mailbox refuses, has not answered or is not sent yet, and has it tried again (rule R14). */
@Command(name = "writes", mixinStandardHelpOptions = true, description = "Show what is not written to a"
        + " mailbox, and have it tried again.")
public final class WritesCommand {

    @Spec
    private @Nullable CommandSpec spec;

    /** Of which mailbox. */
    static final class Asked {

        @Mixin
        private SystemOptions system = new SystemOptions();

        @Parameters(paramLabel = "MAILBOX", converter = MailboxConverter.class, description = "tenant/mailbox, such as acme/agent-1.")
        private @Nullable MailboxName named;

        @Option(names = "--json", description = "Print a JSON array.")
        private boolean json;

        MailboxName mailbox() {
            return Objects.requireNonNull(named);
        }
    }

    /** How many of its contacts: one of the two is said. */
    static final class Extent {

        @Option(names = "--item", required = true, description = "Only this contact, as 'writes"
                + " parked' names it.")
        private @Nullable String item;

        @Option(names = "--all", required = true, description = "Every contact of the mailbox.")
        private boolean all;

        /** Null for all of them. */
        @Nullable
        String one() {
            return all ? null : item;
        }
    }

    @Command(name = "parked", mixinStandardHelpOptions = true, description = {
            "Lists the values that the mailbox refuses: whose, since when, and why. They are not"
                    + " written again until another value is wished, or 'writes retry'."}, footer = {
                            "", "Example:", "  deploy/syncline writes parked acme/agent-1"})
    int parked(@Mixin Asked asked) {
        return list(asked, Mark.PARKED);
    }

    @Command(name = "withheld", mixinStandardHelpOptions = true, description = {
            "Lists the values that wait for 'rebuild release': whose, which, and since when.",
            "After another generation of merge took over, what only its rules want is not written"
                    + " until it is released, or another value is wished; this is what a release would"
                    + " write. The journal is folded for it by this build's rules: it is what the"
                    + " generation withholds that runs as long as merge is of the same build."}, footer = {
                            "", "Examples:", "  deploy/syncline writes withheld",
                            "  deploy/syncline writes withheld acme/agent-1 --json"})
    int withheld(@Mixin SystemOptions system,
            @Parameters(paramLabel = "MAILBOX", arity = "0..1", converter = MailboxConverter.class, description = "tenant/mailbox,"
                    + " such as acme/agent-1; much faster than all. Default: every mailbox.") @Nullable MailboxName mailbox,
            @Option(names = "--json", description = "Print a JSON array.") boolean json) {
        try (RunningSystem running = system.connect()) {
            List<WithheldContacts.Found> found = withheld(running, mailbox);
            if (json) {
                say(WithheldLines.json(found));
            } else {
                WithheldLines.of(found, mailbox).forEach(this::say);
            }
        }
        return 0;
    }

    @Command(name = "outstanding", mixinStandardHelpOptions = true, description = {
            "Lists the contacts with a command that the mailbox has not answered yet."}, footer = {
                    "", "Example:", "  deploy/syncline writes outstanding acme/agent-1 --json"})
    int outstanding(@Mixin Asked asked) {
        return list(asked, Mark.OUTSTANDING);
    }

    @Command(name = "retry", mixinStandardHelpOptions = true, description = {
            "Has what a mailbox refused tried once more, of one contact or of all."}, footer = {"",
                    "Examples:",
                    "  deploy/syncline writes retry acme/agent-1 --item 7d2a5f0c-0000-5000-8000-000000000000",
                    "  deploy/syncline writes retry acme/agent-1 --all --reason 'the quota was raised'"})
    int retry(@Mixin MailboxChoice choice, @ArgGroup(multiplicity = "1") Extent extent) {
        MailboxName mailbox = choice.mailbox();
        try (RunningSystem running = choice.connect()) {
            new KnownMailboxes(running).require(mailbox);
            Decision decision = choice.options()
                    .decision(mailbox, DecisionKind.RETRIED)
                    .setItem(extent.one())
                    .build();
            Telling.taken(mailbox, decision,
                    new AuditedDecisions(running, "cli").hand(mailbox, decision,
                            choice.options().patience()));
        }
        say("What was refused is tried again; 'writes parked " + mailbox
                + "' shows what the mailbox makes of it.");
        return 0;
    }

    private List<WithheldContacts.Found> withheld(RunningSystem running,
            @Nullable MailboxName mailbox) {
        if (mailbox == null) {
            return WithheldContacts.read(running.topics());
        }
        new KnownMailboxes(running).require(mailbox);
        return WithheldContacts.read(running, mailbox,
                new Passing(mailbox, Objects.requireNonNull(spec).commandLine().getErr()));
    }

    private int list(Asked asked, Mark mark) {
        MailboxName mailbox = asked.mailbox();
        try (RunningSystem running = asked.system.connect()) {
            new KnownMailboxes(running).require(mailbox);
            FoldedMailbox folded = FoldedMailbox.read(running, mailbox,
                    new Passing(mailbox, Objects.requireNonNull(spec).commandLine().getErr()));
            List<Glance> found = folded.marked(mailbox, mark, "", Integer.MAX_VALUE);
            if (asked.json) {
                say(Json.ofAll(found.stream()
                        .map(glance -> values(folded, glance, mark))
                        .toList()));
            } else if (found.isEmpty()) {
                say(mark == Mark.PARKED
                        ? mailbox + " refuses nothing."
                        : mailbox + " has answered every command.");
            } else {
                found.forEach(glance -> lines(folded, glance, mark).forEach(this::say));
            }
        }
        return 0;
    }

    private static List<String> lines(FoldedMailbox folded, Glance glance, Mark mark) {
        String who = glance.item() + "  " + Finding.nameOf(glance);
        if (mark == Mark.OUTSTANDING) {
            return glance.outstanding()
                    .map(command -> who + ": command " + command.number() + " ("
                            + command.kind() + ") since " + command.since())
                    .stream()
                    .toList();
        }
        return Refusal.of(folded, glance)
                .stream()
                .map(refusal -> who + ": " + refusal.field() + " = "
                        + ContactLines.shown(refusal.value()) + ", since " + refusal.since()
                        + (refusal.reason().isEmpty() ? "" : ": " + refusal.reason()))
                .toList();
    }

    private static Map<String, Object> values(FoldedMailbox folded, Glance glance, Mark mark) {
        Map<String, Object> values = new LinkedHashMap<>();
        values.put("item", HistoryJson.itemOf(glance));
        values.put("name", Finding.nameOf(glance));
        if (mark == Mark.OUTSTANDING) {
            glance.outstanding().ifPresent(command -> {
                values.put("number", command.number());
                values.put("kind", command.kind().name());
                values.put("since", command.since().toString());
            });
        } else {
            values.put("refused",
                    Refusal.of(folded, glance).stream().map(Refusal::values).toList());
        }
        return values;
    }

    private void say(String text) {
        PrintWriter out = Objects.requireNonNull(spec).commandLine().getOut();
        out.println(text);
        out.flush();
    }
}
