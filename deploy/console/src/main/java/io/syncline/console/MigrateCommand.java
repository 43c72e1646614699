package io.syncline.console;

import io.syncline.console.system.ConsoleException;
import io.syncline.console.system.KnownMailboxes;
import io.syncline.console.system.MailboxName;
import io.syncline.console.system.Migrations;
import io.syncline.console.system.Migrations.Effects;
import io.syncline.console.system.Migrations.Ids;
import io.syncline.console.system.Migrations.Progress;
import io.syncline.console.system.OpenMatch;
import io.syncline.console.system.RunningSystem;
import io.syncline.service.config.SynclineConfig.Provider;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

/**
 * Has a mailbox change its provider, and follows that to its end.
 *
 * <pre>
 * the mailbox                             the command
 * is configured to be there               says so
 * was told to change there before         goes on following: it was killed, or is curious
 * has begun to leave for elsewhere        asks, has it turn round, follows
 * is elsewhere                            rehearses, asks, begins, follows
 * </pre>
 */
@Command(name = "migrate", mixinStandardHelpOptions = true, description = {
        "Has a mailbox reached through another provider, with every contact kept as it is.",
        "Its contacts are found again by their translated ids, else by Syncline's stamp, else by"
                + " their content; what stays ambiguous is listed, and written nowhere.",
        "Until every id is translated nothing is written to the mailbox. Ended half way, the change"
                + " goes on; give the command again to go on following."}, footer = {"",
                        "Example:",
                        "  deploy/syncline mailboxes migrate acme/agent-1 --to graph --dry-run",
                        "  deploy/syncline mailboxes migrate acme/agent-1 --to graph"})
final class MigrateCommand implements Callable<Integer> {

    @ParentCommand
    private @Nullable MailboxesCommand mailboxes;

    @Mixin
    private SystemOptions system = new SystemOptions();

    @Parameters(paramLabel = "MAILBOX", converter = MailboxConverter.class, description = "tenant/mailbox, such as acme/agent-1.")
    private @Nullable MailboxName named;

    @Option(names = "--to", required = true, description = "The other provider:"
            + " ${COMPLETION-CANDIDATES}.")
    private @Nullable Provider to;

    @Option(names = "--dry-run", description = "Say what would happen, and change nothing.")
    private boolean rehearsesOnly;

    @Option(names = "--yes", description = "Do not ask.")
    private boolean yes;

    @Option(names = "--json", description = "Print one JSON object at the end, and nothing else.")
    private boolean json;

    @Option(names = "--wait", defaultValue = "120", description = "Seconds to wait for the next sign"
            + " of progress. Default: ${DEFAULT-VALUE}")
    private int waitSeconds;

    @Spec
    private @Nullable CommandSpec spec;

    @Override
    public Integer call() {
        Confirmation confirmation = Objects.requireNonNull(mailboxes).confirmation();
        if (!rehearsesOnly) {
            confirmation.requirePossible(yes);
        }
        MailboxName mailbox = Objects.requireNonNull(named);
        Provider target = Objects.requireNonNull(to);
        try (RunningSystem running = system.connect()) {
            new KnownMailboxes(running).require(mailbox);
            Migrations migrations = new Migrations(running, mailbox,
                    Duration.ofSeconds(waitSeconds));
            String from = migrations.provider(target);
            if (!from.equals(target.text())) {
                Ids ids = previewed(mailbox, from, target, migrations);
                if (rehearsesOnly) {
                    finish(mailbox, target, ids, "Nothing was changed. To do it: deploy/syncline"
                            + " mailboxes migrate " + mailbox + " --to " + target.text());
                    return 0;
                }
                confirmation.confirm(mailbox, yes);
                migrations.begin(target);
                say("Begun.");
            } else if (rehearsesOnly || migrations.since().isEmpty()) {
                finish(mailbox, target, new Ids(0, 0, true), mailbox
                        + " is reached through " + from + " already. Nothing was changed");
                return 0;
            }
            return follow(mailbox, target, migrations);
        }
    }

    private int follow(MailboxName mailbox, Provider target, Migrations migrations) {
        Progress end = migrations.follow(target, progress -> say(shown(progress, target)));
        migrations.awaitFolded();
        Effects effects = migrations.effects(migrations.since()
                .orElseThrow(() -> ConsoleException.failed("Somebody else has changed the"
                        + " registry's record of " + mailbox + " meanwhile")));
        List<OpenMatch> ambiguous = migrations.ambiguous();
        say("Done: " + mailbox + " is reached through " + target.text() + ".");
        say("Since it began, " + effects.madeInMailbox() + " contacts were made and "
                + effects.deletedInMailbox() + " deleted in the mailbox, " + effects.madeInCrm()
                + " made and " + effects.deletedInCrm() + " deleted in the CRM."
                + (effects.isNone() ? "" : " The migration itself does neither: look who did."));
        Lists.ofMatches(ambiguous).forEach(this::say);
        if (json) {
            Map<String, Object> values = values(mailbox, target, end.ids());
            values.put("migrated", true);
            values.put("madeInMailbox", effects.madeInMailbox());
            values.put("deletedInMailbox", effects.deletedInMailbox());
            values.put("madeInCrm", effects.madeInCrm());
            values.put("deletedInCrm", effects.deletedInCrm());
            values.put("ambiguous", ambiguous.stream().map(OpenMatch::item).toList());
            print(Json.of(values));
        }
        return 0;
    }

    private Ids previewed(MailboxName mailbox, String from, Provider target,
            Migrations migrations) {
        if (migrations.isLeaving(target)) {
            say(mailbox + " is on its way from " + target.text() + " to " + from
                    + "; it turns round, and what was translated is translated back.");
            return new Ids(0, 0, true);
        }
        migrations.requireNoFolders();
        Ids ids = migrations.rehearse(target);
        say(mailbox + " is reached through " + from + "; it is to be reached through "
                + target.text() + ".");
        say(contacts(ids.translated()) + " an id there already. " + contacts(ids.untranslated())
                + " none: they are looked for by Syncline's stamp, then by their content, and"
                + " what is not found, or fits several, is written nowhere.");
        if (!ids.listed()) {
            say("The mailbox was not wholly listed yet: these are the contacts known so far.");
        }
        say("No contact is made or deleted for it on either side.");
        return ids;
    }

    private void finish(MailboxName mailbox, Provider target, Ids ids, String text) {
        say(text);
        if (json) {
            Map<String, Object> values = values(mailbox, target, ids);
            values.put("migrated", false);
            print(Json.of(values));
        }
    }

    private static Map<String, Object> values(MailboxName mailbox, Provider target, Ids ids) {
        Map<String, Object> values = new LinkedHashMap<>();
        values.put("mailbox", mailbox.toString());
        values.put("to", target.text());
        values.put("translated", ids.translated());
        values.put("untranslated", ids.untranslated());
        return values;
    }

    private static String shown(Progress progress, Provider target) {
        String done = progress.migrated()
                ? "Every id was asked for; " + progress.foldersListed() + " of "
                        + progress.folders() + " folders are listed through " + target.text()
                : progress.ids().translated() + " ids are translated, "
                        + progress.ids().untranslated() + " have no translation";
        return progress.problem().isEmpty()
                ? done + "."
                : done + ". It does not go on yet: " + progress.problem();
    }

    private void say(String text) {
        if (!json) {
            print(text);
        }
    }

    private void print(String text) {
        PrintWriter out = Objects.requireNonNull(spec).commandLine().getOut();
        out.println(text);
        out.flush();
    }

    private static String contacts(int count) {
        return count == 1 ? "1 contact has" : count + " contacts have";
    }
}
