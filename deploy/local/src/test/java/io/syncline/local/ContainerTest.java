package io.syncline.local;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.testcontainers.DockerClientFactory;
import org.testcontainers.containers.BindMode;
import org.testcontainers.containers.GenericContainer;
import org.testcontainers.containers.startupcheck.OneShotStartupCheckStrategy;

/**
 * The whole pipeline in a container that holds nothing but Java and reaches nothing but itself.
 * {@code -Dsyncline.docker.base} names another image than {@value #BASE}.
 */
@Tag("docker")
class ContainerTest {

    private static final String BASE = "eclipse-temurin:21-jre";
    private static final Duration PATIENCE = Duration.ofMinutes(5);
    private static final String HOME = "/opt/syncline";

    @Test
    void playsTheDemoWithoutANetwork(@TempDir Path folder) throws IOException {
        Requirement.on("docker", DockerClientFactory.instance().isDockerAvailable(),
                "a Docker engine that this user may use");
        List<String> classPath = stage(folder);
        try (GenericContainer<?> demo = new GenericContainer<>(
                System.getProperty("syncline.docker.base", BASE))) {
            demo.withNetworkMode("none")
                    .withFileSystemBind(folder.toString(), HOME, BindMode.READ_ONLY)
                    .withFileSystemBind(System.getProperty("syncline.registry"), "/opt/registry",
                            BindMode.READ_ONLY)
                    .withStartupCheckStrategy(
                            new OneShotStartupCheckStrategy().withTimeout(PATIENCE))
                    .withCommand("java", "-Xmx256m", "-Dsyncline.registry=/opt/registry", "-cp",
                            String.join(":", classPath), LocalMain.class.getName(), "demo",
                            "--agents", "2", "--contacts", "10", "--data", "/data");

            demo.start();

            assertThat(demo.getLogs()).contains("equal on both sides");
        }
    }

    /** Copies what this test runs with, its own classes aside; returns the paths in the container. */
    private static List<String> stage(Path folder) throws IOException {
        List<Path> entries = Stream.of(System.getProperty("java.class.path")
                .split(
                        File.pathSeparator, -1))
                .map(Path::of)
                .filter(entry -> Files.exists(entry) && !entry.endsWith("test-classes"))
                .toList();
        for (int i = 0; i < entries.size(); i++) {
            copy(entries.get(i), folder.resolve(name(i, entries.get(i))));
        }
        return Stream.iterate(0, i -> i + 1)
                .limit(entries.size())
                .map(i -> HOME + "/" + name(i, entries.get(i)))
                .toList();
    }

    private static String name(int number, Path entry) {
        return number + "-" + entry.getFileName();
    }

    private static void copy(Path from, Path to) throws IOException {
        try (Stream<Path> files = Files.walk(from)) {
            for (Path file : files.toList()) {
                Files.copy(file, to.resolve(from.relativize(file).toString()));
            }
        }
    }
}
