package io.syncline.local;

import static org.assertj.core.api.Assertions.assertThat;

import io.syncline.local.process.Ports;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

/** A Prometheus that scrapes a running system by our rules; ended with the test. */
final class PrometheusRun implements AutoCloseable {

    private static final int END_SECONDS = 15;

    private final Process process;
    private final int port;

    private PrometheusRun(Process process, int port) {
        this.process = process;
        this.port = port;
    }

    static PrometheusRun watching(WatchedSystem system) {
        int port = Ports.free();
        String targets = WatchedSystem.services()
                .stream()
                .map(service -> "'127.0.0.1:" + system.metricsPort(service) + "'")
                .collect(Collectors.joining(", "));
        try {
            Path folder = Files.createDirectories(system.folder("prometheus"));
            Path settings = Files.writeString(folder.resolve("prometheus.yml"), """
                    global: {scrape_interval: 1s, evaluation_interval: 1s}
                    rule_files: ['%s']
                    scrape_configs:
                      - job_name: syncline
                        static_configs: [{targets: [%s]}]
                    """.formatted(
                    WatchingFiles.GRAFANA.resolve("alerts.yml").toRealPath(), targets));
            Process process = new ProcessBuilder(
                    Promtool.prometheus().orElseThrow().toString(),
                    "--config.file=" + settings, "--storage.tsdb.path=" + folder.resolve("data"),
                    "--web.listen-address=127.0.0.1:" + port).redirectErrorStream(true)
                    .redirectOutput(folder.resolve("log").toFile())
                    .start();
            PrometheusRun run = new PrometheusRun(process, port);
            new Waiting(java.time.Duration.ofSeconds(30)).until("Prometheus listens",
                    () -> Ports.isOpen(port));
            return run;
        } catch (IOException e) {
            throw new AssertionError("Cannot run Prometheus", e);
        }
    }

    /** What promtool prints: a line for each value; none where there is no value. */
    String ask(String query) {
        Promtool.Said said = Promtool.run(Path.of("."), "query", "instant",
                "http://127.0.0.1:" + port, query);
        assertThat(said.exit()).as(query + ": " + said.text()).isZero();
        return said.text();
    }

    @Override
    public void close() {
        process.destroy();
        try {
            if (!process.waitFor(END_SECONDS, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }
}
