package io.syncline.console;

import io.syncline.console.rebuild.Compared;
import io.syncline.console.rebuild.PromotionWish;
import io.syncline.console.rebuild.RebuildDesk;
import io.syncline.console.rebuild.ReplayDesk;
import io.syncline.console.rebuild.Standing;
import io.syncline.console.system.RunningSystem;
import io.syncline.schemas.ops.Generation;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Rebuilds what merge has made of the journal: all of it by a new generation, or some beside it. */
@Command(name = "rebuild", mixinStandardHelpOptions = true, subcommands = {
        RebuildCheckCommand.class, RebuildAsOfCommand.class,
        RebuildWhatIfCommand.class}, description = {
                "Fold the journal again: in a new generation of merge that is compared with the running"
                        + " one and takes over from it, or beside it, to check, to look at the past, or"
                        + " to try another policy.",
                "Every command may be broken off; the same command goes on. Exit code 1 of compare and"
                        + " check: something differs."})
public final class RebuildCommand {

    private static final String NUMBER = "The generation's number, as 'rebuild status' lists it.";

    private final Confirmation confirmation;

    @Spec
    private @Nullable CommandSpec spec;

    public RebuildCommand() {
        this(Confirmation.atTerminal());
    }

    RebuildCommand(Confirmation confirmation) {
        this.confirmation = confirmation;
    }

    @Command(name = "start", mixinStandardHelpOptions = true, description = {
            "Starts a new generation of merge. It folds the journal from the beginning beside the running"
                    + " one, writes to no mailbox, and publishes to a topic of its own.",
            "Every merge process whose setting merge.build is the generation's build takes part."}, footer = {
                    "", "Example:", "  deploy/syncline rebuild start --build 2026-12"})
    int start(@Mixin RebuildOptions options,
            @Option(names = "--build", defaultValue = "", description = "Only processes whose setting"
                    + " merge.build is this run it. Default: those that name none, which is the"
                    + " running build.") String build) {
        return options.with(system -> {
            report(options).started(desk(system).start(build, options.actor()));
            return 0;
        });
    }

    @Command(name = "status", mixinStandardHelpOptions = true, description = "Says of each generation how"
            + " far it is: records folded, rate, time left, lag, and the last comparison.", footer = {
                    "", "Example:", "  deploy/syncline rebuild status"})
    int status(@Mixin RebuildOptions options) {
        return options.with(system -> {
            List<Standing> standings = desk(system).status(Duration.ofSeconds(1));
            report(options).standings(standings);
            return 0;
        });
    }

    @Command(name = "compare", mixinStandardHelpOptions = true, description = {
            "Compares a generation with the running one, item by item, while both go on.",
            "What differs is listed with the fields; the values only with --values."}, footer = {"",
                    "Example:", "  deploy/syncline rebuild compare 2"})
    int compare(@Mixin RebuildOptions options,
            @Parameters(paramLabel = "NUMBER", description = NUMBER) int number,
            @Option(names = "--values", description = "Show the values that differ: personal data.") boolean values) {
        return options.with(system -> {
            Compared compared = desk(system).compare(number, options.actor());
            report(options).compared(compared, values);
            return compared.isEqual() ? 0 : 1;
        });
    }

    @Command(name = "promote", mixinStandardHelpOptions = true, description = {
            "Has a generation take over from the running one, once all commands to mailboxes are answered."
                    + " The former one goes on in silence and can be promoted back.",
            "Asks for the generation's number."}, footer = {"", "Example:",
                    "  deploy/syncline rebuild promote 2 --when-equal --yes"})
    int promote(@Mixin RebuildOptions options,
            @Parameters(paramLabel = "NUMBER", description = NUMBER) int number,
            @Mixin PromotionOptions how) {
        confirmation.requirePossible(how.yes());
        return options.with(system -> {
            if (how.wish().withoutRunning()) {
                warn("What the running generation has folded and not published stands in no other"
                        + " topic: items are published anew, but conflicts, alerts and dead letters of"
                        + " that stretch are in the journal only, and commands that it never sent wait until"
                        + " you let them out, as the next step: deploy/syncline rebuild release. The"
                        + " running generation is abandoned.");
            }
            confirmation.confirm(String.valueOf(number), how.yes());
            report(options).promoted(desk(system).promote(number, how.wish(), options.actor()));
            return 0;
        });
    }

