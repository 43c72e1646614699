package io.syncline.console.web;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.syncline.console.letters.Fate.Act;
import io.syncline.console.letters.LetterDesk;
import io.syncline.console.letters.LetterDesk.Decided;
import io.syncline.console.letters.LetterFilter;
import io.syncline.console.letters.LetterId;
import io.syncline.console.proof.MailboxStanding;
import io.syncline.console.system.Decider;
import io.syncline.console.system.HeldDeletes;
import io.syncline.console.system.OpenMatches;
import io.syncline.console.web.OperatorActs.Result;
import io.syncline.schemas.contact.DecisionKind;
import io.syncline.schemas.topic.RecordKey;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/** The operators' pages as JSON. */
final class OperatingApi {

    private static final String API = "/api/v1/";
    private static final ObjectMapper JSON = new ObjectMapper();
    /** So many held deletes are answered at most. */
    private static final int HELD_MAX = 10_000;

    private final Operating operating;

    OperatingApi(Operating operating) {
        this.operating = operating;
    }

    void routes(RoutesConfig routes) {
        routes.get(API + "overview", this::overview, Role.VIEWER);
        routes.get(API + "mailboxes", this::mailboxes, Role.VIEWER);
        routes.get(API + "mailboxes/{tenant}/{mailbox}", this::mailbox, Role.VIEWER);
        routes.get(API + "held-deletes", this::held, Role.VIEWER);
        routes.post(API + "held-deletes/decide", this::decideHeld, Role.OPERATOR);
        routes.get(API + "matches", this::matches, Role.VIEWER);
        routes.post(API + "matches/decide", this::decideMatches, Role.OPERATOR);
        routes.get(API + "dead-letters", this::letters, Role.VIEWER);
        routes.get(API + "dead-letters/{partition}/{offset}", this::letter, Role.OPERATOR);
        routes.post(API + "dead-letters/decide", this::decideLetters, Role.OPERATOR);
        routes.get(API + "alerts", this::alerts, Role.VIEWER);
    }

    private void overview(Context context) {
        answer(context, OperatingJson.overview(operating, operating.now()));
    }

    private void mailboxes(Context context) {
        Instant now = operating.now();
        ObjectNode json = list("mailboxes");
        operating.standings()
                .all()
                .forEach(standing -> json.withArray("mailboxes")
                        .add(OperatingJson.of(standing, Map.of(), now)));
        answer(context, json.put("reading", operating.isReading()));
    }

    private void mailbox(Context context) {
        MailboxStanding standing = StandingRoutes.known(operating, context);
        answer(context, OperatingJson.of(standing, StandingRoutes.reasons(operating, standing),
                operating.now()));
    }

    private void held(Context context) {
        List<HeldDeletes.Found> found = operating.watch().held().stream().limit(HELD_MAX).toList();
        ObjectNode json = list("heldDeletes").put("total", operating.watch().held().size());
        if (!found.isEmpty()) {
            operating.with(running -> new HeldDeletes(running).withEvidence(found))
                    .forEach(one -> json.withArray("heldDeletes").add(OperatingJson.of(one)));
        }
        answer(context, json);
    }

    private void decideHeld(Context context) {
        JsonNode body = ApiJson.object(context.body());
        DecisionKind kind = HeldRoutes.kind(text(body, "act"));
        String mailbox = text(body, "mailbox");
        List<RecordKey> items = mailbox.isEmpty()
                ? OperatorActs.keys(texts(body, "items"))
                : List.of();
        Decider decider = Operating.decider(context, text(body, "reason"));
        answer(context, OperatingJson.of(operating.<Result>with(running -> {
            OperatorActs acts = new OperatorActs(running, decider);
            return mailbox.isEmpty()
                    ? acts.about(items, kind)
                    : acts.about(OperatorActs.mailbox(mailbox), kind);
        })));
    }

    private void matches(Context context) {
        ObjectNode json = list("matches");
        operating.with(running -> new OpenMatches(running).all())
                .forEach(open -> json.withArray("matches").add(OperatingJson.of(open)));
        answer(context, json);
    }

    private void decideMatches(Context context) {
        JsonNode body = ApiJson.object(context.body());
        Map<RecordKey, Optional<String>> who = new LinkedHashMap<>();
        body.path("matches").forEach(match -> {
            String sameAs = text(match, "sameAs");
            who.put(OperatorActs.key(text(match, "item")),
                    sameAs.isEmpty() ? Optional.empty() : Optional.of(sameAs));
        });
        if (who.isEmpty()) {
            throw new Problem(400, "matches", "Must be an array of objects with item and, unless it"
                    + " is a person of its own, sameAs");
        }
        Decider decider = Operating.decider(context, text(body, "reason"));
        answer(context, OperatingJson.of(operating.<Result>with(
                running -> new OperatorActs(running, decider).matches(who))));
    }

    private void letters(Context context) {
        Instant now = operating.now();
        LetterFilter filter = new LetterFilter(query(context, "tenant"), query(context, "code"),
                LetterRoutes.since(query(context, "since"), now),
                query(context, "decided").equals("true"));
        ObjectNode json = list("letters");
        operating.watch()
                .letters()
                .list(filter, now)
                .forEach(letter -> json.withArray("letters").add(OperatingJson.of(letter)));
        answer(context, json.put("reading", operating.isReading()));
    }

    private void letter(Context context) {
        LetterId id = LetterRoutes.id(context.pathParam("partition") + "/"
                + context.pathParam("offset"));
        answer(context, operating.with(running -> new LetterDesk(running).open(id))
                .map(OperatingJson::of)
                .orElseThrow(() -> Problem.notFound("No dead letter stands there")));
    }

    private void decideLetters(Context context) {
        JsonNode body = ApiJson.object(context.body());
        Act act = LetterRoutes.act(text(body, "act"));
        List<LetterId> ids = texts(body, "letters").stream().map(LetterRoutes::id).toList();
        if (ids.isEmpty()) {
            throw new Problem(400, "letters", "Must be an array of letters, such as 0/15");
        }
        Decider decider = Operating.decider(context, text(body, "reason"));
        answer(context, OperatingJson.of(operating.<Decided>with(
                running -> new LetterDesk(running).decide(ids, act, decider))));
    }

    private void alerts(Context context) {
        ObjectNode json = list("alerts");
        operating.watch()
                .alerts(operating.now())
                .forEach(alert -> json.withArray("alerts").add(OperatingJson.of(alert)));
        answer(context, json.put("reading", operating.isReading()));
    }

    private static ObjectNode list(String name) {
        ObjectNode json = JSON.createObjectNode();
        json.putArray(name);
        return json;
    }

    private static String query(Context context, String name) {
        return Objects.requireNonNullElse(context.queryParam(name), "");
    }

    private static String text(JsonNode body, String field) {
        JsonNode value = body.path(field);
        if (!value.isMissingNode() && !value.isNull() && !value.isTextual()) {
            throw new Problem(400, field, "Must be a text");
        }
        return value.asText("").strip();
    }

    private static List<String> texts(JsonNode body, String field) {
        if (!(body.path(field) instanceof ArrayNode array)) {
            throw new Problem(400, field, "Must be an array of texts");
        }
        List<String> texts = new ArrayList<>();
        array.forEach(one -> texts.add(one.asText()));
        return texts;
    }

    private static void answer(Context context, ObjectNode body) {
        context.contentType("application/json").result(body.toString());
    }
}
