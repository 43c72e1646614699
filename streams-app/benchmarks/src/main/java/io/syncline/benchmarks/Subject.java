package io.syncline.benchmarks;

import java.util.List;
import java.util.function.Consumer;
import org.openjdk.jmh.runner.RunnerException;

/** What can be measured, each beside yardsticks of its own. */
enum Subject {

    /** Merge and plan, beside a plain last-writer-wins merge of the same records. */
    MERGE,
    /** Reading and writing of EWS, beside plain walks over the same bytes. */
    CODEC;

    /**
     * All lines of its table.
     *
     * @param progress is told what is measured next
     */
    List<Row> rows(Effort effort, Consumer<String> progress) throws RunnerException {
        return switch (this) {
            case MERGE -> MergeMeasuring.rows(effort, progress);
            case CODEC -> CodecMeasuring.rows(effort, progress);
        };
    }
}
