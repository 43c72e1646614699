package io.syncline.console;

import io.syncline.console.rebuild.ReplayDesk;
import io.syncline.console.rebuild.Until;
import io.syncline.console.system.ConsoleException;
import io.syncline.topology.replay.Scope;
import java.io.PrintWriter;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Shows the items of some mailboxes as they once were. */
@Command(name = "as-of", mixinStandardHelpOptions = true, description = {
        "Folds the journal of a tenant or of a mailbox up to a time or a place, and publishes the items as"
                + " they were then into a topic of their own, or prints them.",
        "Nothing of what is running now changes."}, footer = {"", "Example:",
                "  deploy/syncline rebuild as-of acme --time 2026-11-01T00:00:00Z --into before-import",
                "  deploy/syncline rebuild as-of acme/agent-1 --offset 3:1200 --json"})
final class RebuildAsOfCommand implements Callable<Integer> {

    @Mixin
    private RebuildOptions options = new RebuildOptions();

    @Parameters(paramLabel = "TENANT[/MAILBOX]", converter = ScopeConverter.class, description = "Such as acme, or acme/agent-1.")
    private @Nullable Scope scope;

    @ArgGroup(multiplicity = "1")
    private Moment moment = new Moment();

    @Option(names = "--into", paramLabel = "NAME", description = "Publish into"
            + " syncline-rebuild-NAME-merged, which is made. With --json it may be left out: then the"
            + " items are printed, one a line.")
    private @Nullable String into;

    @Spec
    private @Nullable CommandSpec spec;

    /** Up to when. */
    private static final class Moment {

        @Option(names = "--time", description = "What was appended to the journal up to this time, such as"
                + " 2026-11-01T09:30:00Z.")
        private @Nullable String time;

        @Option(names = "--offset", paramLabel = "PARTITION:OFFSET", description = "What was appended to the"
                + " journal up to there, this entry included. Give it once for each partition; others"
                + " are left out.")
        private List<String> offsets = new ArrayList<>();

        Until until() {
            try {
                return time == null
                        ? Until.Places.parse(offsets)
                        : new Until.Time(Instant.parse(time));
            } catch (DateTimeParseException e) {
                throw ConsoleException.wrongUsage("'" + time + "' is no time such as"
                        + " 2026-11-01T09:30:00Z");
            }
        }
    }

    @Override
    public Integer call() {
        CommandSpec known = Objects.requireNonNull(spec);
        Until until = moment.until();
        if (into == null && !options.json()) {
            throw ConsoleException.wrongUsage("Name a topic with --into, or print the items with"
                    + " --json");
        }
        return options.with(system -> {
            ReplayDesk desk = new ReplayDesk(system, Objects.requireNonNull(scope),
                    new ProgressLines(known.commandLine().getErr()));
            if (into == null) {
                PrintWriter out = known.commandLine().getOut();
                desk.asOf(until, items -> items.values().forEach(out::println));
                out.flush();
            } else {
                new RebuildReport(known, options.json()).published(into,
                        desk.asOf(until, into, options.actor()), system.config());
            }
            return 0;
        });
    }
}
