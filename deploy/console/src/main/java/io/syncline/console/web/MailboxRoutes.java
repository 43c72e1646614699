package io.syncline.console.web;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.javalin.http.HttpStatus;
import io.javalin.http.UploadedFile;
import io.syncline.console.tenant.MailboxCsv;
import io.syncline.console.tenant.MailboxCsv.Read;
import io.syncline.console.tenant.MailboxCsv.Row;
import io.syncline.console.tenant.MailboxDesk;
import io.syncline.console.tenant.TenantDesk;
import io.syncline.console.web.MailboxViews.Wanted;
import io.syncline.console.web.view.CandidatesPage;
import io.syncline.console.web.view.CandidatesPage.Candidate;
import io.syncline.port.tenant.UserDirectory.Filter;
import io.syncline.schemas.registry.Mailbox;
import io.syncline.schemas.registry.MailboxState;
import io.syncline.schemas.registry.Tenant;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * A tenant's mailboxes: those that are there, and the ways to add others. Addresses go in the bodies of
 * requests, never in an address of a page: those are kept by browsers and proxies.
 */
final class MailboxRoutes {

    static final int CSV_BYTES_MAX = 5 * 1024 * 1024;

    private static final String MAILBOXES = "/tenants/{id}/mailboxes";
    private static final int DIGITS_MAX = 7;

    private final TenantDesk desk;
    private final MailboxDesk mailboxes;
    private final Pages pages;

    MailboxRoutes(TenantDesk desk, MailboxDesk mailboxes, Pages pages) {
        this.desk = desk;
        this.mailboxes = mailboxes;
        this.pages = pages;
    }

    void routes(RoutesConfig routes) {
        routes.get(MAILBOXES, context -> show(context, Wanted.ALL), Role.VIEWER);
        routes.post(MAILBOXES + "/search", context -> show(context, wanted(context)),
                Role.VIEWER);
        routes.post(MAILBOXES, this::addOne, Role.OPERATOR);
        routes.post(MAILBOXES + "/csv", this::addFile, Role.OPERATOR);
        routes.post(MAILBOXES + "/candidates", this::candidates, Role.OPERATOR);
        routes.post(MAILBOXES + "/chosen", this::addChosen, Role.OPERATOR);
        routes.post(MAILBOXES + "/change", this::change, Role.OPERATOR);
    }

    private void show(Context context, Wanted wanted) {
        Tenant tenant = Known.tenant(desk, context);
        pages.show(context, "mailboxes", "Mailboxes of " + tenant.getName(), MailboxViews
                .page(tenant, desk.store().mailboxes(tenant.getTenant()), wanted));
    }

    private static Wanted wanted(Context context) {
        String page = text(context, "page");
        return new Wanted(text(context, "search"), text(context, "state"),
                page.matches("\\d{1," + DIGITS_MAX + "}") ? Integer.parseInt(page) : 1);
    }

    private void addOne(Context context) {
        add(context, MailboxRows.read(List.of(new Row(text(context, "address"),
                text(context, "mailbox"), ""))));
    }

    private void addChosen(Context context) {
        List<String> chosen = context.formParams("address");
        if (chosen.isEmpty()) {
            throw new Problem(400, "address", "Nobody was chosen. Go back, and tick at least one.");
        }
        add(context, MailboxRows.read(chosen.stream()
                .map(address -> new Row(address, "", ""))
                .toList()));
    }

    private void addFile(Context context) {
        UploadedFile file = context.isMultipartFormData() ? context.uploadedFile("file") : null;
        if (file == null || file.size() == 0) {
            throw new Problem(400, "file", "No file was chosen. Go back, and choose one.");
        }
        if (file.size() > CSV_BYTES_MAX) {
            throw new Problem(413, "file", "The file has more than 5 MB; divide it, and import its"
                    + " parts.");
        }
        try (InputStream content = file.content()) {
            add(context, MailboxCsv.read(new String(content.readAllBytes(), UTF_8)));
        } catch (IOException e) {
            throw new UncheckedIOException("An uploaded file cannot be read", e);
        }
    }

    private void add(Context context, Read read) {
        Tenant tenant = Known.tenant(desk, context);
        MailboxDesk.Added added = mailboxes.add(tenant.getTenant(), read.rows(),
                Guard.visitor(context).actor());
        pages.show(context, "added", "What was added", MailboxViews.added(tenant, added,
                read.bad()));
    }

    private void candidates(Context context) {
        Tenant tenant = Known.tenant(desk, context);
        String whom = text(context, "whom");
        Filter filter = switch (text(context, "by")) {
            case "group" -> new Filter.OfGroup(required(whom, "group"));
            case "domain" -> new Filter.OfDomain(required(whom, "domain"));
            default -> new Filter.Everybody();
        };
        Set<String> known = desk.store()
                .mailboxes(tenant.getTenant())
                .stream()
                .map(Mailbox::getAddress)
                .collect(Collectors.toSet());
        List<Candidate> found = mailboxes.candidates(tenant.getTenant(), filter)
                .stream()
                .map(owner -> new Candidate(owner.address(), owner.name(),
                        known.contains(owner.address().toLowerCase(Locale.ROOT))))
                .sorted(Comparator.comparing(Candidate::name).thenComparing(Candidate::address))
                .toList();
        pages.show(context, "candidates", "Choose mailboxes", new CandidatesPage(
                tenant.getTenant(), tenant.getName(), looked(filter), found));
    }

    /** An empty choice would mean all of them to the desk. */
    private void change(Context context) {
        Tenant tenant = Known.tenant(desk, context);
        String act = text(context, "act");
        Set<String> ids = act.equals("start-waiting")
                ? waiting(tenant)
                : Set.copyOf(context.formParams("mailbox"));
        if (ids.isEmpty()) {
            throw new Problem(400, "mailbox", "No mailbox was chosen. Go back, and tick at least"
                    + " one.");
        }
        MailboxState state = act.equals("stop") ? MailboxState.DISABLED : MailboxState.ACTIVE;
        int changed = mailboxes.change(tenant.getTenant(), ids, state,
                Guard.visitor(context).actor()).size();
        Guard.visitor(context)
                .tell(changed + (changed == 1 ? " mailbox is " : " mailboxes are ")
                        + (act.equals("stop") ? "stopped." : "started."));
        context.redirect("/tenants/" + tenant.getTenant() + "/mailboxes", HttpStatus.SEE_OTHER);
    }

    private Set<String> waiting(Tenant tenant) {
        return desk.store()
                .mailboxes(tenant.getTenant())
                .stream()
                .filter(mailbox -> mailbox.getState() == MailboxState.ADDED)
                .map(Mailbox::getMailbox)
                .collect(Collectors.toSet());
    }

    private static String looked(Filter filter) {
        return switch (filter) {
            case Filter.Everybody everybody -> "everybody";
            case Filter.OfDomain(String domain) -> "addresses at " + domain;
            case Filter.OfGroup(String group) -> "members of " + group;
        };
    }

    private static String required(String whom, String what) {
        if (whom.isEmpty()) {
            throw new Problem(400, "whom", "Name the " + what + ". Go back, and fill it in.");
        }
        return whom;
    }

    private static String text(Context context, String field) {
        return Objects.requireNonNullElse(context.formParam(field), "").strip();
    }
}
