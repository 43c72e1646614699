package io.syncline.local;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What operators are given to watch Syncline by: metrics' page, alert rules, dashboard and runbooks. */
final class WatchingFiles {

    static final Path GRAFANA = Path.of("..", "grafana");
    static final Path RUNBOOKS = Path.of("..", "runbooks");

    private static final Pattern METRIC = Pattern.compile("syncline_[a-z_]+");
    /** | `name` | type | tags | from when | what it says | */
    private static final Pattern ROW = Pattern
            .compile("\\| `(syncline_[a-z_]+)` \\|([^|]*)\\|([^|]*)\\|([^|]*)\\|.*");

    private WatchingFiles() {}

    /** One alert. */
    record Alert(String name, String expression, String runbook) {}

    /** One metric as its page has it. */
    record Documented(String type, Set<String> tags, boolean isFromTheStart) {}

    static TreeMap<String, Documented> documented() {
        TreeMap<String, Documented> documented = new TreeMap<>();
        for (String line : text(GRAFANA.resolve("METRICS.md")).split("\n")) {
            Matcher row = ROW.matcher(line);
            if (row.matches()) {
                Set<String> tags = new TreeSet<>(List.of(row.group(3).strip().split(", ")));
                tags.remove("");
                documented.put(row.group(1), new Documented(
                        row.group(2).replace(", max", "").strip(), tags,
                        row.group(4).strip().equals("from the start")));
            }
        }
        return documented;
    }

    static List<Alert> alerts() {
        List<Alert> alerts = new ArrayList<>();
        for (JsonNode group : yaml(GRAFANA.resolve("alerts.yml")).path("groups")) {
            for (JsonNode rule : group.path("rules")) {
                alerts.add(new Alert(rule.path("alert").asText(), rule.path("expr").asText(),
                        rule.path("annotations").path("runbook").asText()));
            }
        }
        return alerts;
    }

    static List<String> dashboardQueries() {
        List<String> queries = new ArrayList<>();
        for (JsonNode panel : dashboard().path("panels")) {
            for (JsonNode target : panel.path("targets")) {
                queries.add(target.path("expr").asText());
            }
        }
        return queries;
    }

    static JsonNode dashboard() {
        try {
            return new ObjectMapper().readTree(GRAFANA.resolve("dashboard.json").toFile());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The names of Syncline's metrics in a query. */
    static Set<String> metricsIn(String query) {
        Set<String> names = new TreeSet<>();
        Matcher matcher = METRIC.matcher(query);
        while (matcher.find()) {
            names.add(matcher.group());
        }
        return names;
    }

    static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static JsonNode yaml(Path file) {
        try {
            return new YAMLMapper().readTree(file.toFile());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
