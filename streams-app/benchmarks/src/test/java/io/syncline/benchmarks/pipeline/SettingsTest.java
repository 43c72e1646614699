package io.syncline.benchmarks.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import io.syncline.service.config.ConfigLoader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is measured is what users get. */
class SettingsTest {

    @Test
    void commitsAsTheServicesDoWhereNothingIsConfigured(@TempDir Path folder) throws IOException {
        Path file = Files.writeString(folder.resolve("syncline.yaml"), """
                kafka: {bootstrapServers: "127.0.0.1:1"}
                registry: {url: "http://127.0.0.1:1"}
                """);

        assertThat(ConfigLoader.load(file, Map.of()).streams().commitInterval())
                .isEqualTo(Settings.COMMIT_INTERVAL);
    }
}
