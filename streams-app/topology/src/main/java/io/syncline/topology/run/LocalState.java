package io.syncline.topology.run;

import io.syncline.service.config.SynclineConfig;
import io.syncline.topology.merge.MergeGeneration;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** The folder in which an application, as each generation of merge is, keeps what is this instance's own. */
final class LocalState {

    private LocalState() {}

    static Path folder(SynclineConfig.Streams config, String application) {
        return config.stateDirectory().resolve(application);
    }

    /** Deletes it, if it is there; nobody folds that generation any more. */
    static void delete(SynclineConfig.Streams config, int number) {
        Path folder = folder(config, MergeGeneration.of(number).application());
        if (!Files.isDirectory(folder)) {
            return;
        }
        try (Stream<Path> found = Files.walk(folder)) {
            List<Path> deepestFirst = found.sorted(Comparator.reverseOrder()).toList();
            for (Path path : deepestFirst) {
                Files.deleteIfExists(path);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot delete " + folder + ", the state of generation "
                    + number + " of merge, which was abandoned; delete it by hand", e);
        }
    }
}
