package io.syncline.console;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.syncline.console.system.ConsoleException;
import io.syncline.console.system.RunningSystem;
import io.syncline.console.tenant.Actor;
import io.syncline.console.tenant.MailboxDesk;
import io.syncline.console.tenant.TenantDesk;
import io.syncline.console.tenant.TenantStore;
import io.syncline.ews.EwsKind;
import io.syncline.ews.client.EwsHosts;
import io.syncline.graph.GraphKind;
import io.syncline.port.tenant.ProviderKind;
import io.syncline.port.tenant.Sealing;
import io.syncline.service.config.SynclineConfig;
import java.time.InstantSource;
import java.util.List;
import java.util.function.ToIntFunction;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Which system's tenants, and who acts. */
final class TenantOptions {

    @Mixin
    private SystemOptions system = new SystemOptions();

    @Option(names = "--by", defaultValue = "${sys:user.name}", description = "Who acts; it stands"
            + " in the audit record. Default: ${DEFAULT-VALUE}")
    private String by = "";

    @Option(names = "--json", description = "Print JSON.")
    private boolean json;

    /** What a command works with. */
    record Desks(TenantDesk tenants, MailboxDesk mailboxes, RunningSystem system) {}

    boolean json() {
        return json;
    }

    Actor actor() {
        if (by.isBlank()) {
            throw ConsoleException.wrongUsage("Nobody acts; name yourself with --by");
        }
        return new Actor(by, "cli");
    }

    /** Does something with the tenants of the system, and lets go of it. */
    int with(ToIntFunction<Desks> act) {
        try (RunningSystem running = system.connect()) {
            SynclineConfig config = running.config();
            try (TenantStore store = new TenantStore(config).start()) {
                TenantDesk desk = new TenantDesk(config, kinds(), store,
                        Sealing.required(config.secrets()), InstantSource.system());
                return act.applyAsInt(new Desks(desk, new MailboxDesk(desk), running));
            }
        }
    }

    private static List<ProviderKind> kinds() {
        return List.of(new GraphKind(), new EwsKind(new EwsHosts(new SimpleMeterRegistry())));
    }
}
