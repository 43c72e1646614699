package io.syncline.local.stack;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WorkspaceTest {

    /** So many that two alike would turn up in nearly every run if they could. */
    private static final int NAMES = 400;

    @TempDir
    private Path folder;

    @Test
    void givesNoTwoNamesOnePortAndKeepsThemForTheNextStart() {
        List<Integer> first = ports();

        List<Integer> second = ports();

        assertThat(first).doesNotHaveDuplicates();
        assertThat(second).isEqualTo(first);
    }

    private List<Integer> ports() {
        try (Workspace workspace = Workspace.open(folder)) {
            return IntStream.range(0, NAMES)
                    .mapToObj(number -> workspace.port("service-" + number))
                    .toList();
        }
    }
}
