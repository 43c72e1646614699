package io.syncline.console;

import io.syncline.console.rebuild.ReplayDesk;
import io.syncline.console.rebuild.ReplayDesk.Checked;
import io.syncline.topology.replay.Scope;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Folds the journal of some mailboxes again, and compares with what is published. */
@Command(name = "check", mixinStandardHelpOptions = true, description = {
        "Folds the journal of a tenant or of a mailbox once more, by the rules of this build, and compares"
                + " with what is published on merged.",
        "With --republish merge publishes anew what differs."}, footer = {"", "Example:",
                "  deploy/syncline rebuild check acme/agent-1 --republish"})
final class RebuildCheckCommand implements Callable<Integer> {

    private final Confirmation confirmation;

    @Mixin
    private RebuildOptions options = new RebuildOptions();

    @Parameters(paramLabel = "TENANT[/MAILBOX]", converter = ScopeConverter.class, description = "Such as acme, or acme/agent-1.")
    private @Nullable Scope scope;

    @Option(names = "--values", description = "Show the values that differ: personal data.")
    private boolean values;

    @Option(names = "--republish", description = "Have merge publish anew what differs; asks first.")
    private boolean republish;

    @Option(names = "--yes", description = "Do not ask.")
    private boolean yes;

    @Spec
    private @Nullable CommandSpec spec;

    RebuildCheckCommand() {
        this(Confirmation.atTerminal());
    }

    RebuildCheckCommand(Confirmation confirmation) {
        this.confirmation = confirmation;
    }

    @Override
    public Integer call() {
        CommandSpec known = Objects.requireNonNull(spec);
        Scope asked = Objects.requireNonNull(scope);
        if (republish) {
            confirmation.requirePossible(yes);
        }
        RebuildReport report = new RebuildReport(known, options.json());
        return options.with(system -> {
            ReplayDesk desk = new ReplayDesk(system, asked,
                    new ProgressLines(known.commandLine().getErr()));
            Checked checked = desk.check();
            report.compared(checked.compared(), values);
            boolean publishes = republish && !checked.republishable().isEmpty();
            if (publishes) {
                confirmation.confirm(asked.toString(), yes);
                desk.republish(checked.republishable(), options.actor());
                report.republished(checked.republishable().size());
            }
            return publishes || checked.compared().isEqual() ? 0 : 1;
        });
    }
}
