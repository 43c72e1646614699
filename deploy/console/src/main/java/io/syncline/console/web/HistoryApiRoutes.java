package io.syncline.console.web;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.syncline.console.history.Explaining;
import io.syncline.console.history.Finding;
import io.syncline.console.history.HistoryFollower.Progress;
import io.syncline.console.history.HistoryJson;
import io.syncline.console.history.HistoryStore;
import io.syncline.console.history.Mark;
import io.syncline.console.history.Moments;
import io.syncline.console.history.Refusal;
import io.syncline.console.history.RestorePlan;
import io.syncline.console.history.Restoring;
import io.syncline.console.history.Standing;
import io.syncline.console.history.UndoPlan;
import io.syncline.console.history.Undoing;
import io.syncline.console.history.Whose;
import io.syncline.console.history.Withheld;
import io.syncline.console.system.MailboxName;
import io.syncline.topology.history.Glance;
import io.syncline.topology.history.Timeline;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Contacts, their histories and how mailboxes stand, as JSON. */
final class HistoryApiRoutes {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String CONTACT = "/api/v1/contacts/{id}/{mailbox}/{item}";
    private static final String MAILBOX = "/api/v1/tenants/{id}/mailboxes/{mailbox}";
    private static final int PAGE_MAX = 1_000;
    private static final int PAGE = 100;

    private final KnownHistories histories;
    private final HistoryEdits edits;
    private final InstantSource clock;

    HistoryApiRoutes(KnownHistories histories, HistoryEdits edits, InstantSource clock) {
        this.histories = histories;
        this.edits = edits;
        this.clock = clock;
    }

    void routes(RoutesConfig routes) {
        routes.get("/api/v1/history", this::progress, Role.VIEWER);
        routes.post("/api/v1/contacts/find", this::find, Role.VIEWER);
        routes.get(CONTACT, this::contact, Role.VIEWER);
        routes.get(CONTACT + "/history", this::history, Role.VIEWER);
        routes.get(CONTACT + "/fields/{field}", this::explain, Role.VIEWER);
        routes.post(CONTACT + "/restore", this::restore, Role.OPERATOR);
        routes.get(MAILBOX + "/standing", this::standing, Role.VIEWER);
        routes.get(MAILBOX + "/standing/{mark}", this::marked, Role.VIEWER);
        routes.post(MAILBOX + "/undo", this::undo, Role.OPERATOR);
    }

    private void progress(Context context) {
        Progress progress = histories.progress();
        Map<String, Object> values = new LinkedHashMap<>();
        values.put("caughtUp", progress.isCaughtUp());
        values.put("behind", progress.behind() < 0 ? null : progress.behind());
        values.put("folded", progress.records());
        values.put("problem", progress.problem().isEmpty() ? null : progress.problem());
        answer(context, values);
    }

    private void find(Context context) {
        JsonNode body = ApiJson.object(context.body());
        String mailbox = body.path("mailbox").asText("");
        List<Glance> found = histories.store()
                .find(body.path("text").asText(""),
                        mailbox.isEmpty() ? Optional.empty() : Optional.of(named(mailbox)),
                        size(body.path("max").asInt(PAGE)));
        answer(context, Map.of("contacts", found.stream().map(HistoryApiRoutes::found).toList()));
    }

    private void contact(Context context) {
        Glance glance = histories.contact(context);
        String at = context.queryParam("at");
        answer(context, at == null
                ? HistoryJson.of(glance)
                : HistoryJson.of(glance, Restoring.then(timeline(glance), at)));
    }

    private void history(Context context) {
        Glance glance = histories.contact(context);
        answer(context, Map.of("history", timeline(glance).turns()
                .stream()
                .map(HistoryJson::of)
                .toList()));
    }

    private void explain(Context context) {
        Glance glance = histories.contact(context);
        String at = context.queryParam("at");
        answer(context, Explaining.of(glance, timeline(glance), context.pathParam("field"),
                at == null ? Instant.MAX : Moments.parse(at))
                .map(why -> HistoryJson.of(glance, why))
                .orElseThrow(() -> Problem.notFound("Nobody ever set this field of the"
                        + " contact")));
    }

