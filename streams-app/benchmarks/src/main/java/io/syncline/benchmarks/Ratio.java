package io.syncline.benchmarks;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.runner.RunnerException;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/**
 * Measures merge and plan beside a plain last-writer-wins merge, or the codec of EWS beside plain
 * walks, each in the same run, and prints a table. The speed of merge is judged where both read the
 * records of the journal; that of the decision alone, and all of the codec's, is only told.
 *
 * <pre>
 * mvn -q -B -Pbenchmark -DskipTests -pl streams-app/benchmarks -am verify
 * mvn -q -B -Pbenchmark -DskipTests -pl streams-app/benchmarks -am verify \
 *     -Dbenchmark.arguments="--quick --json ratio.json"
 * mvn -q -B -Pbenchmark -DskipTests -pl streams-app/benchmarks -am verify \
 *     -Dbenchmark.arguments="codec --quick"
 * </pre>
 *
 * A path that is not absolute is taken from the root of the project. Nothing else should run on the
 * machine meanwhile.
 */
@Command(name = "ratio", mixinStandardHelpOptions = true, exitCodeOnExecutionException = 2, description = {
        "Measures merge and plan beside a plain last-writer-wins merge of the same records,",
        "or the codec of EWS beside plain walks over the same answer.",
        "Exit code: 0 if every target held, 1 if one was missed, 2 if it could not be measured."})
public final class Ratio implements Callable<Integer> {

    @Parameters(arity = "0..1", defaultValue = "MERGE", description = "${COMPLETION-CANDIDATES}; ${DEFAULT-VALUE} if left out.")
    private Subject subject = Subject.MERGE;

    @Option(names = "--quick", description = "Little more than a minute; for a look, not for a claim.")
    private boolean quick;

    @Option(names = "--json", description = "Also write the table to this file, as JSON.")
    private @Nullable Path json;

    @Spec
    private @Nullable CommandSpec spec;

    private Ratio() {}

    /** Runs it and ends the process with its exit code. */
    public static void main(String[] arguments) {
        System.exit(new CommandLine(new Ratio())
                .setCaseInsensitiveEnumValuesAllowed(true)
                .execute(arguments));
    }

    @Override
    public Integer call() throws RunnerException, IOException {
        PrintWriter out = Objects.requireNonNull(spec).commandLine().getOut();
        PrintWriter notes = spec.commandLine().getErr();
        List<Row> rows = subject.rows(quick ? Effort.QUICK : Effort.FULL, text -> {
            notes.println(text);
            notes.flush();
        });
        Table table = new Table(rows, quick);
        table.print(out, "Speed and allocation are medians, sizes are means.");
        if (json != null) {
            table.write(json);
        }
        return table.isHeld() ? 0 : 1;
    }
}
