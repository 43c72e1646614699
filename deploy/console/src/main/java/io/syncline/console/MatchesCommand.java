package io.syncline.console;

import io.syncline.console.system.AuditedDecisions;
import io.syncline.console.system.ConsoleException;
import io.syncline.console.system.MailboxName;
import io.syncline.console.system.MergedContacts;
import io.syncline.console.system.OpenMatch;
import io.syncline.console.system.OpenMatches;
import io.syncline.console.system.RunningSystem;
import io.syncline.schemas.contact.Decision;
import io.syncline.schemas.contact.DecisionKind;
import io.syncline.schemas.topic.RecordKey;
import java.io.PrintWriter;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Shows the contacts that could be several people, and says who they are (rule R16). */
@Command(name = "matches", mixinStandardHelpOptions = true, description = "Show the contacts that"
        + " could be one of several people, and say who they are.")
public final class MatchesCommand {

    @Spec
    private @Nullable CommandSpec spec;

    /** Who an ambiguous contact is: one of the two is said. */
    static final class Who {

        @Option(names = "--same-as", required = true, paramLabel = "ITEM", description = "The same"
                + " person as this item: the two become one.")
        private @Nullable String sameAs;

        @Option(names = "--own", required = true, description = "A person of its own.")
        private boolean own;

        Optional<String> other() {
            return own ? Optional.empty() : Optional.ofNullable(sameAs);
        }
    }

    /** About which contact is decided, and how. */
    private static final class Chosen {

        @Mixin
        private SystemOptions system = new SystemOptions();

        @Mixin
        private DecisionOptions options = new DecisionOptions();

        @Parameters(paramLabel = "ITEM", description = "As 'matches list' names it; or"
                + " tenant/mailbox/item, for one whose alert is older than 30 days.")
        private String item = "";

        @ArgGroup(multiplicity = "1")
        private Who who = new Who();
    }

    @Command(name = "list", mixinStandardHelpOptions = true, description = {
            "Lists the contacts that wait for a decision, each with those whom it could be.",
            "Alerts tell of them, and are kept for 30 days."}, footer = {"", "Example:",
                    "  deploy/syncline matches list --json"})
    int list(@Mixin SystemOptions system,
            @Option(names = "--json", description = "Print a JSON array.") boolean json) {
        try (RunningSystem running = system.connect()) {
            List<OpenMatch> open = new OpenMatches(running).all();
            if (json) {
                say(Json.ofMatches(open));
            } else {
                Lists.ofMatches(open).forEach(this::say);
            }
        }
        return 0;
    }

    @Command(name = "decide", mixinStandardHelpOptions = true, description = {
            "Says who an ambiguous contact is. Joined contacts are not parted again."}, footer = {
                    "", "Example:",
                    "  deploy/syncline matches decide 7d2a5f0c-0000-5000-8000-000000000000 --own"})
    int decide(@Mixin Chosen chosen) {
        try (RunningSystem running = chosen.system.connect()) {
            RecordKey key = find(running, chosen.item);
            MailboxName mailbox = MailboxName.of(key);
            String sameAs = chosen.who.other().orElse(null);
            if (sameAs != null && !MergedContacts.of(running, mailbox).containsKey(sameAs)) {
                throw ConsoleException.failed("There is no contact " + sameAs + " in " + mailbox
                        + "; 'deploy/syncline matches list' names those whom it could be");
            }
            Decision decision = chosen.options.decision(mailbox, DecisionKind.MATCHED)
                    .setItem(key.id())
                    .setSameAs(sameAs)
                    .build();
            Telling.taken(mailbox, decision,
                    new AuditedDecisions(running, "cli").hand(mailbox, decision,
                            chosen.options.patience()));
            say(key.id() + (sameAs == null
                    ? " is a person of its own, and is synced from now on."
                    : " is the same person as " + sameAs + "; merge hands over what it held."));
        }
        return 0;
    }

    private static RecordKey find(RunningSystem running, String item) {
        if (item.contains("/")) {
            return whole(item);
        }
        return new OpenMatches(running).all()
                .stream()
                .filter(open -> open.item().equals(item))
                .map(open -> new RecordKey(open.mailbox().tenant(), open.mailbox().mailbox(),
                        item))
                .findFirst()
                .orElseThrow(() -> ConsoleException.failed("No contact " + item
                        + " waits for a decision; see: deploy/syncline matches list"));
    }

    private static RecordKey whole(String item) {
        try {
            return RecordKey.parse(item);
        } catch (IllegalArgumentException e) {
            throw ConsoleException.wrongUsage("'" + item + "' is not tenant/mailbox/item");
        }
    }

    private void say(String text) {
        PrintWriter out = Objects.requireNonNull(spec).commandLine().getOut();
        out.println(text);
        out.flush();
    }
}
