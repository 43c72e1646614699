package io.syncline.simulator.http;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** Every request to Graph and EWS and what it did, in a file that outlives the process. Thread-safe. */
public final class RequestLog {

    private static final ObjectMapper JSON = new ObjectMapper();

    private final Path file;
    private final List<Line> lines = new ArrayList<>();

    /**
     * @param at when
     * @param method the HTTP method; the operation's name, where it is one of EWS
     * @param path the path, without its query
     * @param mailbox the mailbox's address
     * @param status what was answered
     * @param effect {@code created}, {@code patched} or {@code deleted} and the id, or nothing
     * @param stamp the item stamp and write id that the request carried, or nothing
     */
    public record Line(String at, String method, String path, String mailbox, int status,
            String effect, String stamp) {

        static Line now(String method, String path, String mailbox, int status, String effect,
                String stamp) {
            return new Line(Instant.now().toString(), method, path, mailbox, status, effect,
                    stamp);
        }
    }

    RequestLog(Path file) {
        this.file = file;
        if (Files.exists(file)) {
            try (Stream<String> old = Files.lines(file)) {
                old.filter(line -> line.endsWith("}")).forEach(line -> lines.add(parse(line)));
            } catch (IOException e) {
                throw new UncheckedIOException("Cannot read " + file, e);
            }
        }
    }

    synchronized void add(Line line) {
        lines.add(line);
        try {
            Files.writeString(file, JSON.writeValueAsString(line) + "\n",
                    StandardOpenOption.CREATE, StandardOpenOption.APPEND);
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot write " + file, e);
        }
    }

    synchronized List<Line> from(int number) {
        return List.copyOf(lines.subList(Math.min(number, lines.size()), lines.size()));
    }

    /** How many requests there were whose path holds this. */
    synchronized long count(String pathPart) {
        return lines.stream().filter(line -> line.path().contains(pathPart)).count();
    }

    private static Line parse(String line) {
        try {
            return JSON.readValue(line, Line.class);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("The request log holds a line that is no JSON", e);
        }
    }
}
