package io.syncline.benchmarks;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.openjdk.jmh.runner.RunnerException;

/** Measures the codec of EWS; no target speaks of it, so every figure is only told. */
final class CodecMeasuring {

    private static final String RATE = "contacts/s";
    private static final String SPEED = "MB/s";
    private static final String BYTES = "bytes";
    private static final double BYTES_A_MEGABYTE = 1e6;
    /** Some sixty fields and the library of phone numbers: fast only after seconds. */
    private static final int WARMUP_SECONDS = 8;

    private static final List<String> METHODS = List.of(CodecBenchmark.JDK_WALK,
            CodecBenchmark.WOODSTOX_WALK, CodecBenchmark.TREE, CodecBenchmark.CONTACTS,
            CodecBenchmark.JDK_REQUESTS, CodecBenchmark.REQUESTS);

    private CodecMeasuring() {}

    /**
     * All lines of the table.
     *
     * @param progress is told what is measured next
     */
    static List<Row> rows(Effort effort, Consumer<String> progress) throws RunnerException {
        ContactPage page = ContactPage.of(CodecBenchmark.SEED);
        SideBySide runs = SideBySide.of(effort.passes(), METHODS, method -> {
            progress.accept("Measuring speed, " + method);
            return JmhRun.of(effort.warmedFor(WARMUP_SECONDS), CodecBenchmark.class, method,
                    Map.of());
        });
        List<Row> rows = new ArrayList<>();
        rows.add(Row.told("answer of 512 contacts", BYTES,
                Spread.meanOf(List.of(page.answer().length))));
        rows.addAll(reading("JDK's parser, plain walk", runs, CodecBenchmark.JDK_WALK, page));
        rows.addAll(reading("Woodstox, plain walk", runs, CodecBenchmark.WOODSTOX_WALK, page));
        rows.addAll(reading("codec, tree", runs, CodecBenchmark.TREE, page));
        rows.addAll(reading("codec, tree and contacts", runs, CodecBenchmark.CONTACTS, page));
        rows.add(ratio("Woodstox walk / JDK's walk", runs, CodecBenchmark.WOODSTOX_WALK,
                CodecBenchmark.JDK_WALK));
        rows.add(ratio("tree / JDK's walk", runs, CodecBenchmark.TREE, CodecBenchmark.JDK_WALK));
        rows.add(ratio("tree / Woodstox walk", runs, CodecBenchmark.TREE,
                CodecBenchmark.WOODSTOX_WALK));
        rows.add(ratio("tree and contacts / JDK's walk", runs, CodecBenchmark.CONTACTS,
                CodecBenchmark.JDK_WALK));
        rows.add(Row.told("requests, JDK's writer, ready-made", RATE,
                runs.rate(CodecBenchmark.JDK_REQUESTS)));
        rows.add(Row.told("requests, codec, from records", RATE,
                runs.rate(CodecBenchmark.REQUESTS)));
        rows.add(ratio("requests: codec / JDK's writer", runs, CodecBenchmark.REQUESTS,
                CodecBenchmark.JDK_REQUESTS));
        return List.copyOf(rows);
    }

    private static List<Row> reading(String name, SideBySide runs, String method,
            ContactPage page) {
        Spread rate = runs.rate(method);
        double megabytes = page.answer().length / BYTES_A_MEGABYTE / ContactPage.CONTACTS;
        return List.of(Row.told(name, RATE, rate),
                Row.told(name, SPEED, rate.times(megabytes)),
                Row.told(name + ": allocated a contact", BYTES, runs.allocated(method)));
    }

    private static Row ratio(String name, SideBySide runs, String method, String yardstick) {
        return Row.told(name, "", runs.ratio(method, yardstick));
    }
}
