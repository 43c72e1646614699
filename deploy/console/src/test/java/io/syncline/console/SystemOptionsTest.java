package io.syncline.console;

import static org.assertj.core.api.Assertions.assertThat;

import io.syncline.service.config.SynclineConfig;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class SystemOptionsTest {

    private static final String TENANTS = """
            tenants:
              - id: acme
                defaultRegion: US
                graph:
                  baseUrl: https://graph.example.com
                  authority: https://login.example.com
                  directoryId: directory
                  clientId: client
                  secretFile: secret
                mailboxes: [{id: agent-1, address: agent-1@example.com}]
            """;

    @TempDir
    private Path folder;

    @Test
    void reachesWhatUpStartedLastInItsFolder() throws IOException {
        Files.setLastModifiedTime(written("services", 1), FileTime.fromMillis(1_000));
        written("sequence", 2);

        assertThat(read("--data", folder.toString()).kafka().bootstrapServers())
                .isEqualTo("127.0.0.1:2");
    }

    @Test
    void takesTheAddressesThatAConfigurationLeavesOutFromTheFolder() throws IOException {
        written("merge", 7);
        Path tenants = Files.writeString(folder.resolve("acme.yaml"), TENANTS);

        SynclineConfig config = read("--data", folder.toString(), "--config",
                tenants.toString());

        assertThat(config.kafka().bootstrapServers()).isEqualTo("127.0.0.1:7");
        assertThat(config.tenants()).singleElement()
                .satisfies(tenant -> assertThat(tenant.id()).isEqualTo("acme"));
    }

    @Test
    void takesTheAddressesOfAConfigurationBeforeThoseOfTheFolder() throws IOException {
        written("merge", 7);
        Path own = Files.copy(written("source", 8), folder.resolve("own.yaml"));

        assertThat(read("--data", folder.toString(), "--config", own.toString()).kafka()
                .bootstrapServers()).isEqualTo("127.0.0.1:8");
    }

    @Test
    void takesAddressesOfTheCommandLineBeforeAllElse() throws IOException {
        written("merge", 7);

        SynclineConfig config = read("--data", folder.toString(), "--bootstrap",
                "kafka.example.com:9092", "--registry", "https://registry.example.com");

        assertThat(config.kafka().bootstrapServers()).isEqualTo("kafka.example.com:9092");
        assertThat(config.registry().url()).isEqualTo("https://registry.example.com");
    }

    @Test
    void needsNothingButAddresses() {
        assertThat(read("--data", folder.toString(), "--bootstrap", "kafka.example.com:9092",
                "--registry", "https://registry.example.com").tenants()).isEmpty();
    }

    private Path written(String service, int port) throws IOException {
        Path file = folder.resolve("config").resolve(service + ".yaml");
        Files.createDirectories(file.getParent());
        return Files.writeString(file, """
                kafka: {bootstrapServers: "127.0.0.1:%d"}
                registry: {url: "http://127.0.0.1:%d"}
                """.formatted(port, port));
    }

    private static SynclineConfig read(String... arguments) {
        SystemOptions options = new SystemOptions();
        new CommandLine(options).parseArgs(arguments);
        return options.read(Map.of());
    }
}
