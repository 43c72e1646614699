package io.syncline.console;

import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import io.syncline.console.system.ConsoleException;
import io.syncline.console.system.RunningSystem;
import io.syncline.service.config.ConfigLoader;
import io.syncline.service.config.SynclineConfig;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/**
 * Where the system runs. What comes later wins:
 * <ol>
 * <li>what {@code up} wrote into its folder
 * <li>the file of {@code --config}; the addresses that it leaves out are those of the folder
 * <li>environment variables, as for every service
 * <li>{@code --bootstrap} and {@code --registry}
 * </ol>
 */
@Command(exitCodeListHeading = "%nExit codes:%n", exitCodeList = {"0:done",
        "1:failed, or refused by merge; the reason is said",
        "2:wrong usage, or a confirmation is missing"})
public final class SystemOptions {

    private static final String BOOTSTRAP = "SYNCLINE_KAFKA_BOOTSTRAPSERVERS";
    private static final String REGISTRY = "SYNCLINE_REGISTRY_URL";
    private static final YAMLMapper YAML = new YAMLMapper();

    @Option(names = "--data", defaultValue = "data", description = "The folder of the system that"
            + " 'up' started on this machine. Default: ${DEFAULT-VALUE}")
    private Path data = Path.of("data");

    @Option(names = "--config", description = "A YAML file as 'up' and every service take it.")
    private @Nullable Path config;

    @Option(names = "--bootstrap", description = "Kafka's address, host:port.")
    private @Nullable String bootstrap;

    @Option(names = "--registry", description = "The schema registry's URL.")
    private @Nullable String registry;

    /** @throws ConsoleException if nothing runs there */
    RunningSystem connect() {
        ProgressBar bar = ProgressBar.atTerminal();
        return RunningSystem.at(read(System.getenv()))
                .watchedBy((topic, done, all) -> bar.show("Reading " + topic.name(), done, all));
    }

    /**
     * The configuration of a system that answers.
     *
     * @throws ConsoleException if nothing runs there
     */
    SynclineConfig reached() {
        try (RunningSystem running = connect()) {
            return running.config();
        }
    }

    SynclineConfig read(Map<String, String> environment) {
        Map<String, String> settings = new HashMap<>(environment);
        if (bootstrap != null) {
            settings.put(BOOTSTRAP, bootstrap);
        }
        if (registry != null) {
            settings.put(REGISTRY, registry);
        }
        Optional<Path> running = written();
        if (config == null) {
            return running.map(file -> ConfigLoader.load(file, settings))
                    .orElseGet(() -> ofAddresses(settings));
        }
        if (running.isPresent() && Files.isReadable(config)) {
            SynclineConfig written = ConfigLoader.load(running.get(), Map.of());
            completeAddresses(config, written, settings);
        }
        return ConfigLoader.load(config, settings);
    }

    /** The newest file that 'up' wrote for a service; all name the same system. */
    private Optional<Path> written() {
        Path folder = data.resolve("config");
        if (!Files.isDirectory(folder)) {
            return Optional.empty();
        }
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> file.toString().endsWith(".yaml"))
                    .max(Comparator.comparing(file -> file.toFile().lastModified()));
        } catch (IOException e) {
            throw ConsoleException.failed("Cannot look into " + folder + ": " + e.getMessage(),
                    e);
        }
    }

    private static void completeAddresses(Path file, SynclineConfig written,
            Map<String, String> settings) {
        try {
            var tree = YAML.readTree(file.toFile());
            if (!tree.path("kafka").has("bootstrapServers")) {
                settings.putIfAbsent(BOOTSTRAP, written.kafka().bootstrapServers());
            }
            if (!tree.path("registry").has("url")) {
                settings.putIfAbsent(REGISTRY, written.registry().url());
            }
        } catch (IOException e) {
            throw ConsoleException.wrongUsage(file + " is not YAML: " + e.getMessage());
        }
    }

    private SynclineConfig ofAddresses(Map<String, String> settings) {
        if (!settings.containsKey(BOOTSTRAP) || !settings.containsKey(REGISTRY)) {
            throw ConsoleException.wrongUsage("No system was started in the folder "
                    + data.toAbsolutePath().normalize() + "; name the folder of a running 'up'"
                    + " with --data, a configuration with --config, or both addresses with"
                    + " --bootstrap and --registry");
        }
        try {
            Path nothing = Files.createTempFile("syncline", ".yaml");
            try {
                return ConfigLoader.load(nothing, settings); // Defaults and addresses suffice.
            } finally {
                Files.delete(nothing);
            }
        } catch (IOException e) {
            throw ConsoleException.failed("Cannot write a temporary file: " + e.getMessage(), e);
        }
    }
}
