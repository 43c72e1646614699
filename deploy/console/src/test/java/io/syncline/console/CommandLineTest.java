package io.syncline.console;

import static org.assertj.core.api.Assertions.assertThat;

import io.syncline.console.system.ConsoleException;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;

/** The commands as their user meets them, as far as no system is needed. */
class CommandLineTest {

    private final StringWriter out = new StringWriter();
    private final AtomicReference<String> failure = new AtomicReference<>("");

    @TempDir
    private Path folder;

    @ParameterizedTest
    @ValueSource(strings = {"mailboxes disable", "mailboxes enable", "mailboxes remove-synced",
            "mailboxes migrate",
            "deletes list", "deletes approve", "deletes reject", "matches list",
            "matches decide", "mailboxes status", "dead-letters list", "dead-letters show",
            "dead-letters retry", "dead-letters drop", "contacts find", "contacts show",
            "contacts history", "contacts explain", "contacts restore", "contacts reindex",
            "conflicts list", "conflicts take", "undo", "writes parked", "writes outstanding",
            "writes withheld", "writes retry", "rebuild start", "rebuild status", "rebuild compare",
            "rebuild promote", "rebuild release", "rebuild abandon", "rebuild drop",
            "rebuild check", "rebuild as-of", "rebuild what-if"})
    void showsAnExampleAndItsExitCodes(String command) {
        int exit = run((command + " --help").split(" "));

        assertThat(exit).isZero();
        assertThat(out.toString()).containsPattern("Examples?:");
        assertThat(out.toString()).contains("deploy/syncline ",
                "Exit codes:", "confirmation is missing", "--data", "--bootstrap");
    }

    @ParameterizedTest
    @ValueSource(strings = {"mailboxes", "mailboxes disable", "mailboxes disable agent-1",
            "mailboxes migrate acme/agent-1", "mailboxes migrate acme/agent-1 --to imap",
            "rebuild", "rebuild promote two --yes", "rebuild check", "rebuild check a/b/c",
            "rebuild as-of acme --json", "rebuild as-of acme --time 2026-11-01T00:00:00Z",
            "rebuild as-of acme --time yesterday --json", "rebuild as-of acme --offset 7 --json",
            "rebuild what-if acme", "rebuild what-if", "rebuild what-if --policy p.yaml",
            "rebuild what-if acme --policy p.yaml --configuration c.yaml",
            "rebuild what-if --configuration nowhere.yaml",
            "deletes approve acme/", "matches decide an-item",
            "matches decide an-item --own --same-as another", "dead-letters show 15",
            "dead-letters retry", "dead-letters retry 0/15 --code unknown-record",
            "dead-letters drop fifteen", "dead-letters list --since yesterday",
            "mailboxes status acme/", "contacts show agent-1",
            "contacts show acme/agent-1/", "contacts explain acme/agent-1/item",
            "contacts restore acme/agent-1/item --to 1 --yes",
            "contacts restore acme/agent-1/item --field a --all --to 1 --yes",
            "contacts restore acme/agent-1/item --all --yes", "undo acme/agent-1 --yes",
            "writes withheld agent-1", "writes retry acme/agent-1",
            "writes retry acme/agent-1 --all --item an-item",
            "conflicts take acme/agent-1/item --yes"})
    void refusesWhatIsNotClear(String command) {
        assertThat(run(command.split(" "))).isEqualTo(2);
    }

    @ParameterizedTest
    @ValueSource(strings = {"mailboxes remove-synced acme/agent-1",
            "mailboxes migrate acme/agent-1 --to GRAPH", "deletes approve acme/agent-1",
            "deletes reject acme/agent-1", "dead-letters retry 0/15",
            "dead-letters drop --code invalid-fact",
            "undo acme/agent-1 --whose crm --from 2026-11-22 --to 2026-11-23",
            "contacts restore acme/agent-1/item --all --to 1",
            "conflicts take acme/agent-1/item --field jobTitle",
            "rebuild promote 2", "rebuild abandon 2", "rebuild release"})
    void refusesToGoOnWhereNobodyCanBeAsked(String command) {
        int exit = run(command.split(" "));

        assertThat(exit).isEqualTo(2);
        assertThat(failure.get()).contains("--yes", "no terminal");
    }

    @Test
    void saysWhereItLookedForASystem() {
        int exit = run("deletes", "list", "--data", folder.toString());

        assertThat(exit).isEqualTo(2);
        assertThat(failure.get()).contains("No system was started in the folder " + folder,
                "--data", "--config", "--bootstrap");
    }

    @Test
    void namesABrokerThatDoesNotAnswer() throws IOException {
        int port = unusedPort();

        int exit = run("deletes", "list", "--data", folder.toString(), "--bootstrap",
                "127.0.0.1:" + port, "--registry", "http://127.0.0.1:" + port);

        assertThat(exit).isEqualTo(1);
        assertThat(failure.get()).contains("No Kafka broker answers at 127.0.0.1:" + port,
                "--bootstrap");
    }

    @Test
    void namesARegistryThatDoesNotAnswer() throws IOException {
        int port = unusedPort();
        try (ServerSocket broker = new ServerSocket(0)) {
            Path file = Files.writeString(folder.resolve("syncline.yaml"), """
                    kafka: {bootstrapServers: "127.0.0.1:%d"}
                    registry: {url: "http://127.0.0.1:%d/apis"}
                    """.formatted(broker.getLocalPort(), port));

            int exit = run("matches", "list", "--config", file.toString());

            assertThat(exit).isEqualTo(1);
            assertThat(failure.get())
                    .contains("No schema registry answers at http://127.0.0.1:" + port);
        }
    }

    private static int unusedPort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }

    private int run(String... arguments) {
        Confirmation nobody = new Confirmation(Optional.empty());
        CommandLine line = new CommandLine(new Group())
                .addSubcommand(new MailboxesCommand(nobody))
                .addSubcommand(new DeletesCommand(nobody))
                .addSubcommand(new RebuildCommand(nobody))
                .addSubcommand(new MatchesCommand())
                .addSubcommand(new DeadLettersCommand(nobody))
                .addSubcommand(new ContactsCommand())
                .addSubcommand(new ConflictsCommand(nobody))
                .addSubcommand(new UndoCommand(nobody))
                .addSubcommand(new WritesCommand());
        line.setOut(new PrintWriter(out, true)).setErr(new PrintWriter(new StringWriter()));
        line.setExecutionExceptionHandler((thrown, command, parsed) -> {
            failure.set(String.valueOf(thrown.getMessage()));
            return thrown instanceof ConsoleException told ? told.exitCode() : -1;
        });
        return line.execute(arguments);
    }

    @CommandLine.Command(name = "syncline")
    private static final class Group {}
}