    private void restore(Context context) {
        Glance glance = histories.contact(context);
        JsonNode body = ApiJson.object(context.body());
        Timeline.Then then = Restoring.then(timeline(glance), required(body, "to"));
        String field = body.path("field").asText("");
        RestorePlan plan = field.isEmpty()
                ? Restoring.whole(glance, then, clock.instant())
                : Restoring.field(glance, field, then, clock.instant());
        Map<String, Object> values = new LinkedHashMap<>(HistoryJson.of(plan));
        if (!plan.isEmpty() && !body.path("dryRun").asBoolean(false)) {
            HistoryEdits.Done done = edits.restore(plan, Guard.visitor(context), reason(body),
                    (field.isEmpty() ? "all fields" : field) + " to " + required(body, "to"));
            done(values, done);
            done.version().ifPresent(version -> values.put("version", version));
        }
        answer(context, values);
    }

    private void undo(Context context) {
        JsonNode body = ApiJson.object(context.body());
        UndoPlan plan = Undoing.plan(histories.store(), KnownHistories.mailbox(context),
                Whose.parse(required(body, "whose")), Moments.parse(required(body, "from")),
                Moments.parse(required(body, "to")), clock.instant());
        Map<String, Object> values = new LinkedHashMap<>(HistoryJson.of(plan));
        if (!plan.touched().isEmpty() && !body.path("dryRun").asBoolean(false)) {
            done(values, edits.undo(plan, Guard.visitor(context), reason(body)));
        }
        answer(context, values);
    }

    private static void done(Map<String, Object> values, HistoryEdits.Done done) {
        values.put("taken", done.taken());
        values.put("says", done.sentence());
    }

    private void standing(Context context) {
        answer(context, HistoryJson.of(Standing.of(histories.store(),
                KnownHistories.mailbox(context), clock.instant())));
    }

    private void marked(Context context) {
        HistoryStore store = histories.store();
        Mark mark = MarkedRoutes.mark(context);
        int max = size(number(context.queryParam("max")));
        List<Glance> page = store.marked(KnownHistories.mailbox(context), mark,
                Objects.requireNonNullElse(context.queryParam("after"), ""), max);
        Map<String, Object> values = new LinkedHashMap<>();
        values.put("contacts", page.stream().map(glance -> {
            Map<String, Object> one = new LinkedHashMap<>(found(glance));
            one.put("refused", Refusal.of(store, glance).stream().map(Refusal::values).toList());
            one.put("withheld",
                    Withheld.of(store, glance).stream().map(Withheld::values).toList());
            one.put("outstandingSince", glance.outstanding()
                    .map(command -> command.since().toString())
                    .orElse(null));
            return one;
        }).toList());
        values.put("next", HistoryJson.next(page, max));
        answer(context, values);
    }

    private Timeline timeline(Glance glance) {
        return histories.store().timeline(KnownHistories.key(glance));
    }

    private static Map<String, Object> found(Glance glance) {
        Map<String, Object> values = new LinkedHashMap<>();
        values.put("item", HistoryJson.itemOf(glance));
        values.put("name", Finding.nameOf(glance));
        values.put("deleted", glance.deleted());
        return values;
    }

    private static MailboxName named(String text) {
        try {
            return MailboxName.parse(text);
        } catch (IllegalArgumentException e) {
            throw new Problem(400, "mailbox", "Must be tenant/mailbox");
        }
    }

    private static String required(JsonNode body, String field) {
        String text = body.path(field).asText("");
        if (text.isBlank()) {
            throw new Problem(400, field, "Is missing");
        }
        return text;
    }

    private static @Nullable String reason(JsonNode body) {
        String reason = body.path("reason").asText("");
        return reason.isEmpty() ? null : reason;
    }

    private static int size(int asked) {
        return Math.min(PAGE_MAX, Math.max(1, asked));
    }

    private static int number(@Nullable String text) {
        return text != null && text.matches("\\d{1,6}") ? Integer.parseInt(text) : PAGE;
    }

    private static void answer(Context context, Map<String, Object> values) {
        try {
            context.contentType("application/json").result(JSON.writeValueAsString(values));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("Values can always be written", e);
        }
    }
}
