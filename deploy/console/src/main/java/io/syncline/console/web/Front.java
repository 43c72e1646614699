package io.syncline.console.web;

import io.javalin.Javalin;
import io.javalin.config.JavalinConfig;
import io.javalin.config.RoutesConfig;
import io.javalin.config.SizeUnit;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.List;
import java.util.function.Consumer;

/** The HTTP server with what stands around every route: headers, guard, counts, and answers to failures. */
final class Front {

    private Front() {}

    /**
     * @param routes what is served
     * @param secure whether browsers come by https
     */
    static Javalin server(List<Consumer<RoutesConfig>> routes, Guard guard, Refusals refusals,
            boolean secure, MeterRegistry meters) {
        return Javalin.create(config -> {
            settle(config);
            config.routes.before(context -> SecurityHeaders.set(context, secure));
            config.routes.beforeMatched(guard::check);
            routes.forEach(some -> some.accept(config.routes));
            config.routes.after(context -> meters.counter("syncline.console.requests", "method",
                    context.method().name(), "status", String.valueOf(context.statusCode()))
                    .increment());
            refusals.routes(config.routes);
        });
    }

    /** Uploads hold keys in clear: they stay in memory, and never touch the disk. */
    private static void settle(JavalinConfig config) {
        config.startup.showJavalinBanner = false;
        config.concurrency.useVirtualThreads = true;
        config.http.maxRequestSize = Guard.MAILBOXES_BYTES_MAX;
        config.jetty.multipartConfig.maxTotalRequestSize(Guard.MAILBOXES_BYTES_MAX,
                SizeUnit.BYTES);
        config.jetty.multipartConfig.maxFileSize(Guard.MAILBOXES_BYTES_MAX, SizeUnit.BYTES);
        config.jetty.multipartConfig.maxInMemoryFileSize(
                Math.toIntExact(Guard.MAILBOXES_BYTES_MAX), SizeUnit.BYTES);
    }
}
