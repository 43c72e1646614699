package io.syncline.console.web;

import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.javalin.http.HttpStatus;
import io.syncline.console.system.Decider;
import io.syncline.console.system.HeldDelete;
import io.syncline.console.system.HeldDeletes;
import io.syncline.console.system.HeldDeletes.Found;
import io.syncline.console.system.MailboxName;
import io.syncline.console.web.OperatorActs.Result;
import io.syncline.console.web.view.HeldPage;
import io.syncline.schemas.contact.DecisionKind;
import io.syncline.schemas.contact.Side;
import io.syncline.schemas.topic.RecordKey;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** The deletes that the guard holds: whose they are, what shows them, and what becomes of them (rule R20). */
final class HeldRoutes {

    /** So many are shown of one mailbox; a decision may be about all. */
    static final int ROWS_MAX = 100;
    /** So many mailboxes are shown; a search finds others. */
    static final int MAILBOXES_MAX = 20;

    private final Operating operating;
    private final Pages pages;

    HeldRoutes(Operating operating, Pages pages) {
        this.operating = operating;
        this.pages = pages;
    }

    void routes(RoutesConfig routes) {
        routes.get("/held-deletes", context -> show(context, ""), Role.VIEWER);
        routes.post("/held-deletes/search",
                context -> show(context, Operating.text(context, "search")), Role.VIEWER);
        routes.post("/held-deletes/decide", this::decide, Role.OPERATOR);
    }

    private void show(Context context, String search) {
        pages.show(context, "heldDeletes", "Held deletes", page(search));
    }

    private HeldPage page(String search) {
        Map<MailboxName, List<Found>> byMailbox = new TreeMap<>(operating.watch()
                .held()
                .stream()
                .filter(found -> found.delete()
                        .mailbox()
                        .toString()
                        .toLowerCase(Locale.ROOT)
                        .contains(search.toLowerCase(Locale.ROOT)))
                .collect(Collectors.groupingBy(found -> found.delete().mailbox())));
        List<Found> shown = byMailbox.values()
                .stream()
                .limit(MAILBOXES_MAX)
                .flatMap(ones -> ones.stream()
                        .sorted(Comparator.comparing(found -> found.delete().at()))
                        .limit(ROWS_MAX))
                .toList();
        Map<MailboxName, List<HeldDelete>> rows = shown.isEmpty()
                ? Map.of()
                : operating.with(running -> new HeldDeletes(running).withEvidence(shown))
                        .stream()
                        .collect(Collectors.groupingBy(HeldDelete::mailbox));
        List<HeldPage.OfMailbox> mailboxes = new ArrayList<>();
        new TreeMap<>(rows).forEach((mailbox, held) -> mailboxes.add(new HeldPage.OfMailbox(
                mailboxes.size() + 1, mailbox.toString(),
                byMailbox.getOrDefault(mailbox, List.of()).size(),
                held.stream().map(HeldRoutes::row).toList())));
        return new HeldPage(operating.isReading(), mailboxes, search,
                operating.watch().held().size());
    }

    private static HeldPage.Row row(HeldDelete held) {
        return new HeldPage.Row(key(held).text(), held.person().shown(), where(held.by()),
                Times.moment(held.at()), held.evidence());
    }

    static RecordKey key(HeldDelete held) {
        return new RecordKey(held.mailbox().tenant(), held.mailbox().mailbox(), held.item());
    }

    private static String where(Side side) {
        return switch (side) {
            case MAILBOX -> "In the mailbox";
            case CRM -> "In the CRM";
            case UNKNOWN -> "Unknown";
        };
    }

    private void decide(Context context) {
        boolean all = Operating.text(context, "extent").equals("all");
        DecisionKind kind = kind(Operating.text(context, "act"));
        MailboxName mailbox = OperatorActs.mailbox(Operating.text(context, "mailbox"));
        if (all && !Operating.text(context, "confirm").equals(mailbox.toString())) {
            throw new Problem(422, "confirm", "To decide about all, type " + mailbox
                    + " into the field above the button. Nothing was done.");
        }
        List<RecordKey> items = all
                ? List.of()
                : OperatorActs.keys(context.formParams("item"));
        Decider decider = Operating.decider(context, Operating.text(context, "reason"));
        Result result = operating.with(running -> {
            OperatorActs acts = new OperatorActs(running, decider);
            return all ? acts.about(mailbox, kind) : acts.about(items, kind);
        });
        Operating.awaitRead(() -> operating.watch()
                .held()
                .stream()
                .noneMatch(found -> all
                        ? found.delete().mailbox().equals(mailbox)
                        : items.contains(key(found.delete()))));
        Guard.visitor(context)
                .tell(result.sentence((kind == DecisionKind.DELETES_APPROVED
                        ? "Approved: what was deleted on one side is deleted on the other, too."
                        : "Rejected: what was deleted is made there again.")
                        + " It is carried out a hundred contacts at a time."));
        context.redirect("/held-deletes", HttpStatus.SEE_OTHER);
    }

    static DecisionKind kind(String act) {
        return switch (act) {
            case "approve" -> DecisionKind.DELETES_APPROVED;
            case "reject" -> DecisionKind.DELETES_REJECTED;
            default -> throw new Problem(400, "act", "Held deletes can be approved or rejected");
        };
    }
}
