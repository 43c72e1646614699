package io.syncline.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.syncline.local.process.LocalException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What an earlier run left behind must not be counted, or shown, as this one's. */
class RunFolderTest {

    @TempDir
    private Path folder;

    @Test
    void takesAFolderInWhichNothingStands() {
        Path missing = folder.resolve("new");

        assertThat(RunFolder.of("bench", missing)).isEqualTo(new RunFolder(missing, false));
        assertThat(RunFolder.of("bench", folder)).isEqualTo(new RunFolder(folder, false));
    }

    @Test
    void refusesAFolderThatWasUsed() throws IOException {
        Files.createDirectory(folder.resolve("merge"));

        assertThatThrownBy(() -> RunFolder.of("bench", folder)).isInstanceOf(LocalException.class)
                .hasMessageContaining("--data");
    }

    @Test
    void leavesNothingOfATemporaryOne() throws IOException {
        RunFolder temporary = RunFolder.of("bench", null);
        Files.writeString(temporary.path().resolve("log"), "text");

        temporary.delete();

        assertThat(temporary.temporary()).isTrue();
        assertThat(temporary.path()).doesNotExist();
    }
}
