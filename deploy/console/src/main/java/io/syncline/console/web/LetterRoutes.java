package io.syncline.console.web;

import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.javalin.http.HttpStatus;
import io.syncline.console.letters.Fate.Act;
import io.syncline.console.letters.Letter;
import io.syncline.console.letters.LetterDesk;
import io.syncline.console.letters.LetterDesk.Decided;
import io.syncline.console.letters.LetterFilter;
import io.syncline.console.letters.LetterId;
import io.syncline.console.letters.OpenedLetter;
import io.syncline.console.system.Decider;
import io.syncline.console.web.view.LetterPage;
import io.syncline.console.web.view.LettersPage;
import io.syncline.console.web.view.LettersPage.Row;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** The records that could not be processed: why, what they say, and what becomes of them. */
final class LetterRoutes {

    static final int ROWS_MAX = 100;
    private static final String LETTER = "/dead-letters/{partition}/{offset}";

    private final Operating operating;
    private final Pages pages;

    LetterRoutes(Operating operating, Pages pages) {
        this.operating = operating;
        this.pages = pages;
    }

    void routes(RoutesConfig routes) {
        routes.get("/dead-letters", context -> list(context, "", "", "", false), Role.VIEWER);
        routes.post("/dead-letters/search", context -> list(context,
                Operating.text(context, "tenant"), Operating.text(context, "code"),
                Operating.text(context, "since"),
                !Operating.text(context, "decided").isEmpty()), Role.VIEWER);
        routes.get(LETTER, this::one, Role.OPERATOR);
        routes.post("/dead-letters/decide", this::decide, Role.OPERATOR);
    }

    private void list(Context context, String tenant, String code, String since,
            boolean decided) {
        Instant now = operating.now();
        List<Letter> found = operating.watch()
                .letters()
                .list(new LetterFilter(tenant, code, since(since, now), decided), now);
        List<Letter> waiting = operating.watch().letters().list(LetterFilter.UNDECIDED, now);
        pages.show(context, "letters", "Dead letters", new LettersPage(operating.isReading(),
                found.stream().limit(ROWS_MAX).map(LetterRoutes::row).toList(), found.size(),
                waiting.size(), tenant, code, since, operating.watch()
                        .letters()
                        .list(LetterFilter.ALL, now)
                        .stream()
                        .map(Letter::code)
                        .distinct()
                        .sorted()
                        .toList(),
                decided));
    }

    /** What a letter says may be people's data: only operators open it. */
    private void one(Context context) {
        LetterId id = id(context.pathParam("partition") + "/" + context.pathParam("offset"));
        OpenedLetter opened = operating.with(running -> new LetterDesk(running).open(id))
                .orElseThrow(() -> Problem.notFound("No dead letter stands there, or it is older"
                        + " than 30 days. The list shows those that are there."));
        Letter known = operating.watch()
                .letters()
                .letter(id)
                .orElseThrow(() -> Problem.notFound("This dead letter is being read. Load the page"
                        + " again."));
        pages.show(context, "letter", "Dead letter " + id, new LetterPage(row(known),
                opened.letter().getService(), opened.letter().getTopic() + ", partition "
                        + opened.letter().getPartition() + ", offset "
                        + opened.letter().getOffset(),
                opened.key(), opened.text().orElse(""),
                opened.text().isPresent() ? "" : opened.hex()));
    }

    static Row row(Letter letter) {
        return new Row(letter.id().toString(), Times.moment(letter.at()),
                letter.tenant().isEmpty() ? "" : letter.tenant() + "/" + letter.mailbox(),
                letter.topic(), letter.code(), letter.reason(), letter.fate()
                        .map(fate -> StandingViews.capital(fate.act().done()) + " by " + fate.who()
                                + " on " + Times.moment(fate.at()).text()
                                + (fate.why().isEmpty() ? "" : ": " + fate.why()))
                        .orElse(""));
    }

    private void decide(Context context) {
        Act act = act(Operating.text(context, "act"));
        List<LetterId> ids = Operating.text(context, "extent").equals("all")
                ? covered(context)
                : context.formParams("letter").stream().map(LetterRoutes::id).toList();
        if (ids.isEmpty()) {
            throw new Problem(400, "letter", "No letter was chosen, so nothing was done. Go back,"
                    + " and tick at least one.");
        }
        Decider decider = Operating.decider(context, Operating.text(context, "reason"));
        Decided decided = operating.with(running -> new LetterDesk(running).decide(ids, act,
                decider));
        Operating.awaitRead(() -> decided.done()
                .stream()
                .allMatch(id -> operating.watch()
                        .letters()
                        .letter(id)
                        .filter(letter -> letter.fate().isEmpty())
                        .isEmpty()));
        Guard.visitor(context).tell(sentence(decided, act));
        context.redirect("/dead-letters", HttpStatus.SEE_OTHER);
    }

    /** All that the filter of the page covers; its number was typed, so nobody decides about more than was seen. */
    private List<LetterId> covered(Context context) {
        Instant now = operating.now();
        LetterFilter filter = new LetterFilter(Operating.text(context, "tenant"),
                Operating.text(context, "code"), since(Operating.text(context, "since"), now),
                false);
        List<Letter> found = operating.watch().letters().list(filter, now);
        if (!Operating.text(context, "confirm").equals(String.valueOf(found.size()))) {
            throw new Problem(422, "confirm", "To decide about all, type their number, which is "
                    + found.size() + " now. Nothing was done.");
        }
        return found.reversed().stream().map(Letter::id).toList();
    }

    static String sentence(Decided decided, Act act) {
        String done = decided.done().isEmpty()
                ? ""
                : StandingViews.capital(act.done()) + ": "
                        + Operating.counted(decided.done().size(), "letter", "letters") + ". "
                        + (act == Act.RETRY ? "One that fails again becomes a new letter. " : "");
        return done + decided.refused()
                .entrySet()
                .stream()
                .limit(ROWS_MAX)
                .map(refused -> "Not " + refused.getKey() + ": " + refused.getValue() + ".")
                .collect(Collectors.joining(" "));
    }

    static Act act(String text) {
        return switch (text) {
            case "retry" -> Act.RETRY;
            case "drop" -> Act.DROP;
            default -> throw new Problem(400, "act", "Dead letters can be retried or dropped");
        };
    }

    static LetterId id(String text) {
        return LetterId.of(text)
                .orElseThrow(() -> Problem.notFound("A dead letter is named by partition and"
                        + " offset, such as 0/15."));
    }

    static Optional<Instant> since(String text, Instant now) {
        if (text.isEmpty()) {
            return Optional.empty();
        }
        try {
            return Optional.of(text.startsWith("P")
                    ? now.minus(Duration.parse(text))
                    : Instant.parse(text));
        } catch (DateTimeParseException e) {
            throw new Problem(400, "since", "Give a time such as 2026-11-22T10:00:00Z, or how long"
                    + " ago, such as PT2H");
        }
    }
}
