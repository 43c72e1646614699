package io.syncline.console;

import io.syncline.console.history.FoldedMailbox;
import io.syncline.console.history.HistoryJson;
import io.syncline.console.history.LostValue;
import io.syncline.console.history.Moments;
import io.syncline.console.history.RestorePlan;
import io.syncline.console.history.Restoring;
import io.syncline.console.system.Conflicts;
import io.syncline.console.system.Conflicts.Told;
import io.syncline.console.system.ConsoleException;
import io.syncline.console.system.Edits;
import io.syncline.console.system.MailboxName;
import io.syncline.console.system.RunningSystem;
import io.syncline.schemas.contact.Conflict;
import io.syncline.schemas.contact.Origin;
import io.syncline.schemas.topic.RecordKey;
import io.syncline.topology.history.Glance;
import java.io.PrintWriter;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Shows values that did not win, and takes them after all. */
@Command(name = "conflicts", mixinStandardHelpOptions = true, description = "Show the values that did"
        + " not win against another, and take one of them after all.")
public final class ConflictsCommand {

    private static final Duration KEPT = Duration.ofDays(30);

    private final Confirmation confirmation;

    @Spec
    private @Nullable CommandSpec spec;

    public ConflictsCommand() {
        this(Confirmation.atTerminal());
    }

    ConflictsCommand(Confirmation confirmation) {
        this.confirmation = confirmation;
    }

    @Command(name = "list", mixinStandardHelpOptions = true, description = {
            "Lists the conflicts of the last 30 days, newest first, each with both values and whose"
                    + " they are."}, footer = {"", "Examples:",
                            "  deploy/syncline conflicts list acme/agent-1",
                            "  deploy/syncline conflicts list acme --since 2026-11-22 --json"})
    int list(@Mixin SystemOptions system,
            @Parameters(paramLabel = "TENANT[/MAILBOX]", arity = "0..1", description = "Only its; one mailbox is much faster than all.") @Nullable String whose,
            @Option(names = "--since", paramLabel = "TIME", description = "Only those from then on.") @Nullable String since,
            @Option(names = "--json", description = "Print a JSON array.") boolean json) {
        Optional<MailboxName> mailbox = Optional.ofNullable(whose)
                .filter(text -> text.contains("/"))
                .map(text -> new MailboxConverter().convert(text));
        Optional<String> tenant = Optional.ofNullable(whose).filter(text -> !text.contains("/"));
        Instant begin = since == null ? Instant.now().minus(KEPT) : Moments.parse(since);
        try (RunningSystem running = system.connect()) {
            List<Told> told = new Conflicts(running).since(begin, tenant, mailbox);
            if (json) {
                say(Json.ofAll(told.stream().map(ConflictsCommand::values).toList()));
            } else if (told.isEmpty()) {
                say("No value lost against another since " + begin + ".");
            } else {
                told.forEach(one -> say(line(one)));
            }
        }
        return 0;
    }

    @Command(name = "take", mixinStandardHelpOptions = true, description = {
            "Takes the value that did not win after all: the last one of a field, or the one of a"
                    + " time. It is an edit like any other."}, footer = {"", "Example:",
                            "  deploy/syncline conflicts take acme/agent-1/7d2a5f0c-... --field jobTitle"})
    int take(@Mixin ItemChoice choice, @Mixin EditOptions options,
            @Option(names = "--field", required = true, description = "Of which field.") String field,
            @Option(names = "--at", paramLabel = "TIME", description = "The last conflict until then.") @Nullable String at) {
        if (!options.dryRun()) {
            confirmation.requirePossible(options.yes());
        }
        try (RunningSystem running = choice.connect()) {
            FoldedMailbox folded = choice.folded(running,
                    Objects.requireNonNull(spec).commandLine().getErr());
            Glance glance = choice.glance(folded);
            LostValue lost = LostValue.last(folded.timeline(choice.key()), field,
                    at == null ? Instant.MAX : Moments.parse(at))
                    .orElseThrow(() -> ConsoleException.failed("No value of " + field
                            + " of this contact ever lost against another"));
            RestorePlan plan = Restoring.field(glance, field, lost.value(), Instant.now());
            Map<String, Edits.Outcome> outcomes = Map.of();
            if (!options.json()) {
                ContactLines.of(plan).forEach(this::say);
            }
            if (!plan.isEmpty() && !options.dryRun()) {
                confirmation.confirm(glance.item(), options.yes());
                options.audit(running, "conflict-taken", choice.mailbox(), choice.key().id(),
                        field + ", the value that lost at " + lost.at());
                outcomes = new Edits(running).hand(choice.mailbox(),
                        options.edits().restore(plan), options.patience());
                EditTelling.requireTaken(outcomes);
            }
            ended(options, plan, outcomes);
        }
        return 0;
    }

    private void ended(EditOptions options, RestorePlan plan,
            Map<String, Edits.Outcome> outcomes) {
        if (options.json()) {
            Map<String, Object> values = new LinkedHashMap<>(HistoryJson.of(plan));
            values.put("edits", EditTelling.values(outcomes));
            say(Json.of(values));
        } else if (plan.isEmpty()) {
            say("The contact has that value already.");
        } else {
            say(outcomes.isEmpty()
                    ? "Nothing was changed."
                    : "Taken." + EditTelling.versions(outcomes));
        }
    }

    private static String line(Told told) {
        Conflict conflict = told.conflict();
        return told.at() + "  " + itemOf(conflict) + "  " + conflict.getField().orElse("(delete)")
                + ": kept " + conflict.getKept().orElse("(nothing)") + " "
                + by(conflict.getKeptOrigin()) + ", not " + conflict.getLost().orElse("(nothing)")
                + " " + by(conflict.getLostOrigin()) + "  " + conflict.getKind() + " "
                + conflict.getRule();
    }

    private static String by(Origin origin) {
        return "(" + origin.getSide() + ", " + origin.getAt() + ")";
    }

    private static Map<String, Object> values(Told told) {
        Conflict conflict = told.conflict();
        Map<String, Object> values = new LinkedHashMap<>();
        values.put("at", told.at().toString());
        values.put("item", itemOf(conflict));
        values.put("kind", conflict.getKind().name());
        values.put("rule", conflict.getRule());
        values.put("field", conflict.getField().orElse(null));
        values.put("kept", conflict.getKept().orElse(null));
        values.put("keptOrigin", origin(conflict.getKeptOrigin()));
        values.put("lost", conflict.getLost().orElse(null));
        values.put("lostOrigin", origin(conflict.getLostOrigin()));
        values.put("causeId", conflict.getCauseId());
        return values;
    }

    private static Map<String, Object> origin(Origin origin) {
        Map<String, Object> values = new LinkedHashMap<>();
        values.put("side", origin.getSide().name());
        values.put("setAt", origin.getAt().toString());
        values.put("eventId", origin.getEventId());
        return values;
    }

    private static String itemOf(Conflict conflict) {
        return new RecordKey(conflict.getTenant(), conflict.getMailbox(), conflict.getItem())
                .text();
    }

    private void say(String text) {
        PrintWriter out = Objects.requireNonNull(spec).commandLine().getOut();
        out.println(text);
        out.flush();
    }
}
