package io.syncline.simulator.mailbox;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.function.Consumer;
import java.util.stream.Stream;

/** A file of JSON lines that is only ever appended to; survives a kill of the process. */
final class ChangeFile {

    private static final ObjectMapper JSON = new ObjectMapper();

    private final BufferedWriter writer;

    private ChangeFile(BufferedWriter writer) {
        this.writer = writer;
    }

    /** Reads every whole line of the file, then goes on behind it. */
    static ChangeFile open(Path file, Consumer<JsonNode> line) {
        try {
            Files.createDirectories(file.toAbsolutePath().getParent());
            if (Files.exists(file)) {
                try (Stream<String> lines = Files.lines(file)) {
                    lines.filter(text -> text.endsWith("}"))
                            .forEach(text -> line.accept(
                                    parse(text)));
                }
            }
            return new ChangeFile(Files.newBufferedWriter(file, StandardCharsets.UTF_8,
                    StandardOpenOption.CREATE, StandardOpenOption.APPEND));
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot use " + file, e);
        }
    }

    synchronized void append(JsonNode line) {
        try {
            writer.write(line.toString());
            writer.newLine();
            writer.flush();
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot keep a change", e);
        }
    }

    private static JsonNode parse(String text) {
        try {
            return JSON.readTree(text);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("A change file holds a line that is no JSON", e);
        }
    }
}
