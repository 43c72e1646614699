package io.syncline.local;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import picocli.CommandLine;

/** The demo can fail, and then says which step did not hold. */
class DemoCommandTest {

    private final StringWriter out = new StringWriter();
    private final StringWriter notes = new StringWriter();

    /** An edit within the second of the last write is asked about, so it may need the sink, too. */
    @ParameterizedTest
    @Tag("soak")
    @CsvSource({"source,An edit in Outlook", "sequence,An edit in Outlook",
            "merge,An edit in Outlook", "gateway,An edit in Outlook",
            "sink,An edit in"})
    void namesTheStepThatAServiceIsMissingFrom(String service, String step) {
        int exit = demo("--agents", "2", "--contacts", "10", "--without", service,
                "--step-timeout", "8", "--data",
                Path.of("target", "demo-" + System.nanoTime()).toString());

        assertThat(exit).isEqualTo(1);
        assertThat(out.toString()).contains("Step '" + step)
                .contains("did not hold.");
    }

    @Test
    @Tag("soak")
    void playsTheStoryThroughBothProviders() {
        playsTheStory("mixed");
    }

    @Test
    @Tag("soak")
    void playsTheStoryThroughExchangeWebServicesAlone() {
        playsTheStory("ews");
    }

    @Test
    @Tag("soak")
    void playsAnOperatorsDay() {
        int exit = demo("--story", "operator", "--items", "5000", "--data",
                Path.of("target", "demo-" + System.nanoTime()).toString());

        assertThat(exit).as("%s %s", out, notes).isZero();
        assertThat(out.toString()).contains("A rebuild under live edits", "Every step held.");
    }

    private void playsTheStory(String provider) {
        int exit = demo("--provider", provider, "--agents", "2", "--contacts", "12", "--data",
                Path.of("target", "demo-" + System.nanoTime()).toString());

        assertThat(exit).as("%s", out).isZero();
        assertThat(out.toString()).contains("Every step held.");
    }

    @Test
    void refusesAServiceThatDoesNotExist() {
        assertThat(demo("--without", "everything")).isEqualTo(2);
        assertThat(notes.toString()).contains("everything").contains("merge");
    }

    @Test
    void refusesTooFewContacts() {
        assertThat(demo("--contacts", "1")).isEqualTo(2);
        assertThat(notes.toString()).contains("at least");
    }

    @Test
    void explainsItself() {
        assertThat(demo("--help")).isZero();
        assertThat(out.toString()).contains("--agents").contains("Exit code");
    }

    private int demo(String... arguments) {
        CommandLine command = LocalMain.commandLine()
                .setOut(new PrintWriter(out, true))
                .setErr(new PrintWriter(notes, true));
        String[] all = new String[arguments.length + 1];
        all[0] = "demo";
        System.arraycopy(arguments, 0, all, 1, arguments.length);
        return command.execute(all);
    }
}
