package io.syncline.benchmarks;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;
import org.openjdk.jmh.profile.GCProfiler;
import org.openjdk.jmh.results.IterationResult;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.ChainedOptionsBuilder;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;
import org.openjdk.jmh.runner.options.VerboseMode;

/**
 * What one process of JMH measured.
 *
 * @param perSecond how often the method did its work, one figure an iteration
 * @param bytesEach allocated each time, one figure an iteration
 */
record JmhRun(List<Double> perSecond, List<Double> bytesEach) {

    /** The ending of JMH's label; what stands before it differs between its versions. */
    private static final String ALLOCATED = "gc.alloc.rate.norm";
    private static final String[] HEAP = {"-Xms1g", "-Xmx1g"};

    /**
     * Runs one of a benchmark's methods in a process of its own.
     *
     * @param parameters of the benchmark, by name
     * @throws RunnerException if JMH cannot run it, or it fails
     */
    static JmhRun of(Effort effort, Class<?> benchmark, String method,
            Map<String, String> parameters) throws RunnerException {
        ChainedOptionsBuilder options = new OptionsBuilder()
                .include(benchmark.getSimpleName() + "\\." + method + "$")
                .forks(1)
                .jvmArgsAppend(HEAP)
                .warmupIterations(effort.warmups())
                .warmupTime(TimeValue.seconds(1))
                .measurementIterations(effort.iterations())
                .measurementTime(TimeValue.milliseconds(effort.iteration().toMillis()))
                .addProfiler(GCProfiler.class)
                .verbosity(VerboseMode.SILENT)
                .shouldFailOnError(true);
        parameters.forEach(options::param);
        Collection<RunResult> results = new Runner(options.build()).run();
        return new JmhRun(
                figures(results, iteration -> iteration.getPrimaryResult().getScore()),
                figures(results, JmhRun::allocated));
    }

    private static List<Double> figures(Collection<RunResult> results,
            ToDoubleFunction<IterationResult> figure) {
        return results.stream()
                .flatMap(result -> result.getBenchmarkResults().stream())
                .flatMap(process -> process.getIterationResults().stream())
                .mapToDouble(figure)
                .boxed()
                .toList();
    }

    private static double allocated(IterationResult iteration) {
        return iteration.getSecondaryResults()
                .entrySet()
                .stream()
                .filter(result -> result.getKey().endsWith(ALLOCATED))
                .mapToDouble(result -> result.getValue().getScore())
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("JMH told no " + ALLOCATED
                        + "; this Java does not count what a thread allocates"));
    }
}
