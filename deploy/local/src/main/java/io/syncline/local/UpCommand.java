package io.syncline.local;

import io.syncline.local.demo.Outlook;
import io.syncline.local.stack.Reach;
import io.syncline.local.stack.Stack;
import io.syncline.local.stack.Workspace;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Runs everything until Ctrl-C. */
@Command(name = "up", mixinStandardHelpOptions = true, description = {
        "Runs everything until Ctrl-C, on a simulated tenant or on the tenants of --config.",
        "A second start in the same folder goes on where the first ended."}, footer = {"",
                "Examples:", "  deploy/syncline up --agents 5",
                "  deploy/syncline up --config acme.yaml --data /var/lib/syncline"}, exitCodeListHeading = "%nExit codes:%n", exitCodeList = {
                        "0:ended; by a signal it is 128 and the signal's number: 130 for Ctrl-C",
                        "2:it could not start; the reason is said"})
final class UpCommand implements Callable<Integer> {

    @Option(names = "--data", defaultValue = "data", description = "The folder to keep everything in. Default: ${DEFAULT-VALUE}")
    private Path data = Path.of("data");

    @Option(names = "--config", description = "A YAML file that names tenants and API keys.")
    private @Nullable Path config;

    @Option(names = "--agents", defaultValue = "3", description = "Agents of the simulated tenant. Default: ${DEFAULT-VALUE}")
    private int agents;

    @Option(names = "--provider", defaultValue = "graph", description = "How the simulated tenant's"
            + " mailboxes are reached: ${COMPLETION-CANDIDATES}. Default: ${DEFAULT-VALUE}")
    private Reach reach = Reach.GRAPH;

    @Option(names = "--one-process", description = "Run all services in one process, for small"
            + " machines.")
    private boolean oneProcess;

    @Spec
    private @Nullable CommandSpec spec;

    @Override
    public Integer call() {
        PrintWriter out = Objects.requireNonNull(spec).commandLine().getOut();
        try (Workspace workspace = Workspace.open(data);
                Stack stack = Stack.start(workspace, LocalMain.registryHome(),
                        text -> say(out, text))) {
            Runtime.getRuntime().addShutdownHook(new Thread(stack::close, "shutdown"));
            if (config != null) {
                stack.configure(config);
            } else {
                simulate(stack);
            }
            if (oneProcess) {
                stack.startServicesTogether();
            } else {
                stack.startServices();
            }
            stack.startConsole();
            say(out, "Running. Kafka " + stack.infrastructure().bootstrapServers() + ", registry "
                    + stack.infrastructure().registryUrl() + ", gateway http://127.0.0.1:"
                    + workspace.port("gateway") + "/openapi.yaml");
            if (config == null) {
                say(out, "Simulated tenant " + stack.simulatorAdmin() + ", CRM " + stack.crm());
                say(out, "The gateway's API key is " + Stack.API_KEY
                        + "; mailboxes are agent-1 to agent-" + agents + ", reached "
                        + reach.told());
            }
            say(out, "Console " + stack.console() + stack.consoleLink()
                    .map(link -> "; sign in, once and soon, with " + link)
                    .orElse(""));
            say(out, "Ctrl-C ends it.");
            new CountDownLatch(1).await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return 0;
    }

    private void simulate(Stack stack) {
        List<String> addresses = IntStream.rangeClosed(1, agents)
                .mapToObj(number -> "agent-" + number + "@example.com")
                .toList();
        stack.startSimulation(addresses, reach);
        try (Outlook outlook = new Outlook(stack.simulatorAdmin())) {
            addresses.forEach(outlook::addMailbox);
        }
    }

    private static void say(PrintWriter out, String text) {
        out.println(text);
        out.flush();
    }
}
