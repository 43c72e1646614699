package io.syncline.console.web;

import io.syncline.console.web.view.AlertsPage;
import io.syncline.console.web.view.HeldPage;
import io.syncline.console.web.view.LetterPage;
import io.syncline.console.web.view.LettersPage;
import io.syncline.console.web.view.MatchesPage;
import io.syncline.console.web.view.Moment;
import io.syncline.console.web.view.OverviewPage;
import io.syncline.console.web.view.OverviewPage.StageView;
import io.syncline.console.web.view.OverviewPage.TenantLine;
import io.syncline.console.web.view.OverviewPage.Waits;
import io.syncline.console.web.view.StandingPage;
import io.syncline.console.web.view.StandingsPage;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/** The pages of operators, empty and full, for the tests of all pages. */
final class OperatorPages {

    static final Set<String> TEMPLATES = Set.of("overview", "standings", "standing", "heldDeletes",
            "matches", "letters", "letter", "alerts");

    private static final Moment AT = new Moment("2026-11-22T10:00:00Z", "22 Nov 2026, 10:00 UTC");

    private OperatorPages() {}

    /** By the name of their templates; with this text wherever somebody else may have written it. */
    static Stream<Map.Entry<String, Object>> all(String text) {
        StandingsPage.Row row = new StandingsPage.Row("acme/m1", text, "failed",
                "Waits for a person", text, "Microsoft Graph", "Never", "None yet");
        LettersPage.Row letter = new LettersPage.Row("0/15", AT, "acme/m1", text, text, text, "");
        LettersPage.Row decided = new LettersPage.Row("0/16", AT, "", text, text, text, text);
        return Stream.of(
                Map.entry("overview", new OverviewPage(true, List.of(), List.of(), List.of())),
                Map.entry("overview", new OverviewPage(false,
                        List.of(new Waits(text, text, "/held-deletes")),
                        List.of(new TenantLine("acme", text, true, 5, 1, 1, 1, 2),
                                new TenantLine("other", text, false, 0, 0, 0, 0, 0)),
                        List.of(new StageView("Merged", text, text, "0.0,1.0 2.0,3.0", text)))),
                Map.entry("standings", new StandingsPage(true, List.of(), 0, 0, "", "", List.of(),
                        1, 1)),
                Map.entry("standings", new StandingsPage(false, List.of(row), 1, 300, text,
                        "waits", List.of(new StandingsPage.Choice("waits", text)), 1, 3)),
                Map.entry("standing", new StandingPage(row, List.of(
                        new StandingPage.Fact("Held deletes", text, "/held-deletes"),
                        new StandingPage.Fact("Parked", text, "")),
                        List.of(
                                new StandingPage.Difference(text, text)),
                        2, false)),
                Map.entry("standing", new StandingPage(row, List.of(), List.of(), 0, true)),
                Map.entry("heldDeletes", new HeldPage(false, List.of(), "", 0)),
                Map.entry("heldDeletes", new HeldPage(false, List.of(held(1, "acme/m1", text),
                        held(2, "acme/m2", text)), text, 9)),
                Map.entry("matches", new MatchesPage(List.of(), 0)),
                Map.entry("matches", new MatchesPage(List.of(new MatchesPage.Match(1,
                        "acme/m1/i1", "acme/m1", text, AT,
                        List.of(new MatchesPage.Candidate("i2", text)))), 4)),
                Map.entry("letters", new LettersPage(true, List.of(), 0, 0, "", "", "", List.of(),
                        false)),
                Map.entry("letters", new LettersPage(false, List.of(letter, decided), 200, 150,
                        text, "", "P1D", List.of(text), false)),
                Map.entry("letter", new LetterPage(letter, "merge", text, text, text, "")),
                Map.entry("letter", new LetterPage(decided, "merge", text, text, "", "0000")),
                Map.entry("alerts", new AlertsPage(false, List.of(), List.of(), 0)),
                Map.entry("alerts", new AlertsPage(false, List.of(alert(text)),
                        List.of(alert(text)), 3)));
    }

    private static HeldPage.OfMailbox held(int number, String name, String text) {
        return new HeldPage.OfMailbox(number, name, 4, List.of(new HeldPage.Row(
                name + "/i1", text, "In the CRM", AT, text),
                new HeldPage.Row(name + "/i2", text,
                        "In the CRM", AT, "")));
    }

    private static AlertsPage.Alert alert(String text) {
        return new AlertsPage.Alert("failed", "Critical", text, text, text, AT, 2, text, "/alerts");
    }
}
