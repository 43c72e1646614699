package io.syncline.console.web;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;

/** The style, the script and the icon; browsers ask each time whether they still have the right ones. */
final class StaticFiles {

    private static final List<File> FILES = List.of(new File("console.css", "text/css"),
            new File("console.js", "text/javascript"), new File("icon.svg", "image/svg+xml"));

    private StaticFiles() {}

    private record File(String name, String type) {}

    static void routes(RoutesConfig routes) {
        FILES.forEach(file -> {
            byte[] bytes = read("/static/" + file.name());
            String etag = "\"" + Token.hash(new String(bytes, ISO_8859_1)) + "\"";
            routes.get("/static/" + file.name(), context -> serve(context, file, bytes, etag),
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

    private static byte[] read(String path) {
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
