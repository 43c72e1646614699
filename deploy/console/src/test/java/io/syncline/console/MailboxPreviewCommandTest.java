package io.syncline.console;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

/** The command as its user meets it, as far as no system is needed. */
class MailboxPreviewCommandTest {

    private final StringWriter out = new StringWriter();

    @Test
    void showsAnExample() {
        int exit = run("preview", "--help");

        assertThat(exit).isZero();
        assertThat(out.toString()).contains("Example:",
                "deploy/syncline mailboxes preview acme/agent-1", "Exit codes:", "--json");
    }

    @Test
    void refusesWhatIsNoMailbox() {
        assertThat(run("preview", "agent-1")).isEqualTo(2);
    }

    private int run(String... arguments) {
        return new CommandLine(new MailboxesCommand(new Confirmation(Optional.empty())))
                .setOut(new PrintWriter(out, true))
                .setErr(new PrintWriter(new StringWriter()))
                .execute(arguments);
    }
}
