package io.syncline.benchmarks.pipeline;

import io.syncline.topology.run.MergeMain;

/** Who reads the journal. */
enum Candidate {
    MERGE("syncline-merge", MergeMain.class),
    LAST_WRITER_WINS("last-writer-wins", LastWriterWinsMain.class);

    private final String application;
    private final Class<?> main;

    Candidate(String application, Class<?> main) {
        this.application = application;
        this.main = main;
    }

    /** The Streams application, and so the consumer group and the beginning of its topics' names. */
    String application() {
        return application;
    }

    Class<?> main() {
        return main;
    }
}
