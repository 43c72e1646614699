package io.syncline.benchmarks.pipeline;

import io.syncline.benchmarks.Row;
import java.util.List;
import java.util.function.Consumer;

/** What can be measured, each on a broker of its own. */
public enum Part {

    /** Facts a second, beside the yardstick. */
    MERGE {
        @Override
        public List<Row> rows(Lab lab, boolean quick, Consumer<String> progress) {
            return new MergePart(lab, quick, progress).rows();
        }
    },

    /** A new generation of merge, beside the running one and what is only read. */
    REBUILD {
        @Override
        public List<Row> rows(Lab lab, boolean quick, Consumer<String> progress) {
            return new RebuildPart(lab, quick, progress).rows();
        }
    },

    /** From an edit to its write. */
    LATENCY {
        @Override
        public List<Row> rows(Lab lab, boolean quick, Consumer<String> progress) {
            return new LatencyPart(lab, quick, progress).rows();
        }
    };

    /**
     * Measures it.
     *
     * @param quick for a look, not for a claim
     * @param progress is told what is done next
     */
    public abstract List<Row> rows(Lab lab, boolean quick, Consumer<String> progress);
}
