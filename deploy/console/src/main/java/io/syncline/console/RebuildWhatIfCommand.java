package io.syncline.console;

import io.syncline.console.rebuild.ReplayDesk;
import io.syncline.topology.replay.Scope;
import java.nio.file.Path;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Says what another policy would do. */
@Command(name = "what-if", mixinStandardHelpOptions = true, description = {
        "Folds the journal of a tenant or of a mailbox once more, with another policy in place of the"
                + " tenant's from the beginning, and says what would be changed, deleted and created."
                + " Nothing is written.",
        "The policy is written as tenants.policy of the configuration."}, footer = {"", "Example:",
                "  deploy/syncline rebuild what-if acme --policy crm-only.yaml"})
final class RebuildWhatIfCommand implements Callable<Integer> {

    @Mixin
    private RebuildOptions options = new RebuildOptions();

    @Parameters(paramLabel = "TENANT[/MAILBOX]", converter = ScopeConverter.class, description = "Such as acme, or acme/agent-1.")
    private @Nullable Scope scope;

    @Option(names = "--policy", required = true, paramLabel = "FILE", description = "A YAML file.")
    private @Nullable Path policy;

    @Spec
    private @Nullable CommandSpec spec;

    @Override
    public Integer call() {
        CommandSpec known = Objects.requireNonNull(spec);
        return options.with(system -> {
            new RebuildReport(known, options.json()).foreseen(
                    new ReplayDesk(system, Objects.requireNonNull(scope),
                            new ProgressLines(known.commandLine().getErr()))
                            .whatIf(Objects.requireNonNull(policy)));
            return 0;
        });
    }
}
