package io.syncline.console.web;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.javalin.http.HttpResponseException;
import io.javalin.router.Endpoint;
import io.syncline.console.system.ConsoleException;
import io.syncline.console.tenant.FieldProblem;
import io.syncline.console.web.view.Refused;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Answers requests that came to nothing: as a page for people, or as problem details under the API.
 * What is nobody's mistake but ours is logged under an id that the answer names.
 */
final class Refusals {

    private static final Logger LOGGER = LoggerFactory.getLogger(Refusals.class);
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int BROKEN = 500;

    private final Pages pages;
    private final InstantSource clock;

    Refusals(Pages pages, InstantSource clock) {
        this.pages = pages;
        this.clock = clock;
    }

    void routes(RoutesConfig routes) {
        routes.exception(Problem.class, this::problem);
        routes.exception(ConsoleException.class, this::refused);
        routes.exception(HttpResponseException.class, this::http);
        routes.exception(Exception.class, this::broken);
    }

    private void problem(Problem problem, Context context) {
        problem.retryAfter()
                .ifPresent(wait -> context.header("Retry-After", String.valueOf(seconds(wait))));
        answer(context, new Refused(problem.status(), title(problem.status()),
                problem.getMessage() + problem.retryAfter().map(this::when).orElse(""), ""),
                problem.field(), problem.fields());
    }

    /** What a desk refuses is for people to read; what it failed of is ours to know. */
    private void refused(ConsoleException refusal, Context context) {
        if (refusal.getCause() != null) {
            broken(refusal, context);
        } else {
            answer(context, new Refused(409, title(409), String.valueOf(refusal.getMessage()), ""));
        }
    }

    private void http(HttpResponseException refusal, Context context) {
        answer(context, new Refused(refusal.getStatus(), title(refusal.getStatus()),
                detail(refusal.getStatus()), ""));
    }

    private void broken(Exception failure, Context context) {
        String id = HexFormat.of().toHexDigits(ThreadLocalRandom.current().nextInt());
        LOGGER.atError()
                .addKeyValue("errorId", id)
                .addKeyValue("route", route(context))
                .setCause(failure)
                .log("A request could not be answered");
        String told = failure instanceof ConsoleException
                ? String.valueOf(failure.getMessage())
                : detail(BROKEN);
        answer(context, new Refused(BROKEN, title(BROKEN), told, id));
    }

    private void answer(Context context, Refused refused) {
        answer(context, refused, "", List.of());
    }

    private void answer(Context context, Refused refused, String field,
            List<FieldProblem> fields) {
        context.status(refused.status());
        if (Guard.isApi(context)) {
            ObjectNode json = JSON.createObjectNode()
                    .put("status", refused.status())
                    .put("title", refused.title())
                    .put("field", field)
                    .put("detail", refused.message());
            if (!refused.id().isEmpty()) {
                json.put("errorId", refused.id());
            }
            fields.forEach(problem -> json.withArray("problems")
                    .addObject()
                    .put("field", problem.field())
                    .put("detail", problem.message()));
            context.contentType("application/problem+json").result(json.toString());
        } else {
            pages.show(context, "refused", refused.title(), refused);
        }
    }

    /** As it was declared: what stands in an address may be somebody's. */
    private static String route(Context context) {
        Endpoint endpoint = context.endpoints().lastHttpEndpoint();
        return endpoint == null ? "none" : endpoint.method + " " + endpoint.path;
    }

    private String when(Duration wait) {
        Instant then = clock.instant().plus(wait);
        return " Try again in " + (wait.toSeconds() < 90
                ? seconds(wait) + " seconds."
                : wait.toMinutes() + 1 + " minutes, at " + Times.clock(then) + ".");
    }

    private static long seconds(Duration wait) {
        return wait.plusMillis(999).toSeconds();
    }

    private static String title(int status) {
        return switch (status) {
            case 401 -> "Please sign in";
            case 403 -> "This is not allowed";
            case 404 -> "There is no such page";
            case 409 -> "This could not be done";
            case 411, 413 -> "That was too much";
            case 429 -> "Too many requests";
            case 400, 405, 415, 422 -> "This could not be read";
            default -> status >= BROKEN ? "Something went wrong here" : "Request refused";
        };
    }

    private static String detail(int status) {
        if (status >= BROKEN) {
            return "This is no mistake of yours, and what was saved before is still there. Try again;"
                    + " if it stays so, give the number below to whoever runs Syncline: it stands in"
                    + " the log beside the cause.";
        }
        return status == 404
                ? "The address may have been typed wrong, or what it showed is deleted."
                : "The request was not understood. Go back, load the page again, and try once more.";
    }
}
