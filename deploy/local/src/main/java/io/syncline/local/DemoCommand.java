package io.syncline.local;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.syncline.local.demo.Demo;
import io.syncline.local.demo.Onboarding;
import io.syncline.local.demo.OperatorStory;
import io.syncline.local.demo.Terminal;
import io.syncline.local.demo.Told;
import io.syncline.local.stack.Reach;
import io.syncline.local.stack.Stack;
import io.syncline.local.stack.Workspace;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Plays the demo and prints it as a table. */
@Command(name = "demo", mixinStandardHelpOptions = true, description = {
        "Starts everything on this machine and plays a short story: of two-way contact sync, of an"
                + " organisation that is onboarded, or of an operator's day."}, footer = {"",
                        "Examples:", "  deploy/syncline demo --agents 5 --contacts 200",
                        "  deploy/syncline demo --story onboarding --json",
                        "  deploy/syncline demo --story operator"}, exitCodeListHeading = "%nExit codes:%n", exitCodeList = {
                                "0:every step held", "1:a step did not hold",
                                "2:it could not start; the reason is said"})
final class DemoCommand implements Callable<Integer> {

    private static final String ROW = "%-2s %-40s %-22s %8s  %s%n";

    @Option(names = "--story", defaultValue = "sync", description = "${COMPLETION-CANDIDATES}."
            + " Default: ${DEFAULT-VALUE}")
    private Plot story = Plot.SYNC;

    @Option(names = "--agents", defaultValue = "3", description = "Agents. Default: ${DEFAULT-VALUE}")
    private int agents;

    @Option(names = "--contacts", defaultValue = "100", description = "Contacts of each agent. Default: ${DEFAULT-VALUE}")
    private int contacts;

    @Option(names = "--items", defaultValue = "100000", description = "Of the operator's story:"
            + " contacts that are rebuilt. Default: ${DEFAULT-VALUE}")
    private int items;

    @Option(names = "--seed", defaultValue = "1", description = "Another seed makes other people. Default: ${DEFAULT-VALUE}")
    private long seed;

    @Option(names = "--step-timeout", defaultValue = "30", description = "Seconds a step may take. Default: ${DEFAULT-VALUE}")
    private int stepTimeoutSeconds;

    @Option(names = "--provider", defaultValue = "graph", description = "How the mailboxes are"
            + " reached: ${COMPLETION-CANDIDATES}. Default: ${DEFAULT-VALUE}")
    private Reach reach = Reach.GRAPH;

    @Option(names = "--without", defaultValue = "", description = "End this service after the import, to see that the story notices.")
    private String without = "";

    @Option(names = "--json", description = "Print one JSON object at the end, and no table.")
    private boolean json;

    @Option(names = "--keep-running", description = "Go on running after the story, until Ctrl-C.")
    private boolean keepRunning;

    @Option(names = "--data", description = "A new folder to keep everything in."
            + " Default: a temporary one, deleted at the end.")
    private @Nullable Path data;

    @Spec
    private @Nullable CommandSpec spec;

    /** What is played. */
    enum Plot {
        SYNC, ONBOARDING, OPERATOR
    }

    @Override
    public Integer call() {
        PrintWriter out = Objects.requireNonNull(spec).commandLine().getOut();
        PrintWriter notes = spec.commandLine().getErr();
        Demo.Options options = new Demo.Options(agents, contacts, seed,
                Duration.ofSeconds(stepTimeoutSeconds), reach, without);
        RunFolder folder = RunFolder.of("demo", data);
        List<Told> told = new ArrayList<>();
        boolean held = false;
        try (Workspace workspace = Workspace.open(folder.path());
                Stack stack = Stack.start(workspace, LocalMain.registryHome(),
                        text -> note(notes, text))) {
            Thread ending = new Thread(stack::close, "shutdown");
            Runtime.getRuntime().addShutdownHook(ending);
            if (!json) {
                out.printf(ROW, "", "step", "where", "ms", "outcome").flush();
            }
            told.addAll(switch (story) {
                case SYNC -> new Demo(stack, options, text -> note(notes, text),
                        step -> row(out, step)).play();
                case OPERATOR -> new OperatorStory(stack, items, seed, options.stepTimeout(),
                        words -> type(folder.path(), words, notes), text -> note(notes, text),
                        step -> row(out, step)).play();
                case ONBOARDING -> new Onboarding(stack, agents, seed, options.stepTimeout(),
                        text -> note(notes, text), step -> row(out, step)).play();
            });
            held = told.stream().allMatch(Told::held);
            finish(out, told, held);
            if (keepRunning) {
                keepRunning(stack, notes);
            }
            Runtime.getRuntime().removeShutdownHook(ending);
        }
        if (held && folder.temporary()) {
            folder.delete();
        } else {
            note(notes, "Logs are in " + folder.logs());
        }
        return held ? 0 : 1;
    }

    private void row(PrintWriter out, Told step) {
        if (!json) {
            out.printf(ROW, step.held() ? "ok" : "NO", step.name(), step.where(), step.millis(),
                    step.outcome()).flush();
        }
    }

    private void finish(PrintWriter out, List<Told> told, boolean held) {
        if (!json) {
            out.println(held
                    ? "Every step held."
                    : "Step '" + told.getLast().name() + "' did not hold.");
        } else {
            try {
                out.println(new ObjectMapper()
                        .writeValueAsString(Map.of("held", held, "steps", told)));
            } catch (JsonProcessingException e) {
                throw new IllegalStateException("The steps have no JSON form", e);
            }
        }
        out.flush();
    }

    /** What commands say on the way is shown as it is to whoever types them. */
    private static Terminal.Typed type(Path data, List<String> words, PrintWriter notes) {
        note(notes, "$ deploy/syncline " + String.join(" ", words));
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        List<String> arguments = new ArrayList<>(words);
        arguments.addAll(List.of("--data", data.toString()));
        int exitCode = LocalMain.commandLine()
                .setOut(new PrintWriter(out))
                .setErr(new PrintWriter(err))
                .execute(arguments.toArray(String[]::new));
        return new Terminal.Typed(exitCode, out.toString(), err.toString());
    }

    private static void keepRunning(Stack stack, PrintWriter notes) {
        note(notes, "Still running; edit at " + stack.simulatorAdmin() + " and " + stack.crm()
                + ". Ctrl-C ends it.");
        try {
            new CountDownLatch(1).await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static void note(PrintWriter notes, String text) {
        notes.println(text);
        notes.flush();
    }
}
