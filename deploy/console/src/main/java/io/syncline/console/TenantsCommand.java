package io.syncline.console;

import io.syncline.console.system.ConsoleException;
import io.syncline.console.tenant.Accesses;
import io.syncline.schemas.registry.Access;
import io.syncline.schemas.registry.Tenant;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Registers tenants, says whether their credentials work, and lets them take part or not. */
@Command(name = "tenants", mixinStandardHelpOptions = true, subcommands = {
        SubmitCommand.class, RotateCommand.class}, description = {
                "Submit a tenant's credentials, verify, list, show, rotate, set its policy, suspend, resume"
                        + " and delete.",
                "Exit code 1 of submit, rotate and verify: something that is needed failed."})
public final class TenantsCommand {

    private final Confirmation confirmation;

    @Spec
    private @Nullable CommandSpec spec;

    public TenantsCommand() {
        this(Confirmation.atTerminal());
    }

    TenantsCommand(Confirmation confirmation) {
        this.confirmation = confirmation;
    }

    @Command(name = "verify", mixinStandardHelpOptions = true, description = {
            "Verifies what was last submitted, step by step, else what is in use."}, footer = {"",
                    "Example:", "  deploy/syncline tenants verify acme --json"})
    int verify(@Mixin TenantOptions options,
            @Parameters(paramLabel = "TENANT", description = "Its id.") String tenant,
            @Option(names = "--provider", description = "graph or ews; the one that was submitted"
                    + " last if it is left out.") @Nullable String provider) {
        TenantReport report = report(options);
        return options.with(desks -> report.verification(desks, tenant, provider == null
                ? newest(desks.tenants().tenant(tenant))
                : provider, options.actor()));
    }

    @Command(name = "list", mixinStandardHelpOptions = true, description = "Lists the registered"
            + " tenants: state, when credentials end, what the last verification found.", footer = {
                    "", "Example:", "  deploy/syncline tenants list"})
    int list(@Mixin TenantOptions options) {
        TenantReport report = report(options);
        return options.with(desks -> {
            report.tenants(desks.tenants().store().tenants(), desks.tenants().now());
            return 0;
        });
    }

    @Command(name = "show", mixinStandardHelpOptions = true, description = "Shows one tenant.", footer = {
            "", "Example:", "  deploy/syncline tenants show acme --json"})
    int show(@Mixin TenantOptions options,
            @Parameters(paramLabel = "TENANT", description = "Its id.") String tenant) {
        TenantReport report = report(options);
        return options.with(desks -> {
            report.tenant(desks.tenants().tenant(tenant), desks.tenants().now());
            return 0;
        });
    }

    @Command(name = "suspend", mixinStandardHelpOptions = true, description = {
            "Leaves a tenant's mailboxes alone: none is read, none is written to.",
            "What changes in the CRM waits, and so does what agents change."}, footer = {"",
                    "Example:", "  deploy/syncline tenants suspend acme"})
    int suspend(@Mixin TenantOptions options,
            @Parameters(paramLabel = "TENANT", description = "Its id.") String tenant) {
        TenantReport report = report(options);
        return options.with(desks -> {
            desks.tenants().suspend(tenant, options.actor());
            report.say(tenant + " is suspended. Back: deploy/syncline tenants resume " + tenant);
            return 0;
        });
    }

    @Command(name = "resume", mixinStandardHelpOptions = true, description = "Lets a suspended"
            + " tenant take part again; what has waited goes on.", footer = {"", "Example:",
                    "  deploy/syncline tenants resume acme"})
    int resume(@Mixin TenantOptions options,
            @Parameters(paramLabel = "TENANT", description = "Its id.") String tenant) {
        TenantReport report = report(options);
        return options.with(desks -> {
            desks.tenants().resume(tenant, options.actor());
            report.say(tenant + " takes part.");
            return 0;
        });
    }

    @Command(name = "policy", mixinStandardHelpOptions = true, description = "Says whether mailboxes"
            + " that are added to a tenant start by themselves, or wait for 'mailboxes start'.", footer = {
                    "", "Example:", "  deploy/syncline tenants policy acme --start-mailboxes"})
    int policy(@Mixin TenantOptions options,
            @Parameters(paramLabel = "TENANT", description = "Its id.") String tenant,
            @Option(names = "--start-mailboxes", negatable = true, required = true, description = "They start by themselves; with --no-start-mailboxes they wait.") boolean byThemselves) {
        TenantReport report = report(options);
        return options.with(desks -> {
            desks.tenants().startMailboxes(tenant, byThemselves, options.actor());
            report.say("Mailboxes of " + tenant + " that are added from now on "
                    + (byThemselves ? "start by themselves." : "wait to be started."));
            return 0;
        });
    }

    @Command(name = "delete", mixinStandardHelpOptions = true, description = {
            "Deletes a tenant: its key is destroyed, so that nobody reads its credentials any more,"
                    + " and its mailboxes leave the registry.",
            "Nothing is removed from the mailboxes, nor from the CRM."}, footer = {"", "Example:",
                    "  deploy/syncline tenants delete acme --yes"})
    int delete(@Mixin TenantOptions options,
            @Parameters(paramLabel = "TENANT", description = "Its id.") String tenant,
            @Option(names = "--yes", description = "Do not ask.") boolean yes) {
        confirmation.requirePossible(yes);
        TenantReport report = report(options);
        return options.with(desks -> {
            desks.tenants().tenant(tenant);
            confirmation.confirm(tenant, yes);
            desks.tenants().delete(tenant, options.actor());
            report.say(tenant + " is deleted. Its key is destroyed.");
            return 0;
        });
    }

    private static String newest(Tenant tenant) {
        List<Access> accesses = tenant.getAccesses();
        return accesses.stream()
                .filter(access -> !Accesses.isInUse(access))
                .findFirst()
                .or(() -> accesses.stream().findFirst())
                .map(Access::getProvider)
                .orElseThrow(() -> ConsoleException.failed("The tenant " + tenant.getTenant()
                        + " has submitted nothing yet"));
    }

    private TenantReport report(TenantOptions options) {
        return new TenantReport(Objects.requireNonNull(spec), options.json());
    }
}
