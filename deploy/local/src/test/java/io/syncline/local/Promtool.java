package io.syncline.local;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Prometheus' own judge of rules and queries, as Debian's package {@code prometheus} has it. */
final class Promtool {

    private Promtool() {}

    /** What a run ended with and said. */
    record Said(int exit, String text) {}

    /** Skips the test visibly where the package is missing, or fails it under -Drequire=promtool. */
    static void require() {
        Requirement.on("promtool", find("promtool").isPresent() && prometheus().isPresent(),
                "apt-get install prometheus");
    }

    static Optional<Path> prometheus() {
        return find("prometheus");
    }

    static Said run(Path folder, String... arguments) {
        List<String> command = new ArrayList<>(List.of(find("promtool").orElseThrow().toString()));
        command.addAll(List.of(arguments));
        try {
            Process process = new ProcessBuilder(command).directory(folder.toFile())
                    .redirectErrorStream(true)
                    .start();
            String text = new String(process.getInputStream().readAllBytes(), UTF_8);
            return new Said(process.waitFor(), text);
        } catch (IOException e) {
            throw new AssertionError("Cannot run promtool", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }

    private static Optional<Path> find(String name) {
        return Stream.of("/usr/bin/", "/usr/local/bin/", "/opt/prometheus/")
                .map(folder -> Path.of(folder + name))
                .filter(Files::isExecutable)
                .findFirst();
    }
}
