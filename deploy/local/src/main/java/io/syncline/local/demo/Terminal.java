package io.syncline.local.demo;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.syncline.local.process.LocalException;
import java.util.List;
import java.util.stream.Stream;

/** Where an operator types commands of {@code deploy/syncline}. */
@FunctionalInterface
public interface Terminal {

    /** What a command came to. */
    record Typed(int exitCode, String out, String err) {}

    /** Runs a command on the system of the story. */
    Typed run(List<String> words);

    /**
     * Runs a command that must be done.
     *
     * @throws LocalException with what it said, if its exit code is not 0
     */
    default Typed type(String... words) {
        Typed typed = run(List.of(words));
        if (typed.exitCode() != 0) {
            throw new LocalException("'deploy/syncline " + String.join(" ", words)
                    + "' ended with " + typed.exitCode() + ": " + typed.err() + typed.out());
        }
        return typed;
    }

    /** The lines that it prints. */
    default List<String> lines(String... words) {
        return type(words).out().lines().toList();
    }

    /** What it prints with {@code --json}. */
    default JsonNode json(String... words) {
        String[] asked = Stream.concat(Stream.of(words), Stream.of("--json"))
                .toArray(String[]::new);
        try {
            return new ObjectMapper().readTree(type(asked).out());
        } catch (JsonProcessingException e) {
            throw new LocalException("No JSON came from " + String.join(" ", asked), e);
        }
    }
}
