package io.syncline.console.web;

import io.javalin.http.Context;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** What a form sent. */
final class Forms {

    private Forms() {}

    /** A field's text without blanks around it; empty if there is none. */
    static String text(Context context, String field) {
        return Objects.requireNonNullElse(context.formParam(field), "").strip();
    }

    /** The same; null if there is none. */
    static @Nullable String optional(Context context, String field) {
        String text = text(context, field);
        return text.isEmpty() ? null : text;
    }
}
