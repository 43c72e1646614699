package io.syncline.console.web;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.javalin.http.HttpStatus;
import io.syncline.console.history.HistoryStore;
import io.syncline.console.history.LostValue;
import io.syncline.console.history.RestorePlan;
import io.syncline.console.history.Restoring;
import io.syncline.console.system.MailboxName;
import io.syncline.console.web.view.ConflictsPage;
import io.syncline.console.web.view.ContactsPage;
import io.syncline.console.web.view.RestorePage;
import io.syncline.topology.history.Glance;
import io.syncline.topology.history.Timeline;
import java.net.URLEncoder;
import java.time.Instant;
import java.time.InstantSource;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * Contacts with their histories, and how an earlier value comes back. What is looked for goes in the bodies
 * of requests, never in an address of a page: those are kept by browsers and proxies.
 */
final class ContactRoutes {

    private static final String CONTACT = "/contacts/{id}/{mailbox}/{item}";
    private static final int FOUND_MAX = 50;
    private static final int CONFLICTS_MAX = 50;
    private static final int NUMBER_LENGTH_MAX = 18;

    private final KnownHistories histories;
    private final HistoryEdits edits;
    private final Pages pages;
    private final InstantSource clock;

    ContactRoutes(KnownHistories histories, HistoryEdits edits, Pages pages,
            InstantSource clock) {
        this.histories = histories;
        this.edits = edits;
        this.pages = pages;
        this.clock = clock;
    }

    void routes(RoutesConfig routes) {
        routes.get("/contacts", context -> pages.show(context, "contacts", "Contacts",
                new ContactsPage("", "", List.of(), false, histories.stand())), Role.VIEWER);
        routes.post("/contacts/search", this::search, Role.VIEWER);
        routes.get("/conflicts", this::conflicts, Role.VIEWER);
        routes.get(CONTACT, this::show, Role.VIEWER);
        routes.post(CONTACT + "/restore/preview", context -> preview(context, ""), Role.OPERATOR);
        routes.post(CONTACT + "/restore", this::restore, Role.OPERATOR);
    }

    private void search(Context context) {
        String text = Forms.text(context, "text");
        String mailbox = Forms.text(context, "mailbox");
        List<Glance> found = histories.store()
                .find(text, mailbox(mailbox), FOUND_MAX + 1);
        pages.show(context, "contacts", "Contacts", new ContactsPage(text, mailbox,
                found.stream().limit(FOUND_MAX).map(ContactViews::row).toList(),
                found.size() > FOUND_MAX, histories.stand()));
    }

    private static Optional<MailboxName> mailbox(String text) {
        try {
            return text.isEmpty() ? Optional.empty() : Optional.of(MailboxName.parse(text));
        } catch (IllegalArgumentException e) {
            throw new Problem(400, "mailbox", "A mailbox is named as tenant/mailbox, such as"
                    + " acme/agent-1. Go back, and correct it.");
        }
    }

    private void show(Context context) {
        Glance glance = histories.contact(context);
        pages.show(context, "contact", ContactViews.name(glance), ContactViews.page(glance,
                histories.store().timeline(KnownHistories.key(glance)), histories.stand()));
    }

    private void conflicts(Context context) {
        String before = Objects.requireNonNullElse(context.queryParam("before"), "");
        HistoryStore.Conflicts page = histories.store().conflicts(before, CONFLICTS_MAX);
        pages.show(context, "conflicts", "Conflicts", new ConflictsPage(page.found()
                .stream()
                .flatMap(ContactViews::rows)
                .toList(), URLEncoder.encode(page.next(), UTF_8), histories.stand()));
    }

    private void preview(Context context, String problem) {
        Glance glance = histories.contact(context);
        Instant now = clock.instant();
        RestorePlan plan = plan(context, glance, now);
        String field = Forms.text(context, "field");
        pages.show(context, "restore", "Restore", new RestorePage(
                KnownHistories.key(glance).text(), ContactViews.name(glance),
                sentence(context, field), problem, plan.revives(), ContactViews.rows(plan), field,
                Forms.text(context, "to"), isLost(context), glance.version(), now.toString()));
    }

    private void restore(Context context) {
        Glance glance = histories.contact(context);
        if (!Forms.text(context, "seen").equals(String.valueOf(glance.version()))) {
            preview(context, "The contact was changed since you looked. Nothing was done; this is"
                    + " what would happen now.");
            return;
        }
        RestorePlan plan = plan(context, glance, plannedAt(context));
        if (plan.isEmpty()) {
            Guard.visitor(context).tell("It is as it was then; there was nothing to restore.");
        } else {
            HistoryEdits.Done done = edits.restore(plan, Guard.visitor(context),
                    Forms.optional(context, "reason"), sentence(context,
                            Forms.text(context, "field")));
            edits.awaitShown(histories.store(), KnownHistories.key(glance), done.version());
            Guard.visitor(context).tell(done.sentence());
        }
        context.redirect("/contacts/" + KnownHistories.key(glance).text(), HttpStatus.SEE_OTHER);
    }

    private RestorePlan plan(Context context, Glance glance, Instant at) {
        Timeline timeline = histories.store().timeline(KnownHistories.key(glance));
        String field = Forms.text(context, "field");
        String to = Forms.text(context, "to");
        if (!isNumber(to)) {
            throw new Problem(400, "to", "It is not said to what the contact is to be restored. Go"
                    + " back to it, and choose again.");
        }
        if (isLost(context)) {
            LostValue lost = LostValue.at(timeline, field, Long.parseLong(to))
                    .orElseThrow(() -> Problem.notFound("There is no such conflict."));
            return Restoring.field(glance, field, lost.value(), at);
        }
        Timeline.Then then = Restoring.then(timeline, to);
        return field.isEmpty()
                ? Restoring.whole(glance, then, at)
                : Restoring.field(glance, field, then, at);
    }

    private static String sentence(Context context, String field) {
        String what = field.isEmpty() ? "All fields" : Readable.field(field);
        return isLost(context)
                ? what + " gets the value that did not win"
                : what + " as of version " + Forms.text(context, "to");
    }

    private static boolean isLost(Context context) {
        return Forms.text(context, "lost").equals("true");
    }

    private Instant plannedAt(Context context) {
        try {
            Instant planned = Instant.parse(Forms.text(context, "planned"));
            Instant now = clock.instant();
            return planned.isAfter(now) ? now : planned;
        } catch (DateTimeParseException e) {
            throw new Problem(400, "planned", "It is not said when you looked. Go back, and choose"
                    + " again.");
        }
    }

    private static boolean isNumber(String text) {
        return text.matches("\\d{1," + NUMBER_LENGTH_MAX + "}");
    }
}
