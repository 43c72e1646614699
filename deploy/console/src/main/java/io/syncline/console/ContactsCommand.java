package io.syncline.console;

import io.syncline.console.history.Explaining;
import io.syncline.console.history.Explanation;
import io.syncline.console.history.Finding;
import io.syncline.console.history.FoldedMailbox;
import io.syncline.console.history.HistoryFollower;
import io.syncline.console.history.HistoryJson;
import io.syncline.console.history.Moments;
import io.syncline.console.history.Restoring;
import io.syncline.console.system.ConsoleException;
import io.syncline.console.system.MailboxName;
import io.syncline.console.system.RunningSystem;
import io.syncline.service.config.SynclineConfig;
import io.syncline.topology.history.Glance;
import io.syncline.topology.history.Timeline;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Shows what became of a contact, and why; each command folds the contact's mailbox anew. */
@Command(name = "contacts", mixinStandardHelpOptions = true, description = "Show contacts with their"
        + " histories, say why a field has its value, and bring earlier values back.", subcommands = RestoreCommand.class)
public final class ContactsCommand {

    private static final int FOUND_MAX = 50;

    @Spec
    private @Nullable CommandSpec spec;

    @Command(name = "find", mixinStandardHelpOptions = true, description = {
            "Finds contacts by the beginnings of words of their names and addresses, or by a phone"
                    + " number in any spelling; deleted ones too.",
            "Of one mailbox from the journal; of all of them by asking the running console."}, footer = {
                    "", "Examples:", "  deploy/syncline contacts find 'jane do'",
                    "  deploy/syncline contacts find '(202) 555-0111' --mailbox acme/agent-1"})
    int find(@Mixin SystemOptions system,
            @Parameters(paramLabel = "TEXT", description = "What to look for.") String text,
            @Option(names = "--mailbox", converter = MailboxConverter.class, description = "Only in this one, as tenant/mailbox.") @Nullable MailboxName mailbox,
            @Option(names = "--json", description = "Print a JSON array.") boolean json) {
        try (RunningSystem running = system.connect()) {
            Finding finding = new Finding(running, new Passing(
                    mailbox == null ? new MailboxName("all", "mailboxes") : mailbox, err()));
            List<Finding.Found> found = finding.find(text, Optional.ofNullable(mailbox),
                    FOUND_MAX);
            if (json) {
                say(Json.ofAll(found.stream().map(Finding.Found::values).toList()));
            } else if (found.isEmpty()) {
                say("No contact is found by that.");
            } else {
                found.forEach(one -> say(one.item() + "  " + one.name()
                        + (one.deleted() ? "  (deleted)" : "")));
            }
        }
        return 0;
    }

    @Command(name = "show", mixinStandardHelpOptions = true, description = {
            "Shows a contact as it is now, or as it was: each field, and who set it."}, footer = {
                    "",
                    "Examples:", "  deploy/syncline contacts show acme/agent-1/7d2a5f0c-... --json",
                    "  deploy/syncline contacts show acme/agent-1/7d2a5f0c-... --at 2026-11-22T09:00"})
    int show(@Mixin ItemChoice choice,
            @Option(names = "--at", paramLabel = "TIME|VERSION", description = "As it was published then.") @Nullable String at,
            @Option(names = "--json", description = "Print JSON.") boolean json) {
        try (RunningSystem running = choice.connect()) {
            FoldedMailbox folded = choice.folded(running, err());
            Glance glance = choice.glance(folded);
            if (at == null) {
                say(json, () -> Json.of(HistoryJson.of(glance)), ContactLines.of(glance));
            } else {
                Timeline.Then then = Restoring.then(folded.timeline(choice.key()), at);
                say(json, () -> Json.of(HistoryJson.of(glance, then)),
                        ContactLines.of(glance, then));
            }
        }
        return 0;
    }

    @Command(name = "history", mixinStandardHelpOptions = true, description = {
            "Tells a contact's life, oldest first: each fact, what changed by it, conflicts,"
                    + " commands and what came of them."}, footer = {"", "Example:",
                            "  deploy/syncline contacts history acme/agent-1/7d2a5f0c-..."})
    int history(@Mixin ItemChoice choice,
            @Option(names = "--json", description = "Print a JSON array.") boolean json) {
        try (RunningSystem running = choice.connect()) {
            FoldedMailbox folded = choice.folded(running, err());
            choice.glance(folded);
            Timeline timeline = folded.timeline(choice.key());
            say(json, () -> Json.ofAll(timeline.turns().stream().map(HistoryJson::of).toList()),
                    timeline.turns()
                            .stream()
                            .flatMap(turn -> ContactLines.of(turn).stream())
                            .toList());
        }
        return 0;
    }

    @Command(name = "explain", mixinStandardHelpOptions = true, description = {
            "Says why a field has its value: who set it, when, by which rule, what it displaced,"
                    + " which fact told it, which command carried it where, and what came of that."}, footer = {
                            "", "Example:",
                            "  deploy/syncline contacts explain acme/agent-1/7d2a5f0c-... mobilePhone"})
    int explain(@Mixin ItemChoice choice,
            @Parameters(index = "1", paramLabel = "FIELD", description = "Its name, such as mobilePhone.") String field,
            @Option(names = "--at", paramLabel = "TIME", description = "The value that it had then.") @Nullable String at,
            @Option(names = "--json", description = "Print JSON.") boolean json) {
        try (RunningSystem running = choice.connect()) {
            FoldedMailbox folded = choice.folded(running, err());
            Glance glance = choice.glance(folded);
            Explanation why = Explaining.of(glance, folded.timeline(choice.key()), field,
                    at == null ? Instant.MAX : Moments.parse(at))
                    .orElseThrow(() -> ConsoleException.failed("Nobody ever set " + field
                            + " of this contact; it has "
                            + String.join(", ", glance.fields().keySet())));
            say(json, () -> Json.of(HistoryJson.of(glance, why)), ContactLines.of(why));
        }
        return 0;
    }

    @Command(name = "reindex", mixinStandardHelpOptions = true, description = {
            "Has the console build its histories of all contacts anew from the journal: now, or when"
                    + " it starts next. Nothing else is touched."}, footer = {"", "Example:",
                            "  deploy/syncline contacts reindex"})
    int reindex(@Mixin SystemOptions system) {
        try (RunningSystem running = system.connect()) {
            SynclineConfig config = running.config();
            Path folder = config.console().historyFolder();
            if (folder == null) {
                throw ConsoleException.failed("No histories are kept: the setting"
                        + " console.historyFolder is empty");
            }
            HistoryFollower.wantAnew(folder);
            say("The console builds the histories in " + folder + " anew. How far it is stands on"
                    + " its page of contacts, and under /api/v1/history.");
        }
        return 0;
    }

    private void say(boolean json, Supplier<String> text, List<String> lines) {
        if (json) {
            say(text.get());
        } else {
            lines.forEach(this::say);
        }
    }

    private PrintWriter err() {
        return Objects.requireNonNull(spec).commandLine().getErr();
    }

    private void say(String text) {
        PrintWriter out = Objects.requireNonNull(spec).commandLine().getOut();
        out.println(text);
        out.flush();
    }
}
