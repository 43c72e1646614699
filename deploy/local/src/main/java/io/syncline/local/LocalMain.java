package io.syncline.local;

import io.syncline.console.BackupCommand;
import io.syncline.console.ConflictsCommand;
import io.syncline.console.ContactsCommand;
import io.syncline.console.DeadLettersCommand;
import io.syncline.console.DeletesCommand;
import io.syncline.console.MailboxesCommand;
import io.syncline.console.MatchesCommand;
import io.syncline.console.RebuildCommand;
import io.syncline.console.RestoreBackupCommand;
import io.syncline.console.SchemasCommand;
import io.syncline.console.SecretsCommand;
import io.syncline.console.TenantsCommand;
import io.syncline.console.TopicsCommand;
import io.syncline.console.UndoCommand;
import io.syncline.console.WritesCommand;
import io.syncline.console.system.ConsoleException;
import io.syncline.local.process.LocalException;
import io.syncline.schemas.AvroTrust;
import io.syncline.service.config.ConfigException;
import java.nio.file.Path;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** The command {@code deploy/syncline}. */
@Command(name = "syncline", mixinStandardHelpOptions = true, description = "Two-way contact sync between mailboxes and a CRM.", subcommands = {
        DemoCommand.class, UpCommand.class, MailboxesCommand.class, DeletesCommand.class,
        MatchesCommand.class, DeadLettersCommand.class, ContactsCommand.class,
        ConflictsCommand.class, UndoCommand.class, WritesCommand.class, RebuildCommand.class,
        TenantsCommand.class, SecretsCommand.class, TopicsCommand.class, SchemasCommand.class,
        BackupCommand.class, RestoreBackupCommand.class, SimulateCommand.class,
        BenchCommand.class, CompletionCommand.class}, version = "syncline 0.1.0")
public final class LocalMain {

    static {
        AvroTrust.install();
    }

    private static final int EXIT_UNUSABLE = 2;

    private LocalMain() {}

    public static void main(String[] arguments) {
        System.exit(commandLine().execute(arguments));
    }

    /** The command with its way of telling errors: one line, and an exit code. */
    static CommandLine commandLine() {
        return new CommandLine(new LocalMain()).setCaseInsensitiveEnumValuesAllowed(true)
                .setExecutionExceptionHandler((failure, line, parsed) -> {
                    if (failure instanceof ConsoleException told) {
                        line.getErr().println(told.getMessage());
                        return told.exitCode();
                    }
                    if (failure instanceof LocalException || failure instanceof ConfigException
                            || failure instanceof IllegalArgumentException) {
                        line.getErr().println(failure.getMessage());
                        return EXIT_UNUSABLE;
                    }
                    throw failure;
                });
    }

    /** Where the build unpacked the schema registry. */
    static Path registryHome() {
        return Path.of(System.getProperty("syncline.registry", "deploy/local/target/registry"));
    }
}
