package io.syncline.console.web;

import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.syncline.console.history.HistoryStore;
import io.syncline.console.history.Mark;
import io.syncline.console.history.Refusal;
import io.syncline.console.history.Standing;
import io.syncline.console.history.Withheld;
import io.syncline.console.system.MailboxName;
import io.syncline.console.web.view.MarkedPage;
import io.syncline.console.web.view.MarkedPage.Count;
import io.syncline.topology.history.Glance;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/** How a mailbox stands, as far as the journal tells it, and the contacts behind each count. */
final class MarkedRoutes {

    private static final int PAGE = 50;

    private final KnownHistories histories;
    private final Pages pages;
    private final InstantSource clock;

    MarkedRoutes(KnownHistories histories, Pages pages, InstantSource clock) {
        this.histories = histories;
        this.pages = pages;
        this.clock = clock;
    }

    void routes(RoutesConfig routes) {
        routes.get("/standing/{id}/{mailbox}", context -> show(context, Optional.empty()),
                Role.VIEWER);
        routes.get("/standing/{id}/{mailbox}/{mark}", context -> show(context,
                Optional.of(mark(context))), Role.VIEWER);
    }

    static Mark mark(Context context) {
        return Mark.of(context.pathParam("mark"))
                .orElseThrow(() -> Problem.notFound("There is no such list. There are: "
                        + String.join(", ", Arrays.stream(Mark.values()).map(Mark::text).toList())
                        + "."));
    }

    private void show(Context context, Optional<Mark> mark) {
        HistoryStore store = histories.store();
        MailboxName mailbox = KnownHistories.mailbox(context);
        Standing standing = Standing.of(store, mailbox, clock.instant());
        String after = Objects.requireNonNullElse(context.queryParam("after"), "");
        List<Glance> found = mark.map(one -> store.marked(mailbox, one, after, PAGE + 1))
                .orElse(List.of());
        List<Glance> shown = found.stream().limit(PAGE).toList();
        pages.show(context, "marked", "Contacts of " + mailbox, new MarkedPage(
                mailbox.tenant(), mailbox.mailbox(), counts(standing), standing.conflicts(),
                mark.map(MarkedRoutes::words).orElse(""),
                shown.stream().map(glance -> row(store, glance)).toList(),
                mark.filter(Mark.PARKED::equals).isPresent() && !shown.isEmpty(),
                found.size() > PAGE ? shown.getLast().item() : "",
                mark.map(Mark::text).orElse(""), histories.stand()));
    }

    private static List<Count> counts(Standing standing) {
        return Arrays.stream(Mark.values())
                .map(mark -> new Count(mark.text(), StandingViews.capital(words(mark)),
                        standing.count(mark)))
                .toList();
    }

    static String words(Mark mark) {
        return switch (mark) {
            case LIVING -> "live";
            case DELETED -> "are deleted";
            case DUE -> "wait until the mailbox is ready";
            case OUTSTANDING -> "have a command under way";
            case PARKED -> "have a value that the mailbox refuses";
            case WITHHELD -> "have a value that waits for a release";
            case HELD -> "have a delete that is held";
            case AMBIGUOUS -> "could be several people";
        };
    }

    private static MarkedPage.Row row(HistoryStore store, Glance glance) {
        List<String> details = new ArrayList<>();
        Refusal.of(store, glance)
                .forEach(refusal -> details.add(Readable.field(refusal.field()) + ": "
                        + ContactViews.shown(refusal.value()) + ", refused since "
                        + Times.moment(refusal.since()).text()
                        + (refusal.reason().isEmpty() ? "" : ": " + refusal.reason())));
        Withheld.of(store, glance)
                .forEach(withheld -> details.add(StandingViews.capital(withheld.says(
                        Readable.field(withheld.field()) + ": "
                                + ContactViews.shown(withheld.value())))
                        + ", waits since " + Times.moment(withheld.since()).text()));
        glance.outstanding()
                .ifPresent(command -> details.add("Command " + command.number()
                        + " is under way since " + Times.moment(command.since()).text()));
        glance.heldDelete()
                .ifPresent(held -> details.add("A delete is held since "
                        + Times.moment(held.since()).text()));
        return new MarkedPage.Row(KnownHistories.key(glance).text(), ContactViews.name(glance),
                details);
    }
}
