package io.syncline.local.bench;

import io.syncline.benchmarks.Row;
import io.syncline.benchmarks.pipeline.Part;
import io.syncline.local.stack.LocalLab;
import io.syncline.local.stack.Workspace;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;

/** What {@code deploy/syncline bench} measures, each on a broker of its own. */
public enum BenchPart {

    /** Facts a second through merge, beside the yardstick. */
    MERGE(onBroker(Part.MERGE)),

    /** A new generation of merge folds a journal. */
    REBUILD(onBroker(Part.REBUILD)),

    /** From an edit to its write. */
    LATENCY(onBroker(Part.LATENCY)),

    /** Polls of idle mailboxes, and live edits during a first import. */
    SOURCE((workspace, registryHome, quick, progress) -> new SourcePart(workspace, registryHome,
            quick, progress).rows()),

    /** Writes a second, at the service's limits, and beside a throttled mailbox. */
    SINK((workspace, registryHome, quick, progress) -> new SinkPart(workspace, registryHome,
            quick, progress).rows()),

    /** An address book copied, compared, and edited. */
    WHOLE((workspace, registryHome, quick, progress) -> new WholePart(workspace, registryHome,
            quick, progress).rows());

    private final Measuring measuring;

    BenchPart(Measuring measuring) {
        this.measuring = measuring;
    }

    private interface Measuring {
        List<Row> rows(Workspace workspace, Path registryHome, boolean quick,
                Consumer<String> progress);
    }

    private static Measuring onBroker(Part part) {
        return (workspace, registryHome, quick, progress) -> {
            progress.accept("Starting a Kafka broker and a schema registry");
            try (LocalLab lab = LocalLab.start(workspace, registryHome)) {
                return Ending.with(lab, () -> part.rows(lab, quick, progress));
            }
        };
    }

    /**
     * Measures it.
     *
     * @param workspace a new one
     * @param registryHome where the registry's distribution is unpacked
     * @param quick for a look, not for a claim
     * @param progress is told what is done next
     */
    public List<Row> rows(Workspace workspace, Path registryHome, boolean quick,
            Consumer<String> progress) {
        return measuring.rows(workspace, registryHome, quick, progress);
    }
}
