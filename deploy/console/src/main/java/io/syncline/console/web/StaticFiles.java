package io.syncline.console.web;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;

/**
 * The style, the script, the icon, and the API's description; browsers ask each time whether they still
 * have the right ones.
 */
final class StaticFiles {

    static final String OPENAPI = "/console-openapi.yaml";

    private static final List<File> FILES = List.of(
            new File("/static/console.css", "/static/console.css", "text/css"),
            new File("/static/console.js", "/static/console.js", "text/javascript"),
            new File("/static/icon.svg", "/static/icon.svg", "image/svg+xml"),
            new File("/api/openapi.yaml", OPENAPI, "application/yaml"));

    private StaticFiles() {}

    /**
     * One of them.
     *
     * @param at where it is served
     * @param resource where it stands in the jar
     */
    private record File(String at, String resource, String type) {}

    static void routes(RoutesConfig routes) {
        FILES.forEach(file -> {
            byte[] bytes = read(file.resource());
            String etag = "\"" + Token.hash(new String(bytes, ISO_8859_1)) + "\"";
            routes.get(file.at(), context -> serve(context, file, bytes, etag),
                    Role.ANYBODY);
        });
    }

    private static void serve(Context context, File file, byte[] bytes, String etag) {
        context.header("Cache-Control", "no-cache").header("ETag", etag);
        if (etag.equals(context.header("If-None-Match"))) {
            context.status(304);
        } else {
            context.contentType(file.type() + "; charset=utf-8").result(bytes);
        }
    }

    static byte[] read(String path) {
        try (InputStream file = StaticFiles.class.getResourceAsStream(path)) {
            if (file == null) {
                throw new IllegalStateException(path + " is missing from the jar");
            }
            return file.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(path + " cannot be read", e);
        }
    }
}
