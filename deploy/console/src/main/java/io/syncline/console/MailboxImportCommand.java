package io.syncline.console;

import io.syncline.console.system.ConsoleException;
import io.syncline.console.tenant.MailboxCsv;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Adds mailboxes from a file. */
@Command(name = "import", mixinStandardHelpOptions = true, description = {
        "Adds mailboxes of a registered tenant from a CSV file with the columns address and, if"
                + " wanted, id and provider; without a heading, one address a line.",
        "Bad lines are told of and left out, good ones are taken; exit code 1 if any was bad."}, footer = {
                "", "Example:", "  deploy/syncline mailboxes import acme mailboxes.csv"})
final class MailboxImportCommand implements Callable<Integer> {

    @Mixin
    private TenantOptions options = new TenantOptions();

    @Parameters(index = "0", paramLabel = "TENANT", description = "Its id.")
    private String tenant = "";

    @Parameters(index = "1", paramLabel = "FILE", description = "The CSV file, in UTF-8.")
    private Path file = Path.of("");

    @Spec
    private @Nullable CommandSpec spec;

    @Override
    public Integer call() {
        MailboxReport report = new MailboxReport(Objects.requireNonNull(spec), options.json());
        MailboxCsv.Read read = MailboxCsv.read(text());
        return options.with(desks -> report.added(tenant,
                desks.mailboxes().add(tenant, read.rows(), options.actor()), read.bad()));
    }

    private String text() {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw ConsoleException.wrongUsage("Cannot read " + file + " as UTF-8: "
                    + e.getMessage());
        }
    }
}
