package io.syncline.console.web;

import io.javalin.http.Context;
import io.javalin.http.Cookie;
import io.javalin.http.SameSite;
import java.time.Duration;
import java.util.Optional;

/**
 * The console's two cookies. They belong to a host, not to a port: their names keep them apart from
 * those of other programs on this machine.
 *
 * @param secure whether browsers come by https
 */
record Cookies(boolean secure) {

    private static final String SESSION = "syncline-console";
    private static final String SIGN_IN = "syncline-console-sign-in";
    private static final int UNTIL_THE_BROWSER_ENDS = -1;

    void putSession(Context context, String id) {
        put(context, SESSION, id, UNTIL_THE_BROWSER_ENDS);
    }

    Optional<String> session(Context context) {
        return Optional.ofNullable(context.cookie(name(SESSION)));
    }

    void dropSession(Context context) {
        put(context, SESSION, "", 0);
    }

    /** Ties a sign-in that is under way to the browser that began it. */
    void putSignIn(Context context, String ticket, Duration age) {
        put(context, SIGN_IN, ticket, Math.toIntExact(age.toSeconds()));
    }

    Optional<String> takeSignIn(Context context) {
        Optional<String> ticket = Optional.ofNullable(context.cookie(name(SIGN_IN)));
        put(context, SIGN_IN, "", 0);
        return ticket;
    }

    private void put(Context context, String name, String value, int maxAge) {
        context.cookie(new Cookie(name(name), value, "/", maxAge, secure, true, null,
                SameSite.LAX));
    }

    /** By the prefix, browsers themselves refuse such a cookie from anybody else. */
    private String name(String name) {
        return secure ? "__Host-" + name : name;
    }
}
