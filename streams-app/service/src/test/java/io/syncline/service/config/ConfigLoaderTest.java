package io.syncline.service.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ConfigLoaderTest {

    private static final String MINIMAL = """
            kafka: {bootstrapServers: "127.0.0.1:9092"}
            registry: {url: "http://127.0.0.1:8081"}
            """;

    @TempDir
    private Path folder;

    @Test
    void takesDefaultsForWhatTheFileDoesNotName() throws IOException {
        SynclineConfig config = load(MINIMAL, Map.of());

        assertThat(config.kafka().bootstrapServers()).isEqualTo("127.0.0.1:9092");
        assertThat(config.kafka().partitions()).isEqualTo(12);
        assertThat(config.streams().commitInterval()).isEqualTo(Duration.ofMillis(100));
    }

    @Test
    void letsTheEnvironmentOverrideTheFile() throws IOException {
        SynclineConfig config = load(MINIMAL, Map.of("SYNCLINE_KAFKA_PARTITIONS", "4",
                "HOME", "/nowhere"));

        assertThat(config.kafka().partitions()).isEqualTo(4);
    }

    @Test
    void namesAnUnknownKey() {
        assertThatThrownBy(() -> load(MINIMAL + "sink: {concurency: 3}\n", Map.of()))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining("sink.concurency");
    }

    @Test
    void namesAMissingKey() {
        assertThatThrownBy(() -> load("registry: {url: x}\n", Map.of()))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining("kafka.bootstrapServers");
    }

    @Test
    void namesAVariableThatNamesNothing() {
        assertThatThrownBy(() -> load(MINIMAL, Map.of("SYNCLINE_KAFKA_PARTITION", "4")))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining("SYNCLINE_KAFKA_PARTITION");
    }

    @Test
    void namesAValueOutOfRange() {
        assertThatThrownBy(() -> load(MINIMAL + "source: {pollInterval: PT0S}\n", Map.of()))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining("source.pollInterval");
    }

    @Test
    void namesAMalformedValue() {
        assertThatThrownBy(() -> load(MINIMAL + "source: {concurrency: many}\n", Map.of()))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining("source.concurrency");
    }

    private SynclineConfig load(String yaml, Map<String, String> environment)
            throws IOException {
        Path file = Files.writeString(folder.resolve("syncline.yaml"), yaml);
        return ConfigLoader.load(file, environment);
    }
}
