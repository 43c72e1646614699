package io.syncline.console.backup;

import io.syncline.service.access.OwnerOnly;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

/** The tenants' keys, each sealed by the master key, which is kept elsewhere and never copied. */
final class KeyFiles {

    static final String FOLDER = "keys";

    private KeyFiles() {}

    /**
     * Copies every file of one folder into another; none of one that is not there.
     *
     * @return how many
     * @throws IOException if one exists there already
     */
    static int copy(Path from, Path to) throws IOException {
        if (!Files.isDirectory(from)) {
            return 0;
        }
        OwnerOnly.makeFolder(to);
        List<Path> files;
        try (Stream<Path> all = Files.walk(from)) {
            files = all.filter(Files::isRegularFile).toList();
        }
        for (Path file : files) {
            Path target = to.resolve(from.relativize(file).toString());
            OwnerOnly.makeFolder(Objects.requireNonNull(target.getParent()));
            try (FileChannel channel = OwnerOnly.create(target)) {
                ByteBuffer bytes = ByteBuffer.wrap(Files.readAllBytes(file));
                while (bytes.hasRemaining()) {
                    channel.write(bytes);
                }
            }
        }
        return files.size();
    }

    /** Whether nothing is there that a restore would mix with. */
    static boolean isEmpty(Path folder) throws IOException {
        if (!Files.isDirectory(folder)) {
            return true;
        }
        try (Stream<Path> all = Files.walk(folder)) {
            return all.noneMatch(Files::isRegularFile);
        }
    }
}
