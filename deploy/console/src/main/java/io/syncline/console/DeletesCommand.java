package io.syncline.console;

import io.syncline.console.system.AuditedDecisions;
import io.syncline.console.system.ConsoleException;
import io.syncline.console.system.HeldDelete;
import io.syncline.console.system.HeldDeletes;
import io.syncline.console.system.KnownMailboxes;
import io.syncline.console.system.MailboxName;
import io.syncline.console.system.RunningSystem;
import io.syncline.schemas.contact.Decision;
import io.syncline.schemas.contact.DecisionKind;
import java.io.PrintWriter;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Shows the deletes that the guard holds, and decides about them (rule R20). */
@Command(name = "deletes", mixinStandardHelpOptions = true, description = "Show held deletes,"
        + " and decide about them.")
public final class DeletesCommand {

    private final Confirmation confirmation;

    @Spec
    private @Nullable CommandSpec spec;

    public DeletesCommand() {
        this(Confirmation.atTerminal());
    }

    DeletesCommand(Confirmation confirmation) {
        this.confirmation = confirmation;
    }

    /** About how many of its deletes is decided, and whether the person is asked. */
    private static final class Extent {

        @Option(names = "--item", description = "Only this contact, as 'deletes list' names it.")
        private @Nullable String item;

        @Option(names = "--yes", description = "Do not ask.")
        private boolean yes;
    }

    @Command(name = "list", mixinStandardHelpOptions = true, description = {
            "Lists the held deletes by mailbox: whose delete it is, when, and what shows it."}, footer = {
                    "", "Example:", "  deploy/syncline deletes list acme/agent-1 --json"})
    int list(@Mixin SystemOptions system,
            @Parameters(paramLabel = "MAILBOX", arity = "0..1", converter = MailboxConverter.class, description = "Only this one, as tenant/mailbox; much faster than all.") @Nullable MailboxName mailbox,
            @Option(names = "--json", description = "Print a JSON array.") boolean json) {
        try (RunningSystem running = system.connect()) {
            List<HeldDelete> held = held(running, mailbox);
            if (json) {
                say(Json.ofDeletes(held));
            } else {
                Lists.ofDeletes(held).forEach(this::say);
            }
        }
        return 0;
    }

    @Command(name = "approve", mixinStandardHelpOptions = true, description = {
            "Carries held deletes out: what was deleted on one side is deleted on the other."}, footer = {
                    "", "Example:",
                    "  deploy/syncline deletes approve acme/agent-1 --reason 'asked for by phone'"})
    int approve(@Mixin MailboxChoice choice, @Mixin Extent extent) {
        return decide(choice, extent, DecisionKind.DELETES_APPROVED);
    }

    @Command(name = "reject", mixinStandardHelpOptions = true, description = {
            "Undoes held deletes: what was deleted on one side is made there again.",
            "Those of the same hour that were let through are undone, too."}, footer = {"",
                    "Example:",
                    "  deploy/syncline deletes reject acme/agent-1 --yes"})
    int reject(@Mixin MailboxChoice choice, @Mixin Extent extent) {
        return decide(choice, extent, DecisionKind.DELETES_REJECTED);
    }

    private static List<HeldDelete> held(RunningSystem running, @Nullable MailboxName mailbox) {
        if (mailbox == null) {
            return new HeldDeletes(running).all();
        }
        new KnownMailboxes(running).require(mailbox);
        return new HeldDeletes(running).of(mailbox);
    }

    private int decide(MailboxChoice choice, Extent extent, DecisionKind kind) {
        confirmation.requirePossible(extent.yes);
        MailboxName mailbox = choice.mailbox();
        try (RunningSystem running = choice.connect()) {
            List<HeldDelete> held = chosen(held(running, mailbox), mailbox, extent.item);
            say(mailbox + ": " + Lists.counted(held) + ". " + follows(kind, extent.item != null));
            confirmation.confirm(mailbox, extent.yes);
            Decision decision = choice.options()
                    .decision(mailbox, kind)
                    .setItem(extent.item)
                    .build();
            Telling.taken(mailbox, decision,
                    new AuditedDecisions(running, "cli").hand(mailbox, decision,
                            choice.options().patience()));
        }
        say("Decided. It is carried out a hundred contacts at a time; 'deletes list " + mailbox
                + "' shows what is still held.");
        return 0;
    }

    private static List<HeldDelete> chosen(List<HeldDelete> held, MailboxName mailbox,
            @Nullable String item) {
        List<HeldDelete> chosen = held.stream()
                .filter(one -> item == null || one.item().equals(item))
                .toList();
        if (chosen.isEmpty()) {
            throw ConsoleException.failed(item == null
                    ? "No delete of " + mailbox + " is held; there is nothing to decide"
                    : "No delete of item " + item + " is held in " + mailbox
                            + "; see: deploy/syncline deletes list " + mailbox);
        }
        return chosen;
    }

    private static String follows(DecisionKind kind, boolean one) {
        if (kind == DecisionKind.DELETES_APPROVED) {
            return "Approved, they are deleted on the other side as well.";
        }
        return "Rejected, they are made again where they were deleted" + (one
                ? "."
                : ", and so are those of the same hour that were let through.");
    }

    private void say(String text) {
        PrintWriter out = Objects.requireNonNull(spec).commandLine().getOut();
        out.println(text);
        out.flush();
    }
}
