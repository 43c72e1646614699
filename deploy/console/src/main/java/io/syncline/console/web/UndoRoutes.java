package io.syncline.console.web;

import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.javalin.http.HttpStatus;
import io.syncline.console.history.Moments;
import io.syncline.console.history.UndoPlan;
import io.syncline.console.history.Undoing;
import io.syncline.console.history.UndoneItem;
import io.syncline.console.history.UndoneItem.Act;
import io.syncline.console.history.Whose;
import io.syncline.console.system.ConsoleException;
import io.syncline.console.system.MailboxName;
import io.syncline.console.web.view.UndoPage;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/** Takes back what one side did to a mailbox between two times: asks, shows what would happen, does it. */
final class UndoRoutes {

    private static final int SHOWN_MAX = 100;
    private static final Duration LAST_HOUR = Duration.ofHours(1);

    private final KnownHistories histories;
    private final HistoryEdits edits;
    private final Pages pages;
    private final InstantSource clock;

    UndoRoutes(KnownHistories histories, HistoryEdits edits, Pages pages, InstantSource clock) {
        this.histories = histories;
        this.edits = edits;
        this.pages = pages;
        this.clock = clock;
    }

    void routes(RoutesConfig routes) {
        routes.get("/undo", this::ask, Role.OPERATOR);
        routes.post("/undo/preview", this::preview, Role.OPERATOR);
        routes.post("/undo", this::undo, Role.OPERATOR);
    }

    private void ask(Context context) {
        histories.store();
        String mailbox = Objects.requireNonNullElse(context.queryParam("mailbox"), "");
        Instant now = clock.instant().truncatedTo(ChronoUnit.SECONDS);
        show(context, new UndoPage(mailbox, "", now.minus(LAST_HOUR).toString(), now.toString(),
                "", "", "", List.of(), 0, ""));
    }

    private void preview(Context context) {
        Instant now = clock.instant();
        try {
            UndoPlan plan = plan(context, now);
            show(context, new UndoPage(plan.mailbox().toString(), plan.whose().text(),
                    plan.from().toString(), plan.to().toString(), Forms.text(context, "reason"),
                    "", summary(plan), plan.items()
                            .stream()
                            .limit(SHOWN_MAX)
                            .map(UndoRoutes::row)
                            .toList(),
                    plan.touched().size(), now.toString()));
        } catch (ConsoleException | IllegalArgumentException e) {
            show(context, new UndoPage(Forms.text(context, "mailbox"),
                    Forms.text(context, "whose"), Forms.text(context, "from"),
                    Forms.text(context, "to"), Forms.text(context, "reason"),
                    String.valueOf(e.getMessage()), "", List.of(), 0, ""));
        }
    }

    private void undo(Context context) {
        Instant planned = Moments.parse(Forms.text(context, "planned"));
        Instant now = clock.instant();
        UndoPlan plan = plan(context, planned.isAfter(now) ? now : planned);
        if (plan.touched().isEmpty()) {
            Guard.visitor(context).tell("There was nothing left to take back.");
        } else {
            Guard.visitor(context)
                    .tell(edits.undo(plan, Guard.visitor(context),
                            Forms.optional(context, "reason")).sentence()
                            + (plan.count(Act.DELETED) == 0
                                    ? ""
                                    : " Deletes beyond the guard's limit are held."));
        }
        context.redirect("/undo", HttpStatus.SEE_OTHER);
    }

    private UndoPlan plan(Context context, Instant at) {
        MailboxName mailbox = MailboxName.parse(Forms.text(context, "mailbox"));
        if (histories.store().glances(mailbox, "", 1).isEmpty()) {
            throw ConsoleException.failed("No contact of " + mailbox + " is known here");
        }
        String whose = Forms.text(context, "whose");
        if (whose.isEmpty()) {
            throw ConsoleException.wrongUsage("Say whose doing is to be taken back: mailbox, crm,"
                    + " or an editor's name");
        }
        return Undoing.plan(histories.store(), mailbox, Whose.parse(whose),
                Moments.parse(Forms.text(context, "from")),
                Moments.parse(Forms.text(context, "to")), at);
    }

    private void show(Context context, UndoPage page) {
        pages.show(context, "undo", "Undo", page);
    }

    private static String summary(UndoPlan plan) {
        return plan.touched().isEmpty() && plan.skipped() == 0
                ? "Nothing was done in that time that could be taken back."
                : Operating.counted(plan.count(Act.CHANGED_BACK), "contact", "contacts")
                        + " would change back (" + Operating.counted(plan.fields(), "field",
                                "fields")
                        + "), " + plan.count(Act.RESTORED) + " would live again, "
                        + plan.count(Act.DELETED) + " would be deleted."
                        + (plan.skipped() == 0
                                ? ""
                                : " What somebody changed later stays as it is: "
                                        + Operating.counted(plan.skipped(), "thing", "things")
                                        + ".");
    }

    private static UndoPage.Row row(UndoneItem item) {
        List<String> details = new ArrayList<>();
        item.fields()
                .stream()
                .map(ContactViews::row)
                .forEach(field -> details.add(field.field() + ": " + field.now() + " → "
                        + field.then()));
        item.skipped()
                .forEach(skipped -> details.add("Left: " + skipped.what() + ", since "
                        + skipped.why()));
        return new UndoPage.Row(KnownHistories.key(item.glance()).text(),
                ContactViews.name(item.glance()), switch (item.act()) {
                    case CHANGED_BACK -> "Changes back";
                    case RESTORED -> "Lives again";
                    case DELETED -> "Is deleted";
                    case LEFT -> "Is left as it is";
                }, details);
    }
}
