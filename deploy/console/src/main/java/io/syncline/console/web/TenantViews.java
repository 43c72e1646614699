package io.syncline.console.web;

import io.syncline.console.tenant.Accesses;
import io.syncline.console.tenant.Kind;
import io.syncline.console.web.view.Expiry;
import io.syncline.console.web.view.Expiry.Urgency;
import io.syncline.console.web.view.Progress;
import io.syncline.console.web.view.Progress.Phase;
import io.syncline.console.web.view.TenantPage;
import io.syncline.console.web.view.TenantPage.AccessView;
import io.syncline.console.web.view.TenantPage.Fact;
import io.syncline.console.web.view.TenantPage.Next;
import io.syncline.console.web.view.TenantRow;
import io.syncline.console.web.view.TenantRow.Standing;
import io.syncline.schemas.registry.Access;
import io.syncline.schemas.registry.CredentialKind;
import io.syncline.schemas.registry.Mailbox;
import io.syncline.schemas.registry.MailboxState;
import io.syncline.schemas.registry.SealedCredential;
import io.syncline.schemas.registry.Tenant;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Shows tenants: how far they are, by what their mailboxes are reached, and what is to be done next. */
final class TenantViews {

    private final ProgressViews progress;

    TenantViews(ProgressViews progress) {
        this.progress = progress;
    }

    static TenantRow row(Tenant tenant, Instant now) {
        Optional<Access> access = first(tenant);
        return new TenantRow(tenant.getTenant(), tenant.getName(), standing(tenant),
                access.map(TenantViews::title).orElse("Nothing was submitted"),
                expiry(access, now),
                access.flatMap(Access::getVerification)
                        .map(known -> (known.getPassed() ? "Passed on " : "Failed on ")
                                + Times.moment(known.getAt()).text())
                        .orElse("Never"),
                access.flatMap(Access::getVerification)
                        .filter(known -> !known.getPassed())
                        .isPresent());
    }

    TenantPage page(Tenant tenant, List<Mailbox> mailboxes, boolean busy, Instant now) {
        List<AccessView> accesses = tenant.getAccesses()
                .stream()
                .map(access -> view(tenant, access, now))
                .toList();
        int running = count(mailboxes, MailboxState.ACTIVE);
        return new TenantPage(tenant.getTenant(), tenant.getName(),
                tenant.getDefaultRegion().orElse("US"), standing(tenant),
                Times.moment(tenant.getChangedAt()), next(tenant, accesses, mailboxes), accesses,
                mailboxes.size(), running, busy);
    }

    static Standing standing(Tenant tenant) {
        return switch (tenant.getState()) {
            case SUBMITTED -> Standing.SUBMITTED;
            case ACTIVE -> Standing.ACTIVE;
            case SUSPENDED -> Standing.SUSPENDED;
            case UNKNOWN, DELETED -> Standing.UNKNOWN;
        };
    }

    private static List<Next> next(Tenant tenant, List<AccessView> accesses,
            List<Mailbox> mailboxes) {
        String here = "/tenants/" + tenant.getTenant();
        List<Next> next = new ArrayList<>();
        accesses.stream()
                .flatMap(access -> Stream.concat(unverified(access), ending(access)))
                .forEach(next::add);
        boolean isUsed = accesses.stream().anyMatch(AccessView::used);
        int waiting = count(mailboxes, MailboxState.ADDED);
        if (isUsed && mailboxes.isEmpty()) {
            next.add(new Next("The credential works. Choose the mailboxes that are to be synced.",
                    here + "/mailboxes", "Choose mailboxes", false));
        } else if (waiting > 0) {
            next.add(new Next(waiting + (waiting == 1 ? " mailbox waits" : " mailboxes wait")
                    + " to be started. Preview shows beforehand what a start would do.",
                    here + "/mailboxes", "See the mailboxes", false));
        }
        return next;
    }

    private static Stream<Next> unverified(AccessView access) {
        Progress progress = access.progress();
        return switch (progress.phase()) {
            case RUNNING -> Stream.of(new Next("A verification is running.", progress.page(),
                    "Watch it", false));
            case FAILED -> Stream.of(new Next("The last verification failed. What was submitted is"
                    + " kept; mend what it names, and verify again.", progress.page(),
                    "See what failed", false));
            case NEVER, BROKEN -> Stream.of(new Next("The credential was not verified yet.",
                    progress.page(), "Verify it", false));
            case PASSED -> Stream.empty();
        };
    }

    private static Stream<Next> ending(AccessView access) {
        return access.used() && access.expiry().urgency().compareTo(Urgency.SOON) >= 0
                ? Stream.of(new Next("The credential ends: " + access.expiry().text()
                        + ". Make a new one and submit it; the old one is used until the new one is"
                        + " verified.", access.progress().form(), "Submit a new credential", true))
                : Stream.empty();
    }

    private AccessView view(Tenant tenant, Access access, Instant now) {
        Kind kind = Kind.of(access.getProvider(), access.getLogin());
        return new AccessView(access.getProvider(), kind.text(), kind.title(),
                Accesses.isInUse(access), ProgressViews.newest(tenant, access.getProvider())
                        .filter(access::equals)
                        .isPresent(),
                facts(kind, access), expiry(Optional.of(access), now),
                progress.of(tenant, access));
    }

    private static List<Fact> facts(Kind kind, Access access) {
        List<Fact> facts = new ArrayList<>();
        access.getDirectoryId().ifPresent(id -> facts.add(new Fact("Directory (tenant) ID", id)));
        access.getClientId().ifPresent(id -> facts.add(new Fact("Application (client) ID", id)));
        access.getUsername().ifPresent(name -> facts.add(new Fact("Service account", name)));
        if (kind == Kind.EWS_SERVER) {
            facts.add(new Fact("EWS URL", access.getUrl()));
        }
        newest(access).ifPresent(credential -> {
            facts.add(new Fact("Proof", name(credential.getKind()) + ", submitted on "
                    + Times.moment(credential.getSubmittedAt()).text()));
            facts.add(new Fact("Credential id", credential.getId()));
        });
        facts.add(new Fact("Test mailbox", access.getTestMailbox()));
        access.getOutsideMailbox()
                .ifPresent(address -> facts.add(new Fact("Must stay closed", address)));
        return facts;
    }

    private static String name(CredentialKind kind) {
        return switch (kind) {
            case SECRET -> "Client secret";
            case CERTIFICATE -> "Certificate";
            case PASSWORD -> "Password";
            case UNKNOWN -> "Unknown";
        };
    }

    private static String title(Access access) {
        return Kind.of(access.getProvider(), access.getLogin()).title();
    }

    private static Expiry expiry(Optional<Access> access, Instant now) {
        return Times.expiry(access.flatMap(TenantViews::newest)
                .flatMap(SealedCredential::getExpiresAt), now);
    }

    private static Optional<SealedCredential> newest(Access access) {
        return access.getSubmitted().or(access::getCredential);
    }

    /** The one in use tells more than one that waits. */
    private static Optional<Access> first(Tenant tenant) {
        return tenant.getAccesses()
                .stream()
                .filter(Accesses::isInUse)
                .findFirst()
                .or(() -> tenant.getAccesses().stream().findFirst());
    }

    private static int count(List<Mailbox> mailboxes, MailboxState state) {
        return Math.toIntExact(
                mailboxes.stream().filter(mailbox -> mailbox.getState() == state).count());
    }
}
