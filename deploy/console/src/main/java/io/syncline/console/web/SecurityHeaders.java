package io.syncline.console.web;

import io.javalin.http.Context;
import java.util.Map;

/** What every answer tells browsers to keep others from. */
final class SecurityHeaders {

    private static final Map<String, String> ALWAYS = Map.of(
            "Content-Security-Policy", "default-src 'none'; style-src 'self'; script-src 'self';"
                    + " img-src 'self'; connect-src 'self'; form-action 'self'; base-uri 'none';"
                    + " frame-ancestors 'none'",
            "X-Content-Type-Options", "nosniff",
            "X-Frame-Options", "DENY",
            "Referrer-Policy", "no-referrer",
            "Cross-Origin-Opener-Policy", "same-origin",
            "Cross-Origin-Resource-Policy", "same-origin",
            "Cache-Control", "no-store");
    private static final String ONLY_BY_HTTPS = "max-age=31536000";

    private SecurityHeaders() {}

    static void set(Context context, boolean secure) {
        ALWAYS.forEach(context::header);
        if (secure) {
            context.header("Strict-Transport-Security", ONLY_BY_HTTPS);
        }
    }
}
