package io.syncline.console;

import io.syncline.console.history.FoldedMailbox;
import io.syncline.console.history.HistoryJson;
import io.syncline.console.history.RestorePlan;
import io.syncline.console.history.Restoring;
import io.syncline.console.system.Edits;
import io.syncline.console.system.RunningSystem;
import io.syncline.topology.history.Glance;
import io.syncline.topology.history.Timeline.Then;
import java.io.PrintWriter;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Brings a field or a whole contact back to an earlier value, as an ordinary edit. */
@Command(name = "restore", mixinStandardHelpOptions = true, description = {
        "Brings one field, or the whole contact, back to what it was at a time or with a version. A"
                + " deleted contact lives again.",
        "It is an edit like any other: it goes to both sides, stands in the history, and can be"
                + " taken back the same way. What somebody edits after you looked stays."}, footer = {
                        "", "Examples:",
                        "  deploy/syncline contacts restore acme/agent-1/7d2a5f0c-... --field mobilePhone --to 3",
                        "  deploy/syncline contacts restore acme/agent-1/7d2a5f0c-... --all --to 2026-11-22T09:00 --dry-run"})
final class RestoreCommand implements Callable<Integer> {

    private final Confirmation confirmation;

    @Mixin
    private ItemChoice choice = new ItemChoice();

    @Mixin
    private EditOptions options = new EditOptions();

    @ArgGroup(multiplicity = "1")
    private What what = new What();

    @Option(names = "--to", required = true, paramLabel = "TIME|VERSION", description = "What it is"
            + " to be again: as it was published then.")
    private String to = "";

    @Spec
    private @Nullable CommandSpec spec;

    /** How much of the contact: one of the two is said. */
    private static final class What {

        @Option(names = "--field", required = true, description = "Only this field.")
        private @Nullable String field;

        @Option(names = "--all", required = true, description = "Every field.")
        private boolean all;

        /** Empty for every field. */
        Optional<String> one() {
            return all ? Optional.empty() : Optional.ofNullable(field);
        }
    }

    RestoreCommand() {
        this(Confirmation.atTerminal());
    }

    RestoreCommand(Confirmation confirmation) {
        this.confirmation = confirmation;
    }

    @Override
    public Integer call() {
        if (!options.dryRun()) {
            confirmation.requirePossible(options.yes());
        }
        try (RunningSystem running = choice.connect()) {
            FoldedMailbox folded = choice.folded(running, err());
            Glance glance = choice.glance(folded);
            Then then = Restoring.then(folded.timeline(choice.key()), to);
            RestorePlan plan = what.one()
                    .map(field -> Restoring.field(glance, field, then, Instant.now()))
                    .orElseGet(() -> Restoring.whole(glance, then, Instant.now()));
            if (!options.json()) {
                ContactLines.of(plan).forEach(this::say);
            }
            if (plan.isEmpty() || options.dryRun()) {
                ended(plan, Map.of(), plan.isEmpty()
                        ? "It is as it was then; there is nothing to restore."
                        : "Nothing was changed.");
                return 0;
            }
            confirmation.confirm(glance.item(), options.yes());
            ended(plan, hand(running, plan), "Restored.");
            return 0;
        }
    }

    private Map<String, Edits.Outcome> hand(RunningSystem running, RestorePlan plan) {
        options.audit(running, "contact-restored", choice.mailbox(), choice.key().id(),
                what.one().orElse("all fields") + " to " + to);
        Map<String, Edits.Outcome> outcomes = new Edits(running).hand(choice.mailbox(),
                options.edits().restore(plan), options.patience());
        EditTelling.requireTaken(outcomes);
        return outcomes;
    }

    private void ended(RestorePlan plan, Map<String, Edits.Outcome> outcomes, String sentence) {
        if (options.json()) {
            Map<String, Object> values = new LinkedHashMap<>(HistoryJson.of(plan));
            values.put("edits", EditTelling.values(outcomes));
            say(Json.of(values));
        } else {
            say(sentence + EditTelling.versions(outcomes));
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
