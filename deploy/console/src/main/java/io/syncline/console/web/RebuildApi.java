package io.syncline.console.web;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.javalin.http.HttpStatus;
import io.syncline.console.rebuild.PromotionWish;
import io.syncline.console.rebuild.RebuildJson;
import io.syncline.console.tenant.Actor;

/**
 * The generations of merge as JSON, and what can be done about them. What takes long is answered 202 once it has
 * begun; how far it is, and how it ended, stands with the generations.
 */
final class RebuildApi {

    private static final String ALL = "/api/v1/rebuilds";
    private static final String ONE = ALL + "/{number}";
    private static final ObjectMapper JSON = new ObjectMapper();

    private final RebuildWork work;

    RebuildApi(RebuildWork work) {
        this.work = work;
    }

    void routes(RoutesConfig routes) {
        routes.get(ALL, this::list, Role.VIEWER);
        routes.post(ALL, this::start, Role.OPERATOR);
        routes.post(ONE + "/compare", this::compare, Role.OPERATOR);
        routes.post(ONE + "/promote", this::promote, Role.OPERATOR);
        routes.post(ONE + "/abandon", this::abandon, Role.OPERATOR);
        routes.post(ALL + "/release", this::release, Role.OPERATOR);
    }

    private void list(Context context) {
        ObjectNode json = JSON.createObjectNode();
        work.standings()
                .forEach(standing -> json.withArray("generations")
                        .add(JSON.<JsonNode>valueToTree(RebuildJson.of(standing))));
        json.put("doing", work.acts().doing().orElse(""));
        work.acts()
                .last()
                .ifPresent(ending -> json.putObject("ended")
                        .put("good", ending.good())
                        .put("sentence", ending.sentence()));
        answer(context, HttpStatus.OK, json);
    }

    private void start(Context context) {
        JsonNode build = ApiJson.object(context.body()).path("build");
        if (!build.isMissingNode() && !build.isTextual()) {
            throw new Problem(400, "build", "Must be a text");
        }
        answer(context, HttpStatus.CREATED, JSON.valueToTree(RebuildJson.of(
                work.start(build.asText("").strip(), actor(context)))));
    }

    private void compare(Context context) {
        begun(context, work.compare(RebuildRoutes.number(context), actor(context)));
    }

    private void promote(Context context) {
        JsonNode body = ApiJson.object(context.body());
        begun(context, work.promote(RebuildRoutes.number(context), new PromotionWish(
                flag(body, "acceptDifferences"), flag(body, "withoutRunning"),
                flag(body, "whenEqual"), PromotionWish.WAIT), actor(context)));
    }

    private void abandon(Context context) {
        begun(context, work.abandon(RebuildRoutes.number(context), actor(context)));
    }

    private void release(Context context) {
        begun(context, work.release(actor(context)));
    }

    private void begun(Context context, boolean begun) {
        if (!begun) {
            throw new Problem(409, "", "Something else is being done about a rebuild; begin this"
                    + " when it has ended");
        }
        answer(context, HttpStatus.ACCEPTED, JSON.createObjectNode()
                .put("doing", work.acts().doing().orElse("")));
    }

    private static Actor actor(Context context) {
        return Guard.visitor(context).actor();
    }

    private static boolean flag(JsonNode body, String field) {
        JsonNode value = body.path(field);
        if (!value.isMissingNode() && !value.isBoolean()) {
            throw new Problem(400, field, "Must be true or false");
        }
        return value.asBoolean();
    }

    private static void answer(Context context, HttpStatus status, ObjectNode body) {
        context.status(status).contentType("application/json").result(body.toString());
    }
}
