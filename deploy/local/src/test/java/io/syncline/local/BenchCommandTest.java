package io.syncline.local;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.syncline.schemas.AvroTrust;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import picocli.CommandLine;

/** That each part measures something; what it comes to says more of the machine than of the code. */
class BenchCommandTest {

    static {
        AvroTrust.install();
    }

    @TempDir
    private Path folder;
    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @ParameterizedTest
    @Tag("soak")
    @CsvSource({"sink, sink / plain client", "source, first copy to merged",
            "whole, first copy of 1"})
    void measures(String part, String row) throws IOException {
        Path json = folder.resolve("bench.json");

        int exit = run(part, "--quick", "--json", json.toString(), "--data",
                folder.resolve("data").toString());

        assertThat(exit).as(err.toString()).isBetween(0, 1);
        JsonNode told = new ObjectMapper().readTree(json.toFile());
        List<JsonNode> rows = told.path("rows").valueStream().toList();
        assertThat(rows).anyMatch(each -> each.path("name").asText().startsWith(row))
                .allMatch(each -> each.path("spread").path("figure").asDouble() > 0);
        assertThat(told.path("held").asBoolean()).isEqualTo(exit == 0);
    }

    @Test
    void namesThePartsThatItKnows() {
        assertThat(run("sinks")).isEqualTo(2);
        assertThat(err.toString()).containsIgnoringCase("sinks")
                .containsIgnoringCase("whole");
    }

    private int run(String... arguments) {
        CommandLine line = LocalMain.commandLine();
        line.setOut(new PrintWriter(out, true));
        line.setErr(new PrintWriter(err, true));
        List<String> all = new ArrayList<>(List.of("bench"));
        all.addAll(List.of(arguments));
        return line.execute(all.toArray(String[]::new));
    }
}
