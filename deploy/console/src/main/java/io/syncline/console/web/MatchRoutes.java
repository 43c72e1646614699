package io.syncline.console.web;

import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.javalin.http.HttpStatus;
import io.syncline.console.system.Decider;
import io.syncline.console.system.OpenMatch;
import io.syncline.console.system.OpenMatches;
import io.syncline.console.web.OperatorActs.Result;
import io.syncline.console.web.view.MatchesPage;
import io.syncline.console.web.view.MatchesPage.Candidate;
import io.syncline.console.web.view.MatchesPage.Match;
import io.syncline.schemas.topic.RecordKey;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The contacts that could be one of several people, and who they are said to be (rule R16). */
final class MatchRoutes {

    static final int SHOWN_MAX = 50;
    static final String OWN = "own";
    private static final String WHO = "who:";

    private final Operating operating;
    private final Pages pages;

    MatchRoutes(Operating operating, Pages pages) {
        this.operating = operating;
        this.pages = pages;
    }

    void routes(RoutesConfig routes) {
        routes.get("/matches", this::show, Role.VIEWER);
        routes.post("/matches/decide", this::decide, Role.OPERATOR);
    }

    private void show(Context context) {
        List<OpenMatch> open = operating.watch().ambiguous() == 0 && !operating.isReading()
                ? List.of()
                : operating.with(running -> new OpenMatches(running).all());
        List<Match> matches = new ArrayList<>();
        open.stream().limit(SHOWN_MAX).forEach(one -> matches.add(match(matches.size() + 1, one)));
        pages.show(context, "matches", "Who is who", new MatchesPage(matches,
                Math.max(0, open.size() - SHOWN_MAX)));
    }

    private static Match match(int number, OpenMatch open) {
        return new Match(number, key(open).text(), open.mailbox().toString(),
                open.person().shown(), Times.moment(open.at()), open.candidates()
                        .stream()
                        .map(candidate -> new Candidate(candidate.item(),
                                candidate.person().shown()))
                        .toList());
    }

    static RecordKey key(OpenMatch open) {
        return new RecordKey(open.mailbox().tenant(), open.mailbox().mailbox(), open.item());
    }

    private void decide(Context context) {
        Map<RecordKey, Optional<String>> who = new LinkedHashMap<>();
        context.formParamMap().forEach((field, values) -> {
            String said = values.isEmpty() ? "" : values.getFirst();
            if (field.startsWith(WHO) && !said.isEmpty()) {
                who.put(OperatorActs.key(field.substring(WHO.length())), said.equals(OWN)
                        ? Optional.empty()
                        : Optional.of(said));
            }
        });
        if (who.isEmpty()) {
            throw new Problem(400, "who", "Nobody was chosen, so nothing was done. Go back, and say"
                    + " of at least one who it is.");
        }
        Decider decider = Operating.decider(context, Operating.text(context, "reason"));
        Result result = operating.with(running -> new OperatorActs(running, decider)
                .matches(who));
        Guard.visitor(context)
                .tell(result.sentence("Decided about "
                        + Operating.counted(result.taken(), "contact", "contacts") + "."));
        context.redirect("/matches", HttpStatus.SEE_OTHER);
    }
}
