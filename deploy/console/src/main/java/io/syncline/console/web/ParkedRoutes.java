package io.syncline.console.web;

import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.javalin.http.HttpStatus;
import io.syncline.console.history.HistoryStore;
import io.syncline.console.history.Mark;
import io.syncline.console.system.Decider;
import io.syncline.console.system.MailboxName;
import io.syncline.console.web.OperatorActs.Result;
import io.syncline.schemas.contact.DecisionKind;
import io.syncline.schemas.topic.RecordKey;
import java.util.List;
import java.util.Optional;

/** Has what a mailbox refused tried once more (rule R14): of some of its contacts, or of all. */
final class ParkedRoutes {

    private final Operating operating;
    private final KnownHistories histories;

    ParkedRoutes(Operating operating, KnownHistories histories) {
        this.operating = operating;
        this.histories = histories;
    }

    void routes(RoutesConfig routes) {
        routes.post("/standing/{id}/{mailbox}/retry", this::retry, Role.OPERATOR);
    }

    private void retry(Context context) {
        MailboxName mailbox = KnownHistories.mailbox(context);
        HistoryStore store = histories.store();
        boolean all = Operating.text(context, "extent").equals("all");
        List<RecordKey> items = all
                ? store.marked(mailbox, Mark.PARKED, "", OperatorActs.CHOSEN_MAX)
                        .stream()
                        .map(KnownHistories::key)
                        .toList()
                : chosen(context, mailbox);
        Decider decider = Operating.decider(context, Operating.text(context, "reason"));
        Result result = operating.with(running -> {
            OperatorActs acts = new OperatorActs(running, decider);
            return all
                    ? acts.about(mailbox, DecisionKind.RETRIED)
                    : acts.about(items, DecisionKind.RETRIED);
        });
        Operating.awaitRead(() -> items.stream()
                .map(store::glance)
                .flatMap(Optional::stream)
                .noneMatch(Mark.PARKED::isOn));
        Guard.visitor(context)
                .tell(result.sentence("They are tried again. What the mailbox refuses once more"
                        + " comes back to this list."));
        context.redirect("/standing/" + mailbox + "/" + Mark.PARKED.text(),
                HttpStatus.SEE_OTHER);
    }

    /** @throws Problem if another mailbox's contact is among them */
    private static List<RecordKey> chosen(Context context, MailboxName mailbox) {
        List<RecordKey> items = OperatorActs.keys(context.formParams("item"));
        if (items.stream().anyMatch(item -> !MailboxName.of(item).equals(mailbox))) {
            throw new Problem(400, "item", "A contact of another mailbox was chosen. Nothing was"
                    + " done.");
        }
        return items;
    }
}
