package io.syncline.console;

import io.syncline.console.system.ConsoleException;
import io.syncline.console.tenant.MailboxCsv;
import io.syncline.console.tenant.MailboxCsv.Row;
import io.syncline.console.tenant.MailboxDesk;
import io.syncline.port.tenant.UserDirectory;
import io.syncline.port.tenant.UserDirectory.Filter;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Adds mailboxes by address, or from the tenant's own directory. */
@Command(name = "add", mixinStandardHelpOptions = true, description = {
        "Adds mailboxes of a registered tenant, by address or from its directory.",
        "Nothing is read or written until they are started; preview tells what would happen."}, footer = {
                "", "Example:", "  deploy/syncline mailboxes add acme jane@example.com",
                "  deploy/syncline mailboxes add acme --group Agents --dry-run"})
final class MailboxAddCommand implements Callable<Integer> {

    @Mixin
    private TenantOptions options = new TenantOptions();

    @Parameters(index = "0", paramLabel = "TENANT", description = "Its id.")
    private String tenant = "";

    @Parameters(index = "1..*", paramLabel = "ADDRESS", description = "Addresses of mailboxes.")
    private List<String> addresses = List.of();

    @ArgGroup
    private @Nullable Chosen chosen;

    @Option(names = "--dry-run", description = "Only tell who it would be.")
    private boolean dryRun;

    @Spec
    private @Nullable CommandSpec spec;

    /** Whom of the directory. */
    static final class Chosen {
        @Option(names = "--all", description = "Everybody in the directory.")
        private boolean all;

        @Option(names = "--domain", description = "Those whose address ends in this domain.")
        private @Nullable String domain;

        @Option(names = "--group", description = "The members of the group of this name or"
                + " address.")
        private @Nullable String group;

        Filter filter() {
            if (all) {
                return new Filter.Everybody();
            }
            return domain != null
                    ? new Filter.OfDomain(domain)
                    : new Filter.OfGroup(Objects.requireNonNull(group));
        }
    }

    @Override
    public Integer call() {
        if (!addresses.isEmpty() && chosen != null) {
            throw ConsoleException.wrongUsage("Name addresses, or whom of the directory; not both");
        }
        if (addresses.isEmpty() && chosen == null) {
            throw ConsoleException.wrongUsage("Name addresses, or whom of the directory: --all,"
                    + " --domain or --group");
        }
        MailboxReport report = new MailboxReport(Objects.requireNonNull(spec), options.json());
        return options.with(desks -> {
            List<String> wanted = chosen == null
                    ? addresses
                    : found(desks.mailboxes(), chosen.filter());
            MailboxCsv.Read read = MailboxCsv.read(String.join("\n", wanted));
            if (dryRun) {
                report.candidates(read.rows().stream().map(Row::address).toList());
                return 0;
            }
            return report.added(tenant,
                    desks.mailboxes().add(tenant, read.rows(), options.actor()), read.bad());
        });
    }

    private List<String> found(MailboxDesk desk, Filter filter) {
        return desk.candidates(tenant, filter)
                .stream()
                .map(UserDirectory.Owner::address)
                .toList();
    }
}
