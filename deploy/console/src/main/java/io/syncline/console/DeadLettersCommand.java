package io.syncline.console;

import io.syncline.console.letters.Fate.Act;
import io.syncline.console.letters.Letter;
import io.syncline.console.letters.LetterDesk;
import io.syncline.console.letters.LetterDesk.Decided;
import io.syncline.console.letters.LetterFilter;
import io.syncline.console.letters.LetterId;
import io.syncline.console.letters.OpenedLetter;
import io.syncline.console.system.ConsoleException;
import io.syncline.console.system.Decider;
import io.syncline.console.system.RunningSystem;
import java.io.PrintWriter;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Shows the records that could not be processed, hands them in again, or drops them. */
@Command(name = "dead-letters", mixinStandardHelpOptions = true, description = "Show the records"
        + " that could not be processed, hand them in again, or drop them.")
public final class DeadLettersCommand {

    private final Confirmation confirmation;

    @Spec
    private @Nullable CommandSpec spec;

    public DeadLettersCommand() {
        this(Confirmation.atTerminal());
    }

    DeadLettersCommand(Confirmation confirmation) {
        this.confirmation = confirmation;
    }

    /** Which are asked for. */
    private static final class Filter {

        @Option(names = "--tenant", description = "Only those of this tenant.")
        private String tenant = "";

        @Option(names = "--code", description = "Only those with this reason, such as"
                + " unknown-record.")
        private String code = "";

        @Option(names = "--since", description = "Only those since then: a time such as"
                + " 2026-11-22T10:00:00Z, or how long ago, such as PT2H or P1D.")
        private String since = "";

        boolean isEmpty() {
            return tenant.isEmpty() && code.isEmpty() && since.isEmpty();
        }

        LetterFilter of(boolean decided) {
            return new LetterFilter(tenant, code, since(), decided);
        }

        private Optional<Instant> since() {
            if (since.isEmpty()) {
                return Optional.empty();
            }
            try {
                return Optional.of(since.startsWith("P")
                        ? Instant.now().minus(Duration.parse(since))
                        : Instant.parse(since));
            } catch (DateTimeParseException e) {
                throw ConsoleException.wrongUsage("'" + since + "' is neither a time such as"
                        + " 2026-11-22T10:00:00Z nor a duration such as PT2H");
            }
        }
    }

    /** About which is decided, by whom, and why. */
    private static final class Chosen {

        @Mixin
        private SystemOptions system = new SystemOptions();

        @Parameters(paramLabel = "LETTER", arity = "0..*", description = "As 'dead-letters list'"
                + " names them, such as 0/15; or none, with a filter.")
        private List<String> named = List.of();

        @Mixin
        private Filter filter = new Filter();

        @Option(names = "--by", defaultValue = "${sys:user.name}", description = "Who decides; it"
                + " stands in the audit record. Default: ${DEFAULT-VALUE}")
        private String by = "";

        @Option(names = "--reason", description = "Why, in your words; it stands there too.")
        private String reason = "";

        @Option(names = "--yes", description = "Do not ask.")
        private boolean yes;

        List<LetterId> ids() {
            if (named.isEmpty() == filter.isEmpty()) {
                throw ConsoleException.wrongUsage("Name letters, such as 0/15, or filter them by"
                        + " --code, --tenant or --since; one of the two");
            }
            return named.stream().map(DeadLettersCommand::id).toList();
        }
    }

    @Command(name = "list", mixinStandardHelpOptions = true, description = {
            "Lists the dead letters of the last 30 days that nobody has decided about, newest first."}, footer = {
                    "", "Example:",
                    "  deploy/syncline dead-letters list --tenant acme --since P1D --json"})
    int list(@Mixin SystemOptions system, @Mixin Filter filter,
            @Option(names = "--all", description = "Those that were decided about, too.") boolean all,
            @Option(names = "--json", description = "Print a JSON array.") boolean json) {
        LetterFilter asked = filter.of(all);
        try (RunningSystem running = system.connect()) {
            List<Letter> letters = new LetterDesk(running).read().list(asked, Instant.now());
            if (json) {
                say(LetterLines.json(letters));
            } else {
                LetterLines.of(letters).forEach(this::say);
            }
        }
        return 0;
    }

