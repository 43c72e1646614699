package io.syncline.console;

import io.syncline.console.system.ConsoleException;
import io.syncline.console.system.Decisions;
import io.syncline.console.system.Decisions.Outcome;
import io.syncline.console.system.KnownMailboxes;
import io.syncline.console.system.MailboxName;
import io.syncline.console.system.MergedContacts;
import io.syncline.console.system.RunningSystem;
import io.syncline.schemas.contact.Decision;
import io.syncline.schemas.contact.DecisionKind;
import java.io.PrintWriter;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Says whether a mailbox takes part and how it is reached, and clears one that does not any more. */
@Command(name = "mailboxes", mixinStandardHelpOptions = true, subcommands = MigrateCommand.class, description = "Disable a mailbox,"
        + " enable it, remove from it what Syncline made, or have it change its provider.")
public final class MailboxesCommand {

    private final Confirmation confirmation;

    @Spec
    private @Nullable CommandSpec spec;

    public MailboxesCommand() {
        this(Confirmation.atTerminal());
    }

    MailboxesCommand(Confirmation confirmation) {
        this.confirmation = confirmation;
    }

    Confirmation confirmation() {
        return confirmation;
    }

    @Command(name = "disable", mixinStandardHelpOptions = true, description = {
            "Leaves a mailbox untouched: nothing is written to it, and nothing in it is removed.",
            "What its agent changes is still read; what others change waits."}, footer = {"",
                    "Example:",
                    "  deploy/syncline mailboxes disable acme/agent-1 --reason 'agent has left'"})
    int disable(@Mixin MailboxChoice choice) {
        MailboxName mailbox = choice.mailbox();
        try (RunningSystem running = choice.connect()) {
            decide(running, choice, DecisionKind.DISABLED);
        }
        say(mailbox + " is disabled. It is left as it is: Syncline writes nothing to it and removes"
                + " nothing from it.");
        say("What its agent changes is still read and reaches the CRM; what is changed in the CRM"
                + " waits.");
        say("Back: deploy/syncline mailboxes enable " + mailbox
                + ". To remove what Syncline made there: deploy/syncline mailboxes remove-synced "
                + mailbox);
        return 0;
    }

    @Command(name = "enable", mixinStandardHelpOptions = true, description = {
            "Lets a mailbox take part again: what has waited is written to it."}, footer = {"",
                    "Example:", "  deploy/syncline mailboxes enable acme/agent-1"})
    int enable(@Mixin MailboxChoice choice) {
        MailboxName mailbox = choice.mailbox();
        try (RunningSystem running = choice.connect()) {
            decide(running, choice, DecisionKind.ENABLED);
        }
        say(mailbox + " takes part. What has waited is written to it, a hundred contacts at a"
                + " time; what was removed from it is made again.");
        return 0;
    }

    @Command(name = "remove-synced", mixinStandardHelpOptions = true, description = {
            "Removes from a disabled mailbox the contacts that Syncline made there.",
            "Those that people made there stay, and the CRM keeps all of them."}, footer = {"",
                    "Example:", "  deploy/syncline mailboxes disable acme/agent-1",
                    "  deploy/syncline mailboxes remove-synced acme/agent-1"})
    int removeSynced(@Mixin MailboxChoice choice,
            @Option(names = "--yes", description = "Do not ask.") boolean yes) {
        confirmation.requirePossible(yes);
        MailboxName mailbox = choice.mailbox();
        try (RunningSystem running = choice.connect()) {
            new KnownMailboxes(running).require(mailbox);
            if (new Decisions(running).takesPart(mailbox).orElse(false)) {
                throw ConsoleException.failed(mailbox + " takes part, so nothing is removed from"
                        + " it. First: deploy/syncline mailboxes disable " + mailbox);
            }
            say("Syncline keeps " + MergedContacts.of(running, mailbox).size() + " contacts of "
                    + mailbox + ". Those of them that it made in the mailbox will be deleted"
                    + " there.");
            say("Contacts that a person made in the mailbox, or that were there before, stay. The"
                    + " CRM keeps all of them.");
            confirmation.confirm(mailbox, yes);
            Outcome.Taken taken = decide(running, choice, DecisionKind.REMOVE_SYNCED);
            say("Begun: the mailbox is told to delete " + taken.removals() + " of the first"
                    + " hundred. The rest follows, a hundred at a time. A contact that is being written"
                    + " right now stays; give the command once more when the mailbox is quiet.");
        }
        return 0;
    }

    private static Outcome.Taken decide(RunningSystem running, MailboxChoice choice,
            DecisionKind kind) {
        MailboxName mailbox = choice.mailbox();
        new KnownMailboxes(running).require(mailbox);
        Decision decision = choice.options().decision(mailbox, kind).build();
        return Telling.taken(mailbox, decision,
                new Decisions(running).hand(mailbox, decision, choice.options().patience()));
    }

    private void say(String text) {
        PrintWriter out = Objects.requireNonNull(spec).commandLine().getOut();
        out.println(text);
        out.flush();
    }
}
