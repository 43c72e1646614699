package io.syncline.service.run;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.micrometer.core.instrument.binder.jvm.JvmGcMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmMemoryMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmThreadMetrics;
import io.micrometer.core.instrument.binder.system.ProcessorMetrics;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.syncline.service.config.SynclineConfig;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.util.concurrent.Executors;
import java.util.function.BooleanSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Serves {@code /metrics} for Prometheus and {@code /health}: 200 while the service works, else 503. */
public final class Observability implements AutoCloseable {

    private static final Logger LOGGER = LoggerFactory.getLogger(Observability.class);
    private static final int STOP_AT_ONCE = 0;

    private final PrometheusMeterRegistry meters = new PrometheusMeterRegistry(
            PrometheusConfig.DEFAULT);
    private final JvmGcMetrics collections = new JvmGcMetrics();
    private final HttpServer server;

    /** @throws UncheckedIOException if the port is taken; the message names it */
    public Observability(SynclineConfig.Observability config, String service,
            BooleanSupplier health) {
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
            boolean healthy = health.getAsBoolean();
            answer(exchange, healthy ? 200 : 503, healthy
                    ? "{\"status\":\"up\"}\n"
                    : "{\"status\":\"down\"}\n");
        });
        server.start();
        LOGGER.atInfo()
                .addKeyValue("service", service)
                .addKeyValue("port", server.getAddress().getPort())
                .log("Serving metrics");
    }

    public PrometheusMeterRegistry meters() {
        return meters;
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