    @Command(name = "release", mixinStandardHelpOptions = true, description = {
            "Lets the writes out that only the running generation's rules want.",
            "They wait since it took over, and 'writes withheld' lists them. They go out a hundred"
                    + " contacts of a mailbox at a time."}, footer = {
                            "",
                            "Example:", "  deploy/syncline rebuild release --yes"})
    int release(@Mixin RebuildOptions options,
            @Option(names = "--yes", description = "Do not ask.") boolean yes) {
        confirmation.requirePossible(yes);
        return options.with(system -> {
            confirmation.confirm("release", yes);
            Generation released = desk(system).release(options.actor());
            report(options).say(released, "Released: generation " + released.getNumber()
                    + " plans anew what waited.");
            return 0;
        });
    }

    @Command(name = "abandon", mixinStandardHelpOptions = true, description = {
            "Gives a generation up for good that does not run: deletes its consumer group, its stores' topics"
                    + " and its own topic of items. A promotion that has not handed over is taken back.",
            "Asks for the generation's number."}, footer = {"", "Example:",
                    "  deploy/syncline rebuild abandon 2 --yes"})
    int abandon(@Mixin RebuildOptions options,
            @Parameters(paramLabel = "NUMBER", description = NUMBER) int number,
            @Option(names = "--wait", defaultValue = "60", description = "Seconds to wait until no process"
                    + " works for it. Default: ${DEFAULT-VALUE}") int waitSeconds,
            @Option(names = "--yes", description = "Do not ask.") boolean yes) {
        confirmation.requirePossible(yes);
        return options.with(system -> {
            confirmation.confirm(String.valueOf(number), yes);
            report(options).abandoned(number, desk(system).abandon(number,
                    Duration.ofSeconds(waitSeconds), options.actor()));
            return 0;
        });
    }

    @Command(name = "drop", mixinStandardHelpOptions = true, description = "Deletes a topic that 'rebuild"
            + " as-of' has made.", footer = {"", "Example:",
                    "  deploy/syncline rebuild drop before-import --yes"})
    int drop(@Mixin RebuildOptions options,
            @Parameters(paramLabel = "NAME", description = "As it was given to --into.") String name,
            @Option(names = "--yes", description = "Do not ask.") boolean yes) {
        confirmation.requirePossible(yes);
        return options.with(system -> {
            confirmation.confirm(name, yes);
            report(options).dropped(ReplayDesk.drop(system, name,
                    options.actor()));
            return 0;
        });
    }

    /** How to promote. */
    static final class PromotionOptions {

        @Option(names = "--accept-differences", description = "Although items differ; they are published"
                + " anew, as changes with the cause rebuild.")
        private boolean acceptDifferences;

        @Option(names = "--without-running", description = "The running generation can run no more: go on"
                + " in its place. It is abandoned by that.")
        private boolean withoutRunning;

        @Option(names = "--when-equal", description = "Wait until it has caught up and every item is equal,"
                + " then promote; fail if something differs.")
        private boolean whenEqual;

        @Option(names = "--wait", defaultValue = "720", description = "Seconds that each step may take; an"
                + " unanswered command ends within 600. Default: ${DEFAULT-VALUE}")
        private int waitSeconds;

        @Option(names = "--yes", description = "Do not ask.")
        private boolean yes;

        boolean yes() {
            return yes;
        }

        PromotionWish wish() {
            return new PromotionWish(acceptDifferences, withoutRunning, whenEqual,
                    Duration.ofSeconds(waitSeconds));
        }
    }

    private void warn(String text) {
        PrintWriter err = Objects.requireNonNull(spec).commandLine().getErr();
        err.println(text);
        err.flush();
    }

    private RebuildDesk desk(RunningSystem system) {
        return new RebuildDesk(system,
                new ProgressLines(Objects.requireNonNull(spec).commandLine().getErr()));
    }

    private RebuildReport report(RebuildOptions options) {
        return new RebuildReport(Objects.requireNonNull(spec), options.json());
    }
}
