package io.syncline.console.backup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RecordFileTest {

    private static final int RECORDS = 500;

    @TempDir
    private Path folder;
    private Path file;
    private final List<RecordFile.Entry> written = new ArrayList<>();

    @BeforeEach
    void write() throws IOException {
        file = folder.resolve("topic").resolve("0.records.gz");
        Random random = new Random(1);
        try (RecordFile.Writer writer = new RecordFile.Writer(file)) {
            for (int number = 0; number < RECORDS; number++) {
                byte[] value = new byte[random.nextInt(50)];
                random.nextBytes(value);
                RecordFile.Entry entry = new RecordFile.Entry(2L * number, 1_000L + number,
                        number % 7 == 0 ? null : new byte[]{(byte) number},
                        number % 5 == 0 ? null : value);
                writer.write(entry);
                written.add(entry);
            }
            assertThat(writer.end()).isEqualTo(RECORDS);
        }
    }

    @Test
    void readsBackWhatItWrote() throws IOException {
        List<RecordFile.Entry> read = new ArrayList<>();

        assertThat(RecordFile.read(file, read::add)).isEqualTo(RECORDS);
        for (int number = 0; number < RECORDS; number++) {
            assertThat(read.get(number)).usingRecursiveComparison()
                    .isEqualTo(written.get(number));
        }
    }

    @Test
    void refusesAFileThatIsCutOff() throws IOException {
        byte[] whole = Files.readAllBytes(file);
        Files.write(file, Arrays.copyOf(whole, whole.length / 2));

        assertThatThrownBy(() -> RecordFile.read(file, entry -> {}))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("0.records.gz is cut off");
    }

    @Test
    void refusesAFolderWithoutContents() {
        assertThatThrownBy(() -> Contents.read(folder)).isInstanceOf(IOException.class)
                .hasMessageContaining("is no backup, or one that did not end");
    }
}
