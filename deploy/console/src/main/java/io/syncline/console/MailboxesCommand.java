package io.syncline.console;

import io.syncline.console.system.AuditedDecisions;
import io.syncline.console.system.ConsoleException;
import io.syncline.console.system.Decisions;
import io.syncline.console.system.Decisions.Outcome;
import io.syncline.console.system.KnownMailboxes;
import io.syncline.console.system.MailboxName;
import io.syncline.console.system.MergedContacts;
import io.syncline.console.system.RunningSystem;
import io.syncline.schemas.contact.Decision;
import io.syncline.schemas.contact.DecisionKind;
import io.syncline.schemas.registry.MailboxState;
import java.io.PrintWriter;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Says whether a mailbox takes part and how it is reached, and clears one that does not any more. */
@Command(name = "mailboxes", mixinStandardHelpOptions = true, subcommands = {
        MigrateCommand.class, MailboxAddCommand.class, MailboxImportCommand.class,
        MailboxPreviewCommand.class,
        StatusCommand.class}, description = "List, add, import, preview, start and pause"
                + " mailboxes of registered tenants; disable any mailbox, enable it, remove from it what"
                + " Syncline made, or have it change its provider.")
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

    @Command(name = "list", mixinStandardHelpOptions = true, description = "Lists the mailboxes of"
            + " registered tenants, and whether they take part.", footer = {"", "Example:",
                    "  deploy/syncline mailboxes list acme"})
    int list(@Mixin TenantOptions options,
            @Parameters(paramLabel = "TENANT", arity = "0..1", description = "Only this one's.") @Nullable String tenant) {
        MailboxReport report = new MailboxReport(Objects.requireNonNull(spec), options.json());
        return options.with(desks -> {
            report.mailboxes(tenant == null
                    ? desks.tenants()
                            .store()
                            .tenants()
                            .stream()
                            .flatMap(one -> desks.tenants()
                                    .store()
                                    .mailboxes(one.getTenant())
                                    .stream())
                            .toList()
                    : desks.tenants().store().mailboxes(tenant));
            return 0;
        });
    }

    @Command(name = "start", mixinStandardHelpOptions = true, description = "Lets mailboxes of a"
            + " registered tenant take part: they are read, and written to.", footer = {"",
                    "Example:", "  deploy/syncline mailboxes start acme agent-1 agent-2",
                    "  deploy/syncline mailboxes start acme"})
    int start(@Mixin TenantOptions options,
            @Parameters(index = "0", paramLabel = "TENANT", description = "Its id.") String tenant,
            @Parameters(index = "1..*", arity = "0..*", paramLabel = "MAILBOX", description = "Their ids; all that wait, if none is named.") @Nullable List<String> ids) {
        return change(options, tenant, ids, MailboxState.ACTIVE, "started");
    }

    @Command(name = "pause", mixinStandardHelpOptions = true, description = {
            "Leaves mailboxes of a registered tenant alone: they are neither read nor written to.",
            "What changes meanwhile waits until they are started again."}, footer = {"",
                    "Example:", "  deploy/syncline mailboxes pause acme agent-1"})
    int pause(@Mixin TenantOptions options,
            @Parameters(index = "0", paramLabel = "TENANT", description = "Its id.") String tenant,
            @Parameters(index = "1..*", arity = "1..*", paramLabel = "MAILBOX", description = "Their ids.") @Nullable List<String> ids) {
        return change(options, tenant, ids, MailboxState.DISABLED, "paused");
    }

    private int change(TenantOptions options, String tenant, @Nullable List<String> ids,
            MailboxState state, String done) {
        MailboxReport report = new MailboxReport(Objects.requireNonNull(spec), options.json());
        return options.with(desks -> {
            List<String> changed = desks.mailboxes()
                    .change(tenant, ids == null ? Set.of() : Set.copyOf(ids), state,
                            options.actor());
            report.say(options.json()
                    ? Json.of(Map.of(done, changed))
                    : changed.size() + (changed.size() == 1 ? " mailbox is " : " mailboxes are ")
                            + done);
            return 0;
        });
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
                new AuditedDecisions(running, "cli").hand(mailbox, decision,
                        choice.options().patience()));
    }

    private void say(String text) {
        PrintWriter out = Objects.requireNonNull(spec).commandLine().getOut();
        out.println(text);
        out.flush();
    }
}
