package io.syncline.console.web;

import io.javalin.http.Context;
import io.javalin.http.HandlerType;
import java.util.Comparator;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Stands before every route: is the request small enough, who makes it, may they, and did they mean to.
 *
 * <pre>
 * route asks for     nobody signed in                        viewer     operator, or the API's token
 * ANYBODY            goes on                                 goes on    goes on
 * VIEWER             page: to the sign-in; form, API: 401    goes on    goes on
 * OPERATOR           the same                                403        goes on
 * </pre>
 *
 * Whoever is signed in by a cookie must show the session's token with whatever is no GET: another site
 * can make a browser send the cookie, but does not know the token.
 */
final class Guard {

    static final String API = "/api/";
    static final String CSRF_FIELD = "csrf";
    static final String CSRF_HEADER = "X-CSRF-Token";
    static final long BODY_BYTES_MAX = 512 * 1024L;
    static final long MAILBOXES_BYTES_MAX = 6 * 1024 * 1024L;

    private static final String VISITOR = "visitor";
    private static final String BEARER = "Bearer ";

    private final Sessions sessions;
    private final Cookies cookies;
    private final @Nullable String apiTokenHash;

    /** @param apiToken lets programs in; null: none does */
    Guard(Sessions sessions, Cookies cookies, @Nullable String apiToken) {
        this.sessions = sessions;
        this.cookies = cookies;
        this.apiTokenHash = apiToken == null ? null : Token.hash(apiToken);
    }

    static boolean isApi(Context context) {
        return context.path().startsWith(API);
    }

    /** Who makes this request; they are signed in. */
    static Visitor visitor(Context context) {
        return signedIn(context).orElseThrow(() -> new IllegalStateException(
                "A route that anybody may ask for asks who it is"));
    }

    static Optional<Visitor> signedIn(Context context) {
        return Optional.ofNullable(context.attribute(VISITOR));
    }

    /** Asks everything. A HEAD runs no route, so it is let through. */
    void check(Context context) {
        if (context.method().equals(HandlerType.HEAD)) {
            return;
        }
        Role asked = asked(context);
        if (!isGet(context)) {
            limit(context);
        }
        Optional<Visitor> visitor = byToken(context)
                .or(() -> sessions.of(cookies.session(context).orElse(null))
                        .map(session -> Visitor.of(session, isApi(context))));
        context.attribute(VISITOR, visitor.orElse(null));
        if (asked == Role.ANYBODY) {
            return;
        }
        if (visitor.isEmpty()) {
            refuseStranger(context);
            return;
        }
        checkMeant(context, visitor.get());
        if (!visitor.get().role().covers(asked)) {
            throw new Problem(403, "", "You may look at everything here, and change nothing. Ask"
                    + " whoever manages sign-ins for the operator's role.");
        }
    }

    private static boolean isGet(Context context) {
        return context.method().equals(HandlerType.GET);
    }

    private static Role asked(Context context) {
        return context.routeRoles()
                .stream()
                .map(Role.class::cast)
                .max(Comparator.naturalOrder())
                .orElseThrow(() -> new IllegalStateException("The route "
                        + context.endpoints().lastHttpEndpoint() + " does not say who may ask"));
    }

    /** Before a byte of it is read. */
    private static void limit(Context context) {
        long max = context.path().contains("/mailboxes")
                ? MAILBOXES_BYTES_MAX
                : BODY_BYTES_MAX;
        if (context.header("Transfer-Encoding") != null) {
            throw new Problem(411, "Content-Length", "Say how long the request is");
        }
        if (context.req().getContentLengthLong() > max) {
            throw new Problem(413, "", "That is more than " + max / 1024
                    + " kB. A certificate has at most 64 kB, a list of mailboxes 5 MB.");
        }
    }

    private Optional<Visitor> byToken(Context context) {
        String header = Objects.requireNonNullElse(context.header("Authorization"), "");
        if (!isApi(context) || header.isEmpty()) {
            return Optional.empty();
        }
        if (apiTokenHash == null || !header.startsWith(BEARER) || !Token.isSame(apiTokenHash,
                Token.hash(header.substring(BEARER.length())))) {
            throw new Problem(401, "Authorization", "Send Authorization: Bearer and the token that"
                    + " console.apiTokenFile holds");
        }
        return Optional.of(Visitor.program());
    }

    private static void refuseStranger(Context context) {
        if (isApi(context)) {
            throw new Problem(401, "Authorization", "Sign in, or send Authorization: Bearer and the"
                    + " token that console.apiTokenFile holds");
        }
        if (!isGet(context)) {
            throw new Problem(401, "", "You were signed out after some hours without a request."
                    + " Nothing was done. Sign in and try again.");
        }
        context.redirect(SignInRoutes.SIGN_IN);
    }

    private static void checkMeant(Context context, Visitor visitor) {
        if (visitor.session().isEmpty() || isGet(context)) {
            return;
        }
        Optional<String> shown = Stream.<Optional<String>>of(
                Optional.ofNullable(context.header(CSRF_HEADER)),
                isApi(context)
                        ? Optional.empty()
                        : Optional.ofNullable(context.formParam(CSRF_FIELD)))
                .flatMap(Optional::stream)
                .findFirst();
        if (!Token.isSame(visitor.session().get().csrf(), shown.orElse(""))) {
            throw new Problem(403, CSRF_HEADER, "This request did not come from a page of this"
                    + " session, so nothing was done. Go back, load the page again, and send it"
                    + " once more.");
        }
    }
}
