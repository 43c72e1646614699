package io.syncline.service.run;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.binder.jvm.JvmGcMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmMemoryMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmThreadMetrics;
import io.micrometer.core.instrument.binder.system.ProcessorMetrics;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.syncline.service.config.ObservabilityConfig;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.util.concurrent.Executors;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Serves what is asked from outside:
 *
 * <pre>
 * /metrics        for Prometheus
 * /health/live    200 while the process can go on by itself, else 503: start it again
 * /health/ready   200 while it works now, else 503; the body says what is missing
 * /health         as /health/live
 * </pre>
 */
final class Observability implements AutoCloseable {

    private static final Logger LOGGER = LoggerFactory.getLogger(Observability.class);
    private static final int STOP_AT_ONCE = 0;

    private final PrometheusMeterRegistry meters = new PrometheusMeterRegistry(
            PrometheusConfig.DEFAULT);
    private final JvmGcMetrics collections = new JvmGcMetrics();
    private final Supplier<Health> health;
    private final HttpServer server;

    /**
     * @param health looks at the service now; called on many threads
     * @throws UncheckedIOException if the port is taken; the message names it
     */
    Observability(ObservabilityConfig config, String service,
            Supplier<Health> health) {
        this.health = health;
        meters.config().commonTags("service", service);
        new JvmMemoryMetrics().bindTo(meters);
        new JvmThreadMetrics().bindTo(meters);
        new ProcessorMetrics().bindTo(meters);
        collections.bindTo(meters);
        InetSocketAddress address = new InetSocketAddress(config.host(), config.port());
        try {
            server = HttpServer.create(address, 0);
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot listen on " + address
                    + "; set observability.port to a free one", e);
        }
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.createContext("/metrics", exchange -> answer(exchange, 200, meters.scrape()));
        server.createContext("/health", exchange -> {
            boolean live = health.get().live();
            answer(exchange, live ? 200 : 503, live
                    ? "{\"status\":\"up\"}\n"
                    : "{\"status\":\"down\"}\n");
        });
        server.createContext("/health/ready", exchange -> {
            Health now = health.get();
            answer(exchange, now.ready() ? 200 : 503, now.json());
        });
        server.start();
        LOGGER.atInfo()
                .addKeyValue("service", service)
                .addKeyValue("port", server.getAddress().getPort())
                .log("Serving metrics");
    }

    PrometheusMeterRegistry meters() {
        return meters;
    }

    /** Shows each check as a gauge, once it is known what the service depends on. */
    void measureHealth() {
        health.get()
                .findings()
                .forEach(finding -> Gauge
                        .builder("syncline.health", () -> isGood(finding.check().name()))
                        .description("1 while what the check is named after is as it should be")
                        .tag("check", finding.check().name())
                        .register(meters));
    }

    private int isGood(String check) {
        return health.get()
                .findings()
                .stream()
                .filter(finding -> finding.check().name().equals(check))
                .allMatch(finding -> finding.problem().isEmpty()) ? 1 : 0;
    }

    @Override
    public void close() {
        server.stop(STOP_AT_ONCE);
        collections.close();
        meters.close();
    }

    private static void answer(HttpExchange exchange, int status, String body)
            throws IOException {
        byte[] bytes = body.getBytes(UTF_8);
        exchange.sendResponseHeaders(status, bytes.length);
        exchange.getResponseBody().write(bytes);
        exchange.close();
    }
}
