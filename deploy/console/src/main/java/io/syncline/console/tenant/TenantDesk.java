package io.syncline.console.tenant;

import io.syncline.console.system.ConsoleException;
import io.syncline.port.MailboxProvider;
import io.syncline.port.MailboxRef;
import io.syncline.port.tenant.OpenAccess;
import io.syncline.port.tenant.ProviderKind;
import io.syncline.port.tenant.Sealing;
import io.syncline.port.verify.AccessChecks;
import io.syncline.port.verify.Finding;
import io.syncline.port.verify.Step;
import io.syncline.port.verify.Verification;
import io.syncline.schemas.registry.Access;
import io.syncline.schemas.registry.SealedCredential;
import io.syncline.schemas.registry.Tenant;
import io.syncline.schemas.registry.TenantState;
import io.syncline.service.config.SynclineConfig;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * What operators and administrators do with tenants. Each act is recorded with who did it. Thread-safe:
 * one act at a time, in other processes too; verifications of different tenants go on side by side.
 *
 * <pre>
 * state          submitted          verified          suspended     resumed     deleted
 * (none)         SUBMITTED          -                 -             -           -
 * SUBMITTED      SUBMITTED          ACTIVE            -             -           (none)
 * ACTIVE         ACTIVE             ACTIVE            SUSPENDED     ACTIVE      (none)
 * SUSPENDED      SUSPENDED          SUSPENDED         SUSPENDED     ACTIVE      (none)
 * </pre>
 *
 * A verification that fails changes no state and takes nothing away: what was submitted is kept, and
 * what was in use stays in use.
 */
public final class TenantDesk {

    private final SynclineConfig config;
    private final List<ProviderKind> kinds;
    private final TenantStore store;
    private final Sealing sealing;
    private final Submitting submitting;
    private final InstantSource clock;

    public TenantDesk(SynclineConfig config, List<ProviderKind> kinds, TenantStore store,
            Sealing sealing, InstantSource clock) {
        this.config = config;
        this.kinds = List.copyOf(kinds);
        this.store = store;
        this.sealing = sealing;
        this.submitting = new Submitting(config.console(), sealing);
        this.clock = clock;
    }

    /** The tenants and mailboxes as they are. */
    public TenantStore store() {
        return store;
    }

