package io.syncline.benchmarks.pipeline;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.syncline.service.config.ConfigLoader;
import io.syncline.service.config.SynclineConfig;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;

/** The configuration with which both candidates run; what it does not name is the services' default. */
record Settings(int threads, Duration commitInterval) {

    /** The services' own where nothing is configured. */
    static final Duration COMMIT_INTERVAL = Duration.ofMillis(30);

    /** A silent instance must not hold up the next run for long. */
    private static final String SESSION_TIMEOUT = "PT3S";
    private static final ObjectMapper JSON = new ObjectMapper();

    /** Writes it for one run, whose state is kept beside it. */
    Path write(Lab lab, Path folder) {
        ObjectNode tree = JSON.createObjectNode();
        tree.putObject("kafka")
                .put("bootstrapServers", lab.bootstrapServers())
                .put("replicas", 1);
        tree.putObject("registry").put("url", lab.registryUrl());
        tree.putObject("streams")
                .put("threads", threads)
                .put("replicationFactor", 1)
                .put("commitInterval", commitInterval.toString())
                .put("sessionTimeout", SESSION_TIMEOUT)
                .put("stateDirectory", folder.resolve("state").toString());
        Path file = folder.resolve("bench.yaml"); // JSON is YAML.
        try {
            JSON.writeValue(file.toFile(), tree);
            return file;
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot write " + file, e);
        }
    }

    SynclineConfig config(Lab lab, Path folder) {
        return ConfigLoader.load(write(lab, folder), Map.of());
    }
}
