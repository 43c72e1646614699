package io.syncline.console;

import io.syncline.console.rebuild.PolicyFile;
import io.syncline.console.rebuild.ReplayDesk;
import io.syncline.console.system.ConsoleException;
import io.syncline.schemas.contact.Policy;
import io.syncline.topology.replay.Scope;
import java.nio.file.Path;
import java.util.Map;
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

/** Says what another policy, or another configuration, would do. */
@Command(name = "what-if", mixinStandardHelpOptions = true, description = {
        "Folds the journal of a tenant or of a mailbox once more, with another policy in place of the"
                + " tenant's from the beginning, and says what would be changed, deleted and created."
                + " Nothing is written.",
        "The policy is written as tenants.policy of the configuration. Of a configuration the policies of its"
                + " tenants are taken, and tenants that it does not name keep theirs: nothing else that it sets"
                + " changes what merge decides, since numbers and addresses stand in the journal as they were"
                + " normalised, and what a mailbox can hold as it was told."}, footer = {"",
                        "Examples:",
                        "  deploy/syncline rebuild what-if acme --policy crm-only.yaml",
                        "  deploy/syncline rebuild what-if --configuration syncline-next.yaml"})
final class RebuildWhatIfCommand implements Callable<Integer> {

    @Mixin
    private RebuildOptions options = new RebuildOptions();

    @Parameters(paramLabel = "TENANT[/MAILBOX]", arity = "0..1", converter = ScopeConverter.class, description = "Such"
            + " as acme, or acme/agent-1. Default, with --configuration: every tenant that it names.")
    private @Nullable Scope scope;

    @ArgGroup(multiplicity = "1")
    private Other other = new Other();

    @Spec
    private @Nullable CommandSpec spec;

    /** What stands in place of what is. */
    static final class Other {

        @Option(names = "--policy", required = true, paramLabel = "FILE", description = "A YAML file with a policy.")
        private @Nullable Path policy;

        @Option(names = "--configuration", required = true, paramLabel = "FILE", description = "A YAML file as 'up'"
                + " and every service take it.")
        private @Nullable Path configuration;

        Map<String, Policy> policies(Scope scope) {
            if (policy == null) {
                return known(PolicyFile.ofConfiguration(Objects.requireNonNull(configuration)),
                        scope);
            }
            if (scope.tenant().isEmpty()) {
                throw ConsoleException
                        .wrongUsage("--policy is of one tenant; name it, such as acme");
            }
            return Map.of(scope.tenant(), PolicyFile.read(policy));
        }

        private Map<String, Policy> known(Map<String, Policy> policies, Scope scope) {
            if (policies.isEmpty()) {
                throw ConsoleException
                        .wrongUsage(configuration + " names no tenant, so nothing would be"
                                + " otherwise");
            }
            if (!scope.tenant().isEmpty() && !policies.containsKey(scope.tenant())) {
                throw ConsoleException.wrongUsage(configuration + " does not name the tenant "
                        + scope.tenant() + "; it names " + String.join(", ", policies.keySet()));
            }
            return policies;
        }
    }

    @Override
    public Integer call() {
        CommandSpec known = Objects.requireNonNull(spec);
        Scope asked = Objects.requireNonNullElse(scope, Scope.ALL);
        Map<String, Policy> policies = other.policies(asked);
        return options.with(system -> {
            new RebuildReport(known, options.json()).foreseen(
                    new ReplayDesk(system, asked, new ProgressLines(known.commandLine().getErr()))
                            .whatIf(policies));
            return 0;
        });
    }
}
