package io.syncline.local;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** A program for Node.js with what it needs from npm, in a folder of its own below target. */
final class NodeProgram {

    private final Path folder;

    private NodeProgram(Path folder) {
        this.folder = folder;
    }

    /**
     * Copies the files of a folder and installs what its package.json names; skips the test where Node.js is
     * missing.
     */
    static NodeProgram installed(String name, Path from, String... files)
            throws IOException, InterruptedException {
        Requirement.on("node", answers("node") && answers("npm"),
                "install Node.js 20 or newer with npm");
        Path folder = Files.createDirectories(Path.of("target", name).toAbsolutePath());
        for (String file : files) {
            Files.write(folder.resolve(file), Files.readAllBytes(from.resolve(file)));
        }
        Process install = new ProcessBuilder("npm", "install", "--no-audit", "--no-fund",
                "--silent").directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("npm.log").toFile())
                .start();
        assertThat(install.waitFor()).as("npm install: %s",
                Files.readString(folder.resolve("npm.log"))).isZero();
        return new NodeProgram(folder);
    }

    /** The command that runs one of its files. */
    List<String> command(String file) {
        return List.of("node", folder.resolve(file).toString());
    }

    private static boolean answers(String command) {
        try {
            return new ProcessBuilder(command, "--version").redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start()
                    .waitFor() == 0;
        } catch (IOException e) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
