package io.syncline.console.web;

import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.javalin.http.HttpStatus;
import io.syncline.console.rebuild.Compared;
import io.syncline.console.rebuild.PromotionWish;
import io.syncline.console.rebuild.RebuildDesk;
import io.syncline.console.rebuild.Watcher;
import io.syncline.console.system.RunningSystem;
import io.syncline.console.tenant.Actor;
import io.syncline.console.web.RebuildActs.Ending;
import io.syncline.console.web.view.RebuildActPage;
import io.syncline.console.web.view.RebuildsPage;
import io.syncline.service.config.SynclineConfig;
import java.time.Duration;
import java.util.Objects;
import java.util.function.BiFunction;

/**
 * The generations of merge, with what can be done about them. What takes long goes on by itself, and the page
 * shows how far it is; every act is recorded by the desk that does it.
 */
final class RebuildRoutes {

    private static final String ALL = "/rebuilds";
    private static final String ONE = "/rebuilds/{number}";
    private static final Duration MEASURED = Duration.ofMillis(500);
    private static final Duration ENDING = Duration.ofMinutes(1);

    private final SynclineConfig config;
    private final RebuildActs acts;
    private final Pages pages;

    RebuildRoutes(SynclineConfig config, RebuildActs acts, Pages pages) {
        this.config = config;
        this.acts = acts;
        this.pages = pages;
    }

    void routes(RoutesConfig routes) {
        routes.get(ALL, this::list, Role.VIEWER);
        routes.post(ALL, this::start, Role.OPERATOR);
        routes.post(ONE + "/compare", this::compare, Role.OPERATOR);
        routes.get(ONE + "/promote", context -> ask(context, true, ""), Role.OPERATOR);
        routes.post(ONE + "/promote", this::promote, Role.OPERATOR);
        routes.get(ONE + "/abandon", context -> ask(context, false, ""), Role.OPERATOR);
        routes.post(ONE + "/abandon", this::abandon, Role.OPERATOR);
        routes.post(ALL + "/release", this::release, Role.OPERATOR);
    }

    private void list(Context context) {
        try (RunningSystem system = RunningSystem.at(config)) {
            RebuildsPage page = RebuildViews.page(
                    new RebuildDesk(system, Watcher.NOBODY).status(MEASURED), acts);
            if (page.live()) {
                pages.showRefreshing(context, "rebuilds", "Rebuilds", page);
            } else {
                pages.show(context, "rebuilds", "Rebuilds", page);
            }
        }
    }

    private void start(Context context) {
        String build = Objects.requireNonNullElse(context.formParam("build"), "").strip();
        begin(context, "Starting a generation", (desk, actor) -> new Ending(true, "Generation "
                + desk.start(build, actor).getNumber() + " is started."));
    }

    private void compare(Context context) {
        int number = number(context);
        begin(context, "Comparing generation " + number, (desk, actor) -> {
            Compared compared = desk.compare(number, actor);
            return new Ending(compared.isEqual(), "Generation " + number + ": "
                    + compared.sentence());
        });
    }

    private void promote(Context context) {
        int number = number(context);
        if (!isConfirmed(context, number)) {
            ask(context, true, "Type " + number + " to promote it");
            return;
        }
        begin(context, "Promoting generation " + number, (desk, actor) -> {
            desk.promote(number, PromotionWish.CAREFUL, actor);
            return new Ending(true, "Generation " + number + " runs.");
        });
    }

    private void abandon(Context context) {
        int number = number(context);
        if (!isConfirmed(context, number)) {
            ask(context, false, "Type " + number + " to abandon it");
            return;
        }
        begin(context, "Abandoning generation " + number, (desk, actor) -> new Ending(true,
                "Generation " + number + " is abandoned; "
                        + desk.abandon(number, ENDING, actor).size() + " topics are deleted."));
    }

    private void release(Context context) {
        begin(context, "Releasing writes", (desk, actor) -> new Ending(true, "Generation "
                + desk.release(actor).getNumber() + " plans anew what waited."));
    }

    private void begin(Context context, String what, BiFunction<RebuildDesk, Actor, Ending> act) {
        Actor actor = Guard.visitor(context).actor();
        boolean begun = acts.begin(what, watcher -> {
            try (RunningSystem system = RunningSystem.at(config)) {
                return act.apply(new RebuildDesk(system, watcher), actor);
            }
        });
        if (!begun) {
            Guard.visitor(context)
                    .tell("Something else is being done about a rebuild; begin this when it has"
                            + " ended.");
        }
        context.redirect(ALL, HttpStatus.SEE_OTHER);
    }

    private void ask(Context context, boolean promotes, String problem) {
        int number = number(context);
        if (!problem.isEmpty()) {
            context.status(HttpStatus.UNPROCESSABLE_CONTENT);
        }
        pages.show(context, "rebuildAct", (problem.isEmpty() ? "" : "Error: ")
                + (promotes ? "Promote" : "Abandon") + " generation " + number,
                new RebuildActPage(number, promotes, problem));
    }

    private static boolean isConfirmed(Context context, int number) {
        return Objects.requireNonNullElse(context.formParam("confirm"), "")
                .strip()
                .equals(String.valueOf(number));
    }

    private static int number(Context context) {
        try {
            int number = Integer.parseInt(context.pathParam("number"));
            if (number > 0) {
                return number;
            }
        } catch (NumberFormatException e) {
            // As if there were none of that name: there is not.
        }
        throw Problem.notFound("There is no such generation.");
    }
}
