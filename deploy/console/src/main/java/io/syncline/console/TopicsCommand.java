package io.syncline.console;

import io.syncline.console.system.Installation;
import io.syncline.console.system.RunningSystem;
import io.syncline.schemas.bootstrap.TopicPlan;
import java.io.PrintWriter;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Compares a broker's topics with the catalogue, makes them alike, and says who may use them. */
@Command(name = "topics", mixinStandardHelpOptions = true, description = "Compare the broker's"
        + " topics with the catalogue, make them alike, say who may use them.", subcommands = {
                AclsCommand.class, AsyncApiCommand.class})
public final class TopicsCommand {

    private final Confirmation confirmation;

    @Spec
    private @Nullable CommandSpec spec;

    public TopicsCommand() {
        this(Confirmation.atTerminal());
    }

    TopicsCommand(Confirmation confirmation) {
        this.confirmation = confirmation;
    }

    @Command(name = "plan", mixinStandardHelpOptions = true, description = {
            "Shows how the broker's topics differ from the catalogue and from feed.tenants; changes"
                    + " nothing.",
            "Only settings that the catalogue names are compared. Another number of partitions is"
                    + " refused: a mailbox would stand in two."}, footer = {"", "Example:",
                            "  deploy/syncline topics plan --config syncline.yaml --json"}, exitCodeListHeading = Planning.HEADING, exitCodeList = {
                                    "0:nothing differs",
                                    "1:failed, or something differs that cannot be changed; the"
                                            + " reason is said",
                                    "2:wrong usage",
                                    "3:something differs, and 'topics apply' would change it"})
    int plan(@Mixin SystemOptions system,
            @Option(names = "--json", description = "Print one JSON object.") boolean json) {
        try (RunningSystem running = system.connect()) {
            return planning(new Installation(running).topics()).shown(out(), json);
        }
    }

    @Command(name = "apply", mixinStandardHelpOptions = true, description = {
            "Shows the same as 'topics plan', asks, then creates missing topics and changes settings"
                    + " that differ. Nothing is deleted."}, footer = {"", "Example:",
                            "  deploy/syncline topics apply --config syncline.yaml --yes"})
    int apply(@Mixin SystemOptions system,
            @Option(names = "--yes", description = "Do not ask.") boolean yes,
            @Option(names = "--json", description = "Print one JSON object: the plan.") boolean json) {
        try (RunningSystem running = system.connect()) {
            Installation installation = new Installation(running);
            TopicPlan plan = installation.topics();
            planning(plan).done(out(), json, yes, confirmation, () -> installation.apply(plan));
            return 0;
        }
    }

    private static Planning planning(TopicPlan plan) {
        return new Planning(PlanLines.of(plan), PlanLines.values(plan), !plan.isEmpty(),
                plan.refused().size());
    }

    private PrintWriter out() {
        return Objects.requireNonNull(spec).commandLine().getOut();
    }
}
