package io.syncline.console.web;

import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.syncline.console.history.Mark;
import io.syncline.console.proof.RaisedAlert;
import io.syncline.console.web.view.AlertsPage;
import io.syncline.console.web.view.AlertsPage.Alert;
import io.syncline.schemas.ops.Severity;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What operators were alerted of, and what to do about it. */
final class AlertRoutes {

    static final int SHOWN_MAX = 200;

    private final Operating operating;
    private final Pages pages;

    /** What to do, and where. */
    private record Advice(String what, String href) {}

    AlertRoutes(Operating operating, Pages pages) {
        this.operating = operating;
        this.pages = pages;
    }

    void routes(RoutesConfig routes) {
        routes.get("/alerts", this::show, Role.VIEWER);
    }

    private void show(Context context) {
        List<RaisedAlert> all = operating.watch().alerts(operating.now());
        List<RaisedAlert> shown = all.stream().limit(SHOWN_MAX).toList();
        pages.show(context, "alerts", "Alerts", new AlertsPage(operating.isReading(),
                alerts(shown, false), alerts(shown, true), all.size() - shown.size()));
    }

    private static List<Alert> alerts(List<RaisedAlert> shown, boolean settled) {
        return shown.stream()
                .filter(alert -> alert.settled() == settled)
                .map(AlertRoutes::alert)
                .toList();
    }

    private static Alert alert(RaisedAlert raised) {
        Advice advice = advice(raised);
        return new Alert(raised.settled() ? "waiting" : style(raised.severity()),
                word(raised.severity()), raised.code(), raised.message(), about(raised),
                Times.moment(raised.at()), raised.times(), advice.what(), advice.href());
    }

    static String about(RaisedAlert raised) {
        return Stream.of(raised.tenant(), raised.mailbox(), raised.item())
                .flatMap(Optional::stream)
                .filter(part -> !part.isEmpty())
                .collect(Collectors.joining("/"));
    }

    static String what(RaisedAlert raised) {
        return advice(raised).what();
    }

    private static Advice advice(RaisedAlert raised) {
        String tenant = raised.tenant().map(id -> "/tenants/" + id).orElse("");
        return switch (raised.code()) {
            case "deletes-held" -> new Advice("Ask the person whose deletes they are; then approve"
                    + " or reject them. Until then edits go on.", "/held-deletes");
            case "ambiguous-match" -> new Advice("Say who the contact is. Until then it is written"
                    + " nowhere.", "/matches");
            case "write-rejected" -> new Advice("Mend the value on either side, and another value"
                    + " is tried by itself; or mend what the mailbox complains of, and have this"
                    + " one tried again.", refused(raised));
            case "possible-double" -> new Advice("Open the mailbox, and delete one of the two"
                    + " contacts there.", mailbox(raised));
            case "credential-expires" -> new Advice("Make a new secret or certificate, and submit"
                    + " it; the old one works until then.", tenant);
            case "ews-ends" -> new Advice("Submit an access by Microsoft Graph beside it; then"
                    + " migrate the mailboxes.", tenant);
            case "access-broken" ->
                new Advice("Do what the alert names, and verify again.", tenant);
            case "access-works-again" -> new Advice("Nothing is to be done.", "");
            default -> new Advice("See what the alert says.", mailbox(raised));
        };
    }

    private static String refused(RaisedAlert raised) {
        String mailbox = mailbox(raised);
        return mailbox.isEmpty()
                ? ""
                : mailbox.replaceFirst("^/mailboxes", "/standing") + "/" + Mark.PARKED.text();
    }

    private static String mailbox(RaisedAlert raised) {
        return raised.tenant()
                .flatMap(tenant -> raised.mailbox()
                        .filter(mailbox -> !mailbox.isEmpty())
                        .map(mailbox -> "/mailboxes/" + tenant + "/" + mailbox))
                .orElse("");
    }

    static String word(Severity severity) {
        return switch (severity) {
            case CRITICAL -> "Critical";
            case WARNING -> "Warning";
            case INFO -> "For information";
            case UNKNOWN -> "Unknown";
        };
    }

    private static String style(Severity severity) {
        return switch (severity) {
            case CRITICAL -> "failed";
            case WARNING -> "warned";
            case INFO -> "passed";
            case UNKNOWN -> "waiting";
        };
    }
}
