package io.syncline.console;

import io.syncline.console.system.Installation;
import io.syncline.console.system.RunningSystem;
import io.syncline.schemas.bootstrap.SchemaPlan;
import java.io.PrintWriter;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Compares a registry's schemas with the catalogue's, and registers what is missing. */
@Command(name = "schemas", mixinStandardHelpOptions = true, description = "Compare the registry's"
        + " schemas with the catalogue's, and register what is missing.")
public final class SchemasCommand {

    private final Confirmation confirmation;

    @Spec
    private @Nullable CommandSpec spec;

    public SchemasCommand() {
        this(Confirmation.atTerminal());
    }

    SchemasCommand(Confirmation confirmation) {
        this.confirmation = confirmation;
    }

    @Command(name = "plan", mixinStandardHelpOptions = true, description = {
            "Shows which schemas the registry lacks, and whether it would take them; registers"
                    + " nothing."}, footer = {"", "Example:",
                            "  deploy/syncline schemas plan --config syncline.yaml --json"}, exitCodeListHeading = Planning.HEADING, exitCodeList = {
                                    "0:nothing differs",
                                    "1:failed, or the registry says that a schema does not fit; the"
                                            + " reason is said",
                                    "2:wrong usage",
                                    "3:something differs, and 'schemas apply' would change it"})
    int plan(@Mixin SystemOptions system,
            @Option(names = "--json", description = "Print one JSON object.") boolean json) {
        try (RunningSystem running = system.connect()) {
            return planning(new Installation(running).schemas()).shown(out(), json);
        }
    }

    @Command(name = "apply", mixinStandardHelpOptions = true, description = {
            "Shows the same as 'schemas plan', asks, then sets the compatibility level and registers"
                    + " what is missing. If one schema does not fit, none is registered."}, footer = {
                            "", "Example:",
                            "  deploy/syncline schemas apply --config syncline.yaml --yes"})
    int apply(@Mixin SystemOptions system,
            @Option(names = "--yes", description = "Do not ask.") boolean yes,
            @Option(names = "--json", description = "Print one JSON object: the plan.") boolean json) {
        try (RunningSystem running = system.connect()) {
            Installation installation = new Installation(running);
            SchemaPlan plan = installation.schemas();
            planning(plan).done(out(), json, yes, confirmation, () -> installation.apply(plan));
            return 0;
        }
    }

    private static Planning planning(SchemaPlan plan) {
        return new Planning(PlanLines.of(plan), PlanLines.values(plan), !plan.isEmpty(),
                plan.refused().size());
    }

    private PrintWriter out() {
        return Objects.requireNonNull(spec).commandLine().getOut();
    }
}
