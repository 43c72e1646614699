package io.syncline.service.access;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;

/**
 * Files that only their owner may read, from their first moment on. Where the file system knows no
 * POSIX permissions they get what the folder hands down.
 */
public final class OwnerOnly {

    private OwnerOnly() {}

    /** Opens a new file for writing; fails if it exists. */
    public static FileChannel create(Path file) throws IOException {
        Set<OpenOption> options = Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
        return FileChannel.open(file, options, permissions(file, "rw-------"));
    }

    /** Makes a folder with those above it; one that exists keeps its permissions. */
    public static void makeFolder(Path folder) throws IOException {
        Files.createDirectories(folder, permissions(folder, "rwx------"));
    }

    public static boolean isPosix(Path path) {
        return path.getFileSystem().supportedFileAttributeViews().contains("posix");
    }

    private static FileAttribute<?>[] permissions(Path path, String allowed) {
        return isPosix(path)
                ? new FileAttribute<?>[]{PosixFilePermissions
                        .asFileAttribute(PosixFilePermissions.fromString(allowed))}
                : new FileAttribute<?>[0];
    }
}