    @Command(name = "show", mixinStandardHelpOptions = true, description = {
            "Opens a dead letter: why it is one, and what it says; its bytes where that cannot be read.",
            "What it says may be people's data."}, footer = {"", "Example:",
                    "  deploy/syncline dead-letters show 0/15"})
    int show(@Mixin SystemOptions system,
            @Parameters(paramLabel = "LETTER", description = "Such as 0/15.") String named,
            @Option(names = "--json", description = "Print a JSON object.") boolean json) {
        LetterId id = id(named);
        try (RunningSystem running = system.connect()) {
            LetterDesk desk = new LetterDesk(running);
            OpenedLetter opened = desk.open(id)
                    .orElseThrow(() -> ConsoleException.failed("No dead letter stands at " + id
                            + ", or it is older than 30 days; see: deploy/syncline dead-letters"
                            + " list --all"));
            Optional<Letter> known = desk.read().letter(id);
            if (json) {
                say(LetterLines.json(opened, known));
            } else {
                LetterLines.of(opened, known).forEach(this::say);
            }
        }
        return 0;
    }

    @Command(name = "retry", mixinStandardHelpOptions = true, description = {
            "Hands dead letters in again, byte by byte, where they stood.",
            "One that stood in the journal is handed in where its fact first was, and comes into the"
                    + " order anew. What fails again becomes a new dead letter."}, footer = {"",
                            "Example:",
                            "  deploy/syncline dead-letters retry 0/15 --reason 'the record is there now'",
                            "  deploy/syncline dead-letters retry --code unknown-record --since PT2H"})
    int retry(@Mixin Chosen chosen) {
        return decide(chosen, Act.RETRY);
    }

    @Command(name = "drop", mixinStandardHelpOptions = true, description = {
            "Takes dead letters off the list for good, and writes down who did so and why."}, footer = {
                    "", "Example:",
                    "  deploy/syncline dead-letters drop 0/15 --reason 'a test of ours'"})
    int drop(@Mixin Chosen chosen) {
        return decide(chosen, Act.DROP);
    }

    private int decide(Chosen chosen, Act act) {
        List<LetterId> named = chosen.ids();
        LetterFilter filter = chosen.filter.of(false);
        Decider decider = new Decider(chosen.by, "cli", chosen.reason);
        confirmation.requirePossible(chosen.yes);
        try (RunningSystem running = chosen.system.connect()) {
            LetterDesk desk = new LetterDesk(running);
            List<LetterId> ids = named.isEmpty() ? previewed(desk, filter) : named;
            if (ids.isEmpty()) {
                say("Nothing waits that the filter covers; nothing was done.");
                return 0;
            }
            say((act == Act.RETRY ? "To be handed in again: " : "To be dropped: ")
                    + (ids.size() == 1 ? "1 letter" : ids.size() + " letters"));
            confirmation.confirm(ids.size() == 1 ? ids.getFirst().toString() : ids.size() + "",
                    chosen.yes);
            return told(desk.decide(ids, act, decider), act);
        }
    }

    private List<LetterId> previewed(LetterDesk desk, LetterFilter filter) {
        List<Letter> covered = desk.read().list(filter, Instant.now());
        LetterLines.of(covered).forEach(this::say);
        return covered.reversed().stream().map(Letter::id).toList();
    }

    private int told(Decided decided, Act act) {
        decided.refused().forEach((id, why) -> say(id + ": not " + act.done() + ". " + why));
        say(decided.done().size() + " " + act.done() + ", " + decided.refused().size()
                + " left as they are.");
        return decided.refused().isEmpty() ? 0 : 1;
    }

    private static LetterId id(String text) {
        return LetterId.of(text)
                .orElseThrow(() -> ConsoleException.wrongUsage("'" + text + "' names no dead"
                        + " letter; they are named by partition and offset, such as 0/15"));
    }

    private void say(String text) {
        PrintWriter out = Objects.requireNonNull(spec).commandLine().getOut();
        out.println(text);
        out.flush();
    }
}