    /** The time by which expiry is judged. */
    public Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MILLIS);
    }

    /** @throws ConsoleException if there is no such tenant */
    public Tenant tenant(String id) {
        return store.tenant(id)
                .orElseThrow(() -> ConsoleException.failed("There is no tenant '" + id + "'"
                        + known()));
    }

    /** Whether the tenant's last submission of that kind holds a secret that need not be given again. */
    public boolean keepsSecret(String tenant, Kind kind) {
        return store.tenant(tenant).flatMap(known -> Submitting.kept(known, kind)).isPresent();
    }

    /**
     * Takes a submission, in place of one that was not verified; what is in use stays in use.
     *
     * @throws ConsoleException if the configuration names the tenant, or it is to keep a secret that
     *         is not there
     */
    public Tenant submit(Submission submission, Actor actor) {
        return store.alone(() -> submitted(submission, actor));
    }

    private Tenant submitted(Submission submission, Actor actor) {
        String id = submission.tenant();
        if (config.tenants().stream().anyMatch(tenant -> tenant.id().equals(id))) {
            throw ConsoleException.failed("The tenant " + id + " stands in the configuration;"
                    + " choose another id, or take it out there first");
        }
        if (store.isDeleted(id)) {
            throw ConsoleException.failed("A tenant " + id + " was deleted, and what was synced for"
                    + " it is known by that id; choose another");
        }
        Optional<Tenant> before = store.tenant(id);
        boolean takesPart = before.filter(known -> known.getState() != TenantState.SUBMITTED)
                .isPresent();
        Tenant.Builder tenant = before.map(Tenant::newBuilder)
                .orElseGet(() -> Tenant.newBuilder().setState(TenantState.SUBMITTED));
        Access access = submitting.access(submission, before, now());
        if (!takesPart) { // Else a submission that fails would change how numbers are read.
            tenant.setName(submission.name()).setDefaultRegion(submission.region());
        }
        Tenant after = tenant.setTenant(id)
                .setAccesses(Accesses.withPending(before.map(Tenant::getAccesses)
                        .orElse(List.of()), access))
                .setChangedAt(now())
                .build();
        store.write(after);
        store.audit(actor, before.isEmpty() ? "tenant-submitted" : "credential-submitted", id,
                submission.kind().text() + ", credential "
                        + access.getSubmitted().map(SealedCredential::getId).orElse(""),
                now());
        return after;
    }

    /**
     * Verifies what was last submitted for a provider, else what is in use, and puts it to use if
     * nothing that is needed failed.
     *
     * @throws ConsoleException if there is nothing to verify, or its secret cannot be opened
     */
    public Map<Step, Finding> verify(String id, String provider, Actor actor,
            Verification.Watcher watcher) {
        Tenant tenant = tenant(id);
        Access access = Accesses.pending(tenant, provider)
                .or(() -> Accesses.inUse(tenant, provider))
                .orElseThrow(() -> ConsoleException.failed("The tenant " + id
                        + " has submitted nothing for " + provider));
        return verify(tenant, access, actor, watcher);
    }

    /** Verifies what is in use again, whatever else was submitted. */
    Map<Step, Finding> verifyInUse(Tenant tenant, Access access, Actor actor,
            Verification.Watcher watcher) {
        return verify(tenant, access, actor, watcher);
    }

    /** Keeps that operators were alerted; nothing else changes. */
    void alerted(String id, Access before, Access after) {
        store.alone(() -> store.tenant(id)
                .filter(tenant -> Accesses.isStill(tenant, before))
                .ifPresent(tenant -> store.write(Tenant.newBuilder(tenant)
                        .setAccesses(Accesses.replaced(tenant.getAccesses(), before, after))
                        .build())));
    }

    private Map<Step, Finding> verify(Tenant tenant, Access access, Actor actor,
            Verification.Watcher watcher) {
        Map<Step, Finding> findings = verified(tenant, access, watcher);
        store.alone(() -> conclude(tenant.getTenant(), access, findings, actor));
        return findings;
    }

    public void suspend(String id, Actor actor) {
        changeState(id, TenantState.SUSPENDED, "tenant-suspended", actor);
    }

    /** @throws ConsoleException if the tenant was never verified */
    public void resume(String id, Actor actor) {
        if (tenant(id).getAccesses().stream().noneMatch(Accesses::isInUse)) {
            throw ConsoleException.failed("The tenant " + id + " was never verified; verify it"
                    + " first");
        }
        changeState(id, TenantState.ACTIVE, "tenant-resumed", actor);
    }

    /** Whether mailboxes that are added from now on start by themselves, or wait. */
    public void startMailboxes(String id, boolean byThemselves, Actor actor) {
        store.alone(() -> {
            store.write(Tenant.newBuilder(tenant(id))
                    .setStartsMailboxes(byThemselves)
                    .setChangedAt(now())
                    .build());
            store.audit(actor, "tenant-policy", id, byThemselves
                    ? "mailboxes start by themselves"
                    : "mailboxes wait to be started", now());
        });
    }

    /** The tenant's key is destroyed first: whatever fails after that, nobody reads its secrets. */
    public void delete(String id, Actor actor) {
        AtomicBoolean begun = new AtomicBoolean();
        store.alone(() -> {
            if (begun.getAndSet(true) && store.isDeleted(id)) {
                return; // It was unclear whether the try before was committed, and it was.
            }
            Tenant tenant = tenant(id);
            sealing.vault().keys().destroy(id);
            store.write(Tenant.newBuilder(tenant)
                    .setState(TenantState.DELETED)
                    .setAccesses(List.of())
                    .setChangedAt(now())
                    .build());
            store.removeMailboxes(id);
            store.audit(actor, "tenant-deleted", id, "its key is destroyed", now());
        });
    }

    /** Opens what is in use. */
    public Optional<OpenAccess> inUse(Tenant tenant, String provider) {
        return Accesses.inUse(tenant, provider).map(access -> open(tenant, access));
    }

    /** The kind of provider of that name. */
    public ProviderKind kind(String provider) {
        return kinds.stream()
                .filter(kind -> kind.name().equals(provider))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("No provider " + provider));
    }

    private Map<Step, Finding> verified(Tenant tenant, Access access,
            Verification.Watcher watcher) {
        OpenAccess open = open(tenant, access);
        ProviderKind kind = kind(access.getProvider());
        MailboxRef mailbox = new MailboxRef(tenant.getTenant(), "verification",
                access.getTestMailbox(), List.of(MailboxRef.DEFAULT_FOLDER));
        try (AccessChecks checks = kind.checks(open);
                MailboxProvider provider = kind.registered(open)) {
            return new Verification(checks, provider, mailbox, access.getOutsideMailbox(),
                    watcher).run();
        }
    }

    private OpenAccess open(Tenant tenant, Access access) {
        SealedCredential credential = access.getSubmitted()
                .or(access::getCredential)
                .orElseThrow(() -> ConsoleException.failed("The tenant " + tenant.getTenant()
                        + " has no credential for " + access.getProvider()));
        return switch (sealing.open(tenant, access, credential,
                config.sink().requestTimeout())) {
            case Sealing.Result.Open(OpenAccess open) -> open;
            case Sealing.Result.Closed(String why) -> throw ConsoleException.failed(
                    "The credential of " + tenant.getTenant() + " cannot be opened: " + why);
        };
    }

    /** Judges by what is there now: a newer submission is not answered by an older verification. */
    private void conclude(String id, Access access, Map<Step, Finding> findings,
            Actor actor) {
        Tenant tenant = tenant(id);
        boolean passed = Verification.isPassed(findings);
        Access verified = Access.newBuilder(access)
                .setVerification(Accesses.verification(access, findings, passed, actor, now()))
                .build();
        if (Accesses.isStill(tenant, access)) {
            store.write(Tenant.newBuilder(tenant)
                    .setAccesses(passed
                            ? Accesses.used(tenant.getAccesses(), verified)
                            : Accesses.replaced(tenant.getAccesses(), access, verified))
                    .setState(passed && tenant.getState() == TenantState.SUBMITTED
                            ? TenantState.ACTIVE
                            : tenant.getState())
                    .setChangedAt(now())
                    .build());
        }
        store.audit(actor, passed ? "credential-verified" : "verification-failed", id,
                access.getProvider() + ", credential " + Accesses.credentialId(access), now());
    }

    private void changeState(String id, TenantState state, String action, Actor actor) {
        store.alone(() -> {
            Tenant tenant = tenant(id);
            if (tenant.getState() == TenantState.SUBMITTED) {
                throw ConsoleException.failed("The tenant " + id + " does not take part yet;"
                        + " verify it first");
            }
            store.write(Tenant.newBuilder(tenant).setState(state).setChangedAt(now()).build());
            store.audit(actor, action, id, "", now());
        });
    }

    private String known() {
        List<String> ids = new ArrayList<>(
                store.tenants().stream().map(Tenant::getTenant).toList());
        return ids.isEmpty()
                ? "; none is registered"
                : "; registered are "
                        + String.join(", ", ids);
    }
}
