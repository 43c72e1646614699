package io.syncline.console;

import io.syncline.console.history.FoldedMailbox;
import io.syncline.console.history.HistoryJson;
import io.syncline.console.history.Moments;
import io.syncline.console.history.UndoPlan;
import io.syncline.console.history.Undoing;
import io.syncline.console.history.Whose;
import io.syncline.console.system.Edits;
import io.syncline.console.system.KnownMailboxes;
import io.syncline.console.system.MailboxName;
import io.syncline.console.system.RunningSystem;
import java.io.PrintWriter;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Takes back what one side did to a mailbox between two times. */
@Command(name = "undo", mixinStandardHelpOptions = true, description = {
        "Takes back everything that one side, or one editor, did to a mailbox's contacts between two"
                + " times: fields change back, what was deleted lives again, what was made is"
                + " deleted.",
        "Whatever anybody changed later stays. Deletes are held by the guard as any are. It is"
                + " carried out as ordinary edits, after a preview that has to be confirmed."}, footer = {
                        "", "Examples:",
                        "  deploy/syncline undo acme/agent-1 --whose crm --from 2026-11-22T09:00 --to 2026-11-22T09:30 --dry-run",
                        "  deploy/syncline undo acme/agent-1 --whose kim --from 2026-11-22 --to 2026-11-23"})
public final class UndoCommand implements Callable<Integer> {

    private final Confirmation confirmation;

    @Mixin
    private SystemOptions system = new SystemOptions();

    @Mixin
    private EditOptions options = new EditOptions();

    @Parameters(paramLabel = "MAILBOX", converter = MailboxConverter.class, description = "tenant/mailbox, such as acme/agent-1.")
    private @Nullable MailboxName named;

    @Option(names = "--whose", required = true, paramLabel = "mailbox|crm|EDITOR", description = "Whose"
            + " doing: all of the mailbox's, all of the CRM's, or of one editor as edits name them.")
    private String whose = "";

    @Option(names = "--from", required = true, paramLabel = "TIME", description = "From then on.")
    private String from = "";

    @Option(names = "--to", required = true, paramLabel = "TIME", description = "Until before then.")
    private String to = "";

    @Spec
    private @Nullable CommandSpec spec;

    public UndoCommand() {
        this(Confirmation.atTerminal());
    }

    UndoCommand(Confirmation confirmation) {
        this.confirmation = confirmation;
    }

    @Override
    public Integer call() {
        if (!options.dryRun()) {
            confirmation.requirePossible(options.yes());
        }
        MailboxName mailbox = Objects.requireNonNull(named);
        Instant begin = Moments.parse(from);
        Instant end = Moments.parse(to);
        try (RunningSystem running = system.connect()) {
            new KnownMailboxes(running).require(mailbox);
            FoldedMailbox folded = FoldedMailbox.read(running, mailbox,
                    new Passing(mailbox, Objects.requireNonNull(spec).commandLine().getErr()));
            UndoPlan plan = Undoing.plan(folded, mailbox, Whose.parse(whose), begin, end,
                    Instant.now());
            if (!options.json()) {
                ContactLines.of(plan).forEach(this::say);
            }
            if (plan.touched().isEmpty() || options.dryRun()) {
                ended(plan, Map.of(), plan.touched().isEmpty()
                        ? "There is nothing to take back."
                        : "Nothing was changed.");
                return 0;
            }
            confirmation.confirm(mailbox, options.yes());
            options.audit(running, "undone", mailbox, null, "what " + plan.whose().text()
                    + " did from " + plan.from() + " to " + plan.to() + ", in "
                    + plan.touched().size() + " contacts");
            Map<String, Edits.Outcome> outcomes = new Edits(running).hand(mailbox,
                    options.edits().undo(plan), options.patience());
            EditTelling.requireTaken(outcomes);
            ended(plan, outcomes, "Taken back in " + outcomes.size() + " contacts. Deletes beyond"
                    + " the guard's limit are held: deploy/syncline deletes list " + mailbox);
            return 0;
        }
    }

    private void ended(UndoPlan plan, Map<String, Edits.Outcome> outcomes, String sentence) {
        if (options.json()) {
            Map<String, Object> values = new LinkedHashMap<>(HistoryJson.of(plan));
            values.put("edits", EditTelling.values(outcomes));
            say(Json.of(values));
        } else {
            say(sentence);
        }
    }

    private void say(String text) {
        PrintWriter out = Objects.requireNonNull(spec).commandLine().getOut();
        out.println(text);
        out.flush();
    }
}
