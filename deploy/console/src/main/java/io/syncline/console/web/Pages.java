package io.syncline.console.web;

import gg.jte.ContentType;
import gg.jte.TemplateEngine;
import gg.jte.output.StringOutput;
import io.javalin.http.Context;
import io.syncline.console.web.view.Frame;
import java.util.Map;
import java.util.Optional;

/**
 * Fills templates with view records. They were compiled with everything else, each takes a
 * {@code frame} and a {@code page}, and escapes what it is given.
 */
final class Pages {

    private final TemplateEngine engine = TemplateEngine.createPrecompiled(ContentType.Html);
    private final boolean hasLinks;

    /** @param hasLinks whether people are signed in by one-time links */
    Pages(boolean hasLinks) {
        this.hasLinks = hasLinks;
    }

    /** Answers with a page. */
    void show(Context context, String template, String title, Object page) {
        show(context, template, frame(context, template, title, false), page);
    }

    /** Answers with a page that a browser without scripts loads again and again. */
    void showRefreshing(Context context, String template, String title, Object page) {
        show(context, template, frame(context, template, title, true), page);
    }

    /** A part of a page, as the page itself has it. */
    String part(String template, Object page) {
        StringOutput html = new StringOutput();
        engine.render("part/" + template + ".jte", page, html);
        return html.toString();
    }

    String page(String template, Frame frame, Object page) {
        StringOutput html = new StringOutput();
        engine.render(template + ".jte", Map.of("frame", frame, "page", page), html);
        return html.toString();
    }

    private void show(Context context, String template, Frame frame, Object page) {
        context.html(page(template, frame, page));
    }

    private Frame frame(Context context, String template, String title, boolean refreshes) {
        Optional<Visitor> visitor = Guard.signedIn(context);
        Optional<Session> session = visitor.flatMap(Visitor::session);
        return new Frame(template, title, visitor.map(Visitor::name).orElse(""),
                visitor.filter(known -> known.role() == Role.OPERATOR).isPresent(),
                session.map(Session::csrf).orElse(""),
                session.map(Session::takeNotice).orElse(""), hasLinks, refreshes);
    }
}
