package io.syncline.local;

import io.syncline.local.process.Disk;
import io.syncline.local.process.LocalException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The folder of one run: the one that was named, or a temporary one.
 *
 * @param temporary whether nobody wants it after a run that went well
 */
record RunFolder(Path path, boolean temporary) {

    /**
     * @param command who needs it
     * @param named by the user; null where nobody named one
     * @throws LocalException if it was used before
     */
    static RunFolder of(String command, @Nullable Path named) {
        return named == null
                ? new RunFolder(temporary(command), true)
                : new RunFolder(fresh(command, named), false);
    }

    Path logs() {
        return path.resolve("logs");
    }

    void delete() {
        Disk.delete(path);
    }

    private static Path fresh(String command, Path folder) {
        if (Files.exists(folder) && !isEmpty(folder)) {
            throw new LocalException("The " + command + " needs a new folder, and " + folder
                    + " has been used; name another one with --data");
        }
        return folder;
    }

    private static boolean isEmpty(Path folder) {
        try (Stream<Path> files = Files.list(folder)) {
            return files.findAny().isEmpty();
        } catch (IOException e) {
            throw new LocalException("Cannot use the folder " + folder + ": " + e.getMessage()
                    + "; name another one with --data", e);
        }
    }

    private static Path temporary(String command) {
        try {
            return Files.createTempDirectory("syncline-" + command + "-");
        } catch (IOException e) {
            throw new LocalException("Cannot make a temporary folder: " + e.getMessage()
                    + "; name one with --data", e);
        }
    }
}
