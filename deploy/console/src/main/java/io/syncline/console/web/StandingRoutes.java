package io.syncline.console.web;

import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.syncline.console.proof.MailboxStanding;
import io.syncline.console.proof.UnavailableReasons;
import io.syncline.console.system.MailboxName;
import io.syncline.console.web.StandingViews.Wanted;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** How the mailboxes of all tenants stand. What is searched for goes in the body: it may be an address. */
final class StandingRoutes {

    private static final int DIGITS_MAX = 7;

    private final Operating operating;
    private final Pages pages;

    StandingRoutes(Operating operating, Pages pages) {
        this.operating = operating;
        this.pages = pages;
    }

    void routes(RoutesConfig routes) {
        routes.get("/mailboxes", context -> list(context, new Wanted("", stands(context), 1)),
                Role.VIEWER);
        routes.post("/mailboxes/search", context -> list(context, wanted(context)), Role.VIEWER);
        routes.get("/mailboxes/{tenant}/{mailbox}", this::one, Role.VIEWER);
    }

    private void list(Context context, Wanted wanted) {
        pages.show(context, "standings", "Mailboxes", StandingViews.page(operating.isReading(),
                operating.standings().all(), wanted, operating.now()));
    }

    private static String stands(Context context) {
        return Objects.requireNonNullElse(context.queryParam("stands"), "");
    }

    private static Wanted wanted(Context context) {
        String page = Operating.text(context, "page");
        return new Wanted(Operating.text(context, "search"), Operating.text(context, "stands"),
                page.matches("\\d{1," + DIGITS_MAX + "}") ? Integer.parseInt(page) : 1);
    }

    private void one(Context context) {
        MailboxStanding standing = known(operating, context);
        Map<String, String> reasons = reasons(operating, standing);
        pages.show(context, "standing", "Mailbox " + standing.mailbox(),
                StandingViews.page(standing, reasons, operating.now()));
    }

    static Map<String, String> reasons(Operating operating, MailboxStanding standing) {
        return standing.unavailable().isEmpty()
                ? Map.of()
                : operating.with(running -> UnavailableReasons.of(running, List.of(standing)));
    }

    /** @throws Problem if nothing is known of the mailbox in the address */
    static MailboxStanding known(Operating operating, Context context) {
        return operating.standings()
                .of(new MailboxName(context.pathParam("tenant"), context.pathParam("mailbox")))
                .orElseThrow(() -> Problem.notFound("Nothing is known of this mailbox. The list of"
                        + " mailboxes shows those of which something is."));
    }
}
