package io.syncline.local.process;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.Optional;
import java.util.stream.Stream;

/** How much room there is where a folder lies, and how more is made. */
public final class Disk {

    private static final long MB = 1024 * 1024;

    private Disk() {}

    /**
     * Says that the disk is full, and the way out.
     *
     * @param folder an existing folder
     * @param neededMb with less than this it counts as full
     */
    public static Optional<String> problem(Path folder, long neededMb) {
        try {
            long freeMb = Files.getFileStore(folder).getUsableSpace() / MB;
            return freeMb >= neededMb
                    ? Optional.empty()
                    : Optional.of("The disk of " + folder + " is full: " + freeMb
                            + " MB are free, " + neededMb + " MB are needed. Free some space, or"
                            + " name another folder with --data");
        } catch (IOException e) {
            return Optional.of("Cannot tell how much room there is in " + folder + ": "
                    + e.getMessage());
        }
    }

    /** Deletes a folder and all that stands in it. */
    public static void delete(Path folder) {
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(file);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot delete " + folder, e);
        }
    }
}
