package io.syncline.local;

import io.syncline.benchmarks.Row;
import io.syncline.benchmarks.Table;
import io.syncline.benchmarks.pipeline.BenchException;
import io.syncline.local.bench.BenchPart;
import io.syncline.local.process.LocalException;
import io.syncline.local.stack.Workspace;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Measures the services on a broker of their own, and prints a table. */
@Command(name = "bench", mixinStandardHelpOptions = true, description = {
        "Measures the services on a real broker, and prints a table.",
        "They run against a simulated tenant where they need one, each beside a yardstick in the same"
                + " run where there is one:",
        "merge: facts a second, beside a plain last-writer-wins topology;",
        "rebuild: a new generation folds a journal, beside the running one and a plain restore;",
        "latency: from an edit in the CRM until its write can be read;",
        "source: polls, beside a plain client; edits while other mailboxes are copied;",
        "sink: writes, beside a plain client; at the service's limits; beside a throttled mailbox;",
        "whole: an address book copied, compared and edited.",
        "Nothing else should run on the machine meanwhile. What it needs is started and ended."}, footer = {
                "", "Example:",
                "  deploy/syncline bench --quick merge latency"}, exitCodeListHeading = "%nExit codes:%n", exitCodeList = {
                        "0:every target held", "1:a target was missed",
                        "2:it could not be measured; the reason is said"})
final class BenchCommand implements Callable<Integer> {

    @Parameters(arity = "0..*", paramLabel = "PART", description = "${COMPLETION-CANDIDATES}; all if left out.")
    private Set<BenchPart> parts = Set.of();

    @Option(names = "--quick", description = "A few minutes; for a look, not for a claim.")
    private boolean quick;

    @Option(names = "--json", description = "Also write the table to this file, as JSON.")
    private @Nullable Path json;

    @Option(names = "--data", description = "A new folder to keep everything in."
            + " Default: a temporary one, deleted at the end.")
    private @Nullable Path data;

    private final long startNanos = System.nanoTime();

    @Spec
    private @Nullable CommandSpec spec;

    @Override
    public Integer call() {
        PrintWriter out = Objects.requireNonNull(spec).commandLine().getOut();
        PrintWriter notes = spec.commandLine().getErr();
        RunFolder folder = RunFolder.of("bench", data);
        try {
            Table table = new Table(measured(folder.path(), notes), quick);
            table.print(out, "Medians of passes in turn.");
            if (json != null) {
                table.write(json);
            }
            if (folder.temporary()) {
                folder.delete();
            }
            return table.isHeld() ? 0 : 1;
        } catch (BenchException e) {
            throw new LocalException(e.getMessage() + "\nLogs are below " + folder.path(), e);
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot write " + json, e);
        }
    }

    private List<Row> measured(Path folder, PrintWriter notes) {
        List<Row> rows = new ArrayList<>();
        for (BenchPart part : parts.isEmpty() ? EnumSet.allOf(BenchPart.class) : parts) {
            rows.addAll(measured(part, folder.resolve(part.name().toLowerCase(Locale.ROOT)),
                    notes));
        }
        return rows;
    }

    private List<Row> measured(BenchPart part, Path folder, PrintWriter notes) {
        try (Workspace workspace = Workspace.open(folder)) {
            return part.rows(workspace, LocalMain.registryHome(), quick,
                    text -> note(notes, text));
        }
    }

    /** With the minutes since the beginning: some parts take many. */
    private void note(PrintWriter notes, String text) {
        Duration passed = Duration.ofNanos(System.nanoTime() - startNanos);
        notes.printf(Locale.ROOT, "%2d:%02d  %s%n", passed.toMinutes(), passed.toSecondsPart(),
                text);
        notes.flush();
    }
}
