package io.syncline.local;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.syncline.core.merge.Fold;
import io.syncline.core.merge.Rules;
import io.syncline.service.config.ConfigLoader;
import io.syncline.service.run.Service;
import io.syncline.topology.run.StreamsService;
import java.nio.file.Path;
import java.util.Map;

/** A merge service of another build, from whose rules a row was lost; it folds the generations of that build. */
final class FaultyMerge implements AutoCloseable {

    /** What its setting {@code merge.build} names. */
    static final String BUILD = "faulty";

    private final Service service;

    /**
     * @param config as the merge that runs has it
     * @param state a folder of its own
     * @param lost the name of the row
     */
    FaultyMerge(Path config, Path state, String lost) {
        Rules rules = new Rules(Rules.PROTOCOL.rows()
                .stream()
                .filter(row -> !row.name().equals(lost))
                .toList());
        if (rules.rows().size() == Rules.PROTOCOL.rows().size()) {
            throw new IllegalArgumentException("The rules have no row " + lost);
        }
        this.service = StreamsService.merge(ConfigLoader.load(config, Map.of("SYNCLINE_MERGE_BUILD",
                BUILD, "SYNCLINE_STREAMS_STATEDIRECTORY", state.toString())),
                new SimpleMeterRegistry(), new Fold(rules));
    }

    void start() {
        service.start();
    }

    @Override
    public void close() {
        service.close();
    }
}
