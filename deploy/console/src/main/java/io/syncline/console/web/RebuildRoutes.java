package io.syncline.console.web;

import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.javalin.http.HttpStatus;
import io.syncline.console.rebuild.PromotionWish;
import io.syncline.console.tenant.Actor;
import io.syncline.console.web.view.RebuildActPage;
import io.syncline.console.web.view.RebuildActPage.Act;
import io.syncline.console.web.view.RebuildsPage;
import java.util.Locale;
import java.util.Objects;

/**
 * The generations of merge, with what can be done about them. What takes long goes on by itself, and the page
 * shows how far it is; every act is recorded by the desk that does it. Whatever changes what runs, or what is
 * written, asks first.
 */
final class RebuildRoutes {

    private static final String ALL = "/rebuilds";
    private static final String ONE = "/rebuilds/{number}";

    private final RebuildWork work;
    private final Operating operating;
    private final Pages pages;

    RebuildRoutes(RebuildWork work, Operating operating, Pages pages) {
        this.work = work;
        this.operating = operating;
        this.pages = pages;
    }

    void routes(RoutesConfig routes) {
        routes.get(ALL, this::list, Role.VIEWER);
        routes.post(ALL, this::start, Role.OPERATOR);
        routes.post(ONE + "/compare", context -> begun(context, work.compare(number(context),
                actor(context))), Role.OPERATOR);
        for (Act act : Act.values()) {
            String path = ONE + "/" + act.name().toLowerCase(Locale.ROOT);
            routes.get(path, context -> ask(context, act, ""), Role.OPERATOR);
            routes.post(path, context -> act(context, act), Role.OPERATOR);
        }
    }

    private void list(Context context) {
        RebuildsPage page = RebuildViews.page(work.standings(), work.acts());
        if (page.live()) {
            pages.showRefreshing(context, "rebuilds", "Rebuilds", page);
        } else {
            pages.show(context, "rebuilds", "Rebuilds", page);
        }
    }

    private void start(Context context) {
        String build = Objects.requireNonNullElse(context.formParam("build"), "").strip();
        int number = work.start(build, actor(context)).getNumber();
        Guard.visitor(context).tell("Generation " + number + " is started.");
        context.redirect(ALL, HttpStatus.SEE_OTHER);
    }

    private void act(Context context, Act act) {
        int number = number(context);
        String typed = Objects.requireNonNullElse(context.formParam("confirm"), "").strip();
        if (!typed.equals(String.valueOf(number))) {
            ask(context, act, "Type " + number + " to go on");
            return;
        }
        Actor actor = actor(context);
        begun(context, switch (act) {
            case PROMOTE -> work.promote(number, PromotionWish.CAREFUL, actor);
            case ABANDON -> work.abandon(number, actor);
            case RELEASE -> work.release(actor);
        });
    }

    private static void begun(Context context, boolean begun) {
        if (!begun) {
            Guard.visitor(context)
                    .tell("Something else is being done about a rebuild; begin this when it has"
                            + " ended.");
        }
        context.redirect(ALL, HttpStatus.SEE_OTHER);
    }

    private void ask(Context context, Act act, String problem) {
        RebuildActPage page = act == Act.RELEASE
                ? RebuildViews.release(number(context), problem, operating.standings().all())
                : new RebuildActPage(number(context), act, problem);
        if (!problem.isEmpty()) {
            context.status(HttpStatus.UNPROCESSABLE_CONTENT);
        }
        pages.show(context, "rebuildAct", (problem.isEmpty() ? "" : "Error: ") + page.title(),
                page);
    }

    private static Actor actor(Context context) {
        return Guard.visitor(context).actor();
    }

    static int number(Context context) {
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
