package io.syncline.local;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;

/** The command as its user meets it. */
class SimulateCommandTest {

    private final StringWriter out = new StringWriter();

    @Test
    void tellsAScriptWhatWasPlayedAndHit() throws IOException {
        int exit = run("simulate", "--seeds", "4", "--first-seed", "7", "--json");

        JsonNode told = new ObjectMapper().readTree(out.toString());
        assertThat(exit).isZero();
        assertThat(told.path("played").asInt()).isEqualTo(4);
        assertThat(told.path("stepsMedian").asInt()).isGreaterThanOrEqualTo(200);
        assertThat(told.path("failed")).isEmpty();
        assertThat(told.path("hits").path("R12 landed").asInt()).isPositive();
    }

    @Test
    void tellsTheStoryOfASeedAlwaysTheSameWay() {
        assertThat(run("simulate", "--first-seed", "3", "--story")).isZero();
        String first = out.toString();
        out.getBuffer().setLength(0);
        run("simulate", "--first-seed", "3", "--story");

        assertThat(first).contains("everybody finishes").contains("everything held");
        assertThat(out).hasToString(first);
    }

    @ParameterizedTest
    @ValueSource(strings = {"--seeds", "--minutes", "--threads"})
    void playsNothingForANumberThatMakesNoSense(String option) {
        assertThat(run("simulate", option, "0")).isEqualTo(2);
    }

    private int run(String... arguments) {
        CommandLine line = LocalMain.commandLine();
        line.setOut(new PrintWriter(out, true));
        return line.execute(arguments);
    }
}
