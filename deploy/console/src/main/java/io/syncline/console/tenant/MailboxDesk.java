package io.syncline.console.tenant;

import io.syncline.console.system.ConsoleException;
import io.syncline.console.tenant.MailboxCsv.Row;
import io.syncline.port.Answer;
import io.syncline.port.Failure;
import io.syncline.port.tenant.OpenAccess;
import io.syncline.port.tenant.UserDirectory;
import io.syncline.schemas.registry.Access;
import io.syncline.schemas.registry.Mailbox;
import io.syncline.schemas.registry.MailboxState;
import io.syncline.schemas.registry.Tenant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** Chooses which of a registered tenant's mailboxes take part. Thread-safe. */
public final class MailboxDesk {

    private final TenantDesk desk;

    public MailboxDesk(TenantDesk desk) {
        this.desk = desk;
    }

    /**
     * What came of adding mailboxes.
     *
     * @param added the ids of those that are new
     * @param known the ids of those that were there before, and are left as they were
     * @param refused why others are not added, each with its address
     */
    public record Added(List<String> added, List<String> known, List<String> refused) {}

    /**
     * Adds mailboxes; they wait until they are started, unless the tenant's policy starts them.
     *
     * @throws ConsoleException if the tenant is not there, or was never verified
     */
    public Added add(String tenantId, List<Row> rows, Actor actor) {
        return desk.store().alone(() -> added(tenantId, rows, actor));
    }

    private Added added(String tenantId, List<Row> rows, Actor actor) {
        Tenant tenant = desk.tenant(tenantId);
        Access access = tenant.getAccesses()
                .stream()
                .filter(Accesses::isInUse)
                .findFirst()
                .orElseThrow(() -> ConsoleException.failed("The tenant " + tenantId
                        + " was never verified; verify it first"));
        Sorting sorting = new Sorting(tenant, access, desk.store().mailboxes(tenantId));
        rows.forEach(sorting::take);
        desk.store().write(sorting.added);
        desk.store()
                .audit(actor, "mailboxes-added", tenantId, sorting.added.size() + " added",
                        desk.now());
        return new Added(sorting.added.stream().map(Mailbox::getMailbox).toList(),
                List.copyOf(sorting.known), List.copyOf(sorting.refused));
    }

    /**
     * Who could be added, as the tenant's directory says.
     *
     * @throws ConsoleException if there is no directory to ask, or it refuses
     */
    public List<UserDirectory.Owner> candidates(String tenantId, UserDirectory.Filter filter) {
        Tenant tenant = desk.tenant(tenantId);
        OpenAccess access = desk.inUse(tenant, "graph")
                .orElseThrow(() -> ConsoleException.failed("Only a tenant that is reached through"
                        + " Microsoft Graph has a directory to choose from; import a CSV file"));
        try (UserDirectory users = desk.kind("graph").users(access).orElseThrow()) {
            return switch (users.users(filter)) {
                case Answer.Of<List<UserDirectory.Owner>>(List<UserDirectory.Owner> found) -> found;
                case Answer.Failed<List<UserDirectory.Owner>>(Failure failure) ->
                    throw ConsoleException.failed("The directory of " + tenantId
                            + " does not answer: " + failure.reason()
                            + "; the application needs User.Read.All and GroupMember.Read.All for"
                            + " it, or import a CSV file");
            };
        }
    }

    /**
     * These mailboxes take part from now on, or not any more.
     *
     * @param ids empty: all that wait to be started
     * @throws ConsoleException naming an id that the tenant does not have
     */
    public List<String> change(String tenantId, Set<String> ids, MailboxState state,
            Actor actor) {
        return desk.store().alone(() -> changed(tenantId, ids, state, actor));
    }

    private List<String> changed(String tenantId, Set<String> ids, MailboxState state,
            Actor actor) {
        desk.tenant(tenantId);
        List<Mailbox> all = desk.store().mailboxes(tenantId);
        Set<String> unknown = new HashSet<>(ids);
        all.forEach(mailbox -> unknown.remove(mailbox.getMailbox()));
        if (!unknown.isEmpty()) {
            throw ConsoleException.failed("The tenant " + tenantId + " has no mailbox "
                    + String.join(", ", unknown));
        }
        List<Mailbox> changed = all.stream()
                .filter(mailbox -> ids.isEmpty()
                        ? mailbox.getState() == MailboxState.ADDED
                        : ids.contains(mailbox.getMailbox()))
                .filter(mailbox -> mailbox.getState() != state)
                .map(mailbox -> Mailbox.newBuilder(mailbox).setState(state).build())
                .toList();
        desk.store().write(changed);
        desk.store()
                .audit(actor, state == MailboxState.ACTIVE
                        ? "mailboxes-started"
                        : "mailboxes-stopped", tenantId, changed.size() + " mailboxes",
                        desk.now());
        return changed.stream().map(Mailbox::getMailbox).toList();
    }

    /** Sorts rows into what is new, what is known and what cannot be. */
    private static final class Sorting {

        private final Tenant tenant;
        private final Access access;
        private final Set<String> ids;
        private final Set<String> addresses;
        private final Set<String> testMailboxes;
        private final Set<String> providers;
        private final List<Mailbox> added = new ArrayList<>();
        private final List<String> known = new ArrayList<>();
        private final List<String> refused = new ArrayList<>();

        Sorting(Tenant tenant, Access access, List<Mailbox> mailboxes) {
            this.tenant = tenant;
            this.access = access;
            this.ids = mailboxes.stream().map(Mailbox::getMailbox).collect(Collectors.toSet());
            this.addresses = mailboxes.stream()
                    .map(Mailbox::getAddress)
                    .collect(Collectors.toSet());
            this.testMailboxes = tenant.getAccesses()
                    .stream()
                    .map(Access::getTestMailbox)
                    .collect(Collectors.toSet());
            this.providers = tenant.getAccesses()
                    .stream()
                    .filter(Accesses::isInUse)
                    .map(Access::getProvider)
                    .collect(Collectors.toSet());
        }

        void take(Row row) {
            String provider = row.provider().isEmpty() ? access.getProvider() : row.provider();
            if (testMailboxes.contains(row.address())) {
                refused.add(row.address() + " is the test mailbox; what verifications do in it"
                        + " must not reach the CRM");
            } else if (addresses.contains(row.address())) {
                known.add(row.id());
            } else if (ids.contains(row.id())) {
                refused.add(row.address() + ": the id " + row.id()
                        + " belongs to another mailbox; give it an id of its own");
            } else if (!providers.contains(provider)) {
                refused.add(row.address() + ": the tenant has no verified access by " + provider);
            } else {
                ids.add(row.id());
                addresses.add(row.address());
                added.add(Mailbox.newBuilder()
                        .setTenant(tenant.getTenant())
                        .setMailbox(row.id())
                        .setProvider(provider)
                        .setAddress(row.address())
                        .setState(tenant.getStartsMailboxes()
                                ? MailboxState.ACTIVE
                                : MailboxState.ADDED)
                        .build());
            }
        }
    }
}
