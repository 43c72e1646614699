package io.syncline.console.tenant;

import io.syncline.console.system.ConsoleException;
import io.syncline.console.system.MailboxJournal;
import io.syncline.console.system.MailboxName;
import io.syncline.console.system.RunningSystem;
import io.syncline.port.MailboxProvider;
import io.syncline.port.MailboxRef;
import io.syncline.port.Tracking;
import io.syncline.port.tenant.OpenAccess;
import io.syncline.port.tenant.Tenants;
import io.syncline.schemas.contact.Policy;
import io.syncline.schemas.registry.Mailbox;
import io.syncline.schemas.registry.MailboxState;
import io.syncline.schemas.registry.Tenant;
import io.syncline.schemas.registry.TenantState;
import io.syncline.service.config.SynclineConfig;
import io.syncline.topology.preview.DryRun;
import io.syncline.topology.preview.Listing;
import io.syncline.topology.preview.Outcome;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import java.util.function.IntConsumer;
import java.util.function.Supplier;

/**
 * Tells what would happen if a mailbox took part from now on: reads its journal and then the mailbox
 * itself, and folds both in memory. Writes nothing anywhere. Thread-safe; takes as long as reading the
 * mailbox does, on the caller's thread.
 *
 * <pre>
 * the mailbox                                     what is told
 * takes part, and was listed before               that; it is not read: a second reader may cost the
 *                                                   source its place (facts: graph.md 1.11)
 * takes part, and was not listed yet              what the services are about to do
 * waits to be started, or is paused               what a start would do
 * is a suspended tenant's                         nothing: it is left alone
 * was last read through another provider          nothing: a rehearsal of its migration tells
 * </pre>
 */
public final class MailboxPreview {

    private final RunningSystem system;
    private final TenantDesk desk;

    public MailboxPreview(RunningSystem system, TenantDesk desk) {
        this.system = system;
        this.desk = desk;
    }

    /** What there is to tell. */
    public sealed interface Preview {

        /**
         * What would happen.
         *
         * @param takesPart whether it happens as soon as the services get to it, and nobody has to start it
         */
        record Foreseen(Outcome outcome, boolean takesPart) implements Preview {}

        /**
         * It was listed before, and is followed.
         *
         * @param written whether it is written to as well; not while an operator has disabled it
         */
        record Followed(boolean written) implements Preview {}
    }

    /**
     * How far a preview is.
     *
     * @param records how many of the journal were passed
     * @param contacts how many of the mailbox were read
     */
    public record Progress(long records, int contacts) {}

    /** By which way a mailbox is reached, and whether anybody has to start it. */
    private record Way(MailboxRef mailbox, Policy policy, String provider, boolean takesPart,
            Supplier<MailboxProvider> opened) {}

    /**
     * Tells what would happen.
     *
     * @param watcher is told how far it is, on the caller's thread
     * @throws ConsoleException if nobody knows the mailbox, or it cannot be read now
     */
    public Preview of(MailboxName mailbox, Consumer<Progress> watcher) {
        Way way = isConfigured(mailbox.tenant()) ? configured(mailbox) : registered(mailbox);
        DryRun run = new DryRun(mailbox.tenant(), mailbox.mailbox());
        Instant journalNow = new MailboxJournal(system, mailbox).read(run::tell,
                records -> watcher.accept(new Progress(records, 0)));
        if (way.takesPart() && run.isListed()) {
            return new Preview.Followed(run.takesCommands());
        }
        if (!run.provider().isEmpty() && !run.provider().equals(way.provider())) {
            throw ConsoleException.failed(mailbox + " was last read through " + run.provider()
                    + ", and is to be reached through " + way.provider() + " now. What that does:"
                    + " deploy/syncline mailboxes migrate " + mailbox + " --to " + way.provider()
                    + " --dry-run");
        }
        Listing listing = listing(way, contacts -> watcher.accept(new Progress(0, contacts)));
        Instant now = desk.now();
        return new Preview.Foreseen(run.listed(listing,
                journalNow.isAfter(now) ? journalNow : now), way.takesPart());
    }

    private static Listing listing(Way way, IntConsumer watcher) {
        try (MailboxProvider provider = way.opened().get()) {
            return new Listing(provider.name(), provider.entriesMax(), provider.keepsIds(),
                    way.policy(), new FirstReading(provider, way.mailbox(), watcher,
                            MailboxPreview::pause).readings());
        } catch (IllegalArgumentException e) { // Part of an access is no good, as its kind says.
            throw ConsoleException.failed("The access to " + way.mailbox().tenant()
                    + " cannot be used: " + e.getMessage(), e);
        }
    }

    private boolean isConfigured(String tenant) {
        return system.config().tenants().stream().anyMatch(one -> one.id().equals(tenant));
    }

    private Way registered(MailboxName name) {
        Tenant tenant = desk.tenant(name.tenant());
        if (tenant.getState() == TenantState.SUSPENDED) {
            throw ConsoleException.failed("The tenant " + name.tenant() + " is suspended, and its"
                    + " mailboxes are left alone; first: deploy/syncline tenants resume "
                    + name.tenant());
        }
        Mailbox mailbox = desk.store()
                .mailbox(name.tenant(), name.mailbox())
                .orElseThrow(() -> ConsoleException.failed("There is no mailbox " + name
                        + "; add it first: deploy/syncline mailboxes add " + name.tenant()
                        + " ADDRESS"));
        OpenAccess access = desk.inUse(tenant, mailbox.getProvider())
                .orElseThrow(() -> ConsoleException.failed("The tenant " + name.tenant()
                        + " has no verified access by " + mailbox.getProvider()
                        + "; verify it first: deploy/syncline tenants verify "
                        + name.tenant()));
        Policy policy = tenant.getPolicy().orElseGet(() -> Policy.newBuilder().build());
        boolean takesPart = tenant.getState() == TenantState.ACTIVE
                && mailbox.getState() == MailboxState.ACTIVE;
        return new Way(new MailboxRef(name.tenant(), name.mailbox(), mailbox.getAddress(),
                mailbox.getFolders(), Tracking.of(policy)), policy, mailbox.getProvider(),
                takesPart, () -> desk.kind(mailbox.getProvider()).registered(access));
    }

    private Way configured(MailboxName name) {
        SynclineConfig config = system.config();
        SynclineConfig.Tenant tenant = config.tenants()
                .stream()
                .filter(one -> one.id().equals(name.tenant()))
                .findFirst()
                .orElseThrow();
        try (Tenants names = new Tenants(config, List.of(), key -> {})) {
            MailboxRef mailbox = names.providers()
                    .mailbox(name.tenant(), name.mailbox())
                    .orElseThrow(() -> ConsoleException.failed("The configuration names no mailbox "
                            + name));
            String provider = provider(name)
                    .or(() -> names.providers().setUpFor(mailbox))
                    .orElseThrow();
            return new Way(mailbox, names.policy(name.tenant()), provider, true,
                    () -> desk.kind(provider)
                            .configured(config, tenant)
                            .orElseThrow(() -> ConsoleException.failed("Missing setting tenants."
                                    + provider + " of the tenant " + tenant.id())));
        }
    }

    /** The registry's word, where an operator changed the provider. */
    private Optional<String> provider(MailboxName name) {
        return desk.store().mailbox(name.tenant(), name.mailbox()).map(Mailbox::getProvider);
    }

    private static void pause(Duration time) {
        LockSupport.parkNanos(time.toNanos());
        if (Thread.currentThread().isInterrupted()) {
            throw ConsoleException.failed("Interrupted; nothing was written");
        }
    }
}
