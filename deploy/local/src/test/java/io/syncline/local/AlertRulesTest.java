package io.syncline.local;

import static org.assertj.core.api.Assertions.assertThat;

import io.syncline.local.WatchingFiles.Alert;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The alert rules by themselves, and the pages that say what to do. */
class AlertRulesTest {

    private static final int RULES_AT_LEAST = 10;
    private static final Pattern LINK = Pattern.compile("\\]\\(([a-z-]+\\.md)\\)");

    @Test
    void areWellFormed() {
        Promtool.require();

        Promtool.Said said = Promtool.run(WatchingFiles.GRAFANA, "check", "rules", "alerts.yml");

        assertThat(said.exit()).as(said.text()).isZero();
    }

    @Test
    void fireWhenTheyShouldAndOnlyThen() {
        Promtool.require();

        Promtool.Said said = Promtool.run(WatchingFiles.GRAFANA, "test", "rules",
                "alerts_test.yml");

        assertThat(said.exit()).as(said.text()).isZero();
    }

    @Test
    void areAllTested() {
        String tests = WatchingFiles.text(WatchingFiles.GRAFANA.resolve("alerts_test.yml"));

        assertThat(WatchingFiles.alerts()).hasSizeGreaterThan(RULES_AT_LEAST)
                .allSatisfy(alert -> assertThat(tests)
                        .containsPattern("alertname: " + alert.name() + "\n *exp_alerts:\n *- "));
    }

    @Test
    void nameAPageThatSaysWhatToDo() {
        assertThat(WatchingFiles.alerts()).allSatisfy(alert -> {
            String page = WatchingFiles.text(Path.of("..", "..").resolve(alert.runbook()));
            assertThat(page).startsWith("# " + alert.name() + ": ");
            assertThat(page).contains("\n## What it means\n", "\n## How to look\n",
                    "\n## What to do\n");
            assertThat(page.lines()).as("a command or a query in " + alert.runbook())
                    .anyMatch(line -> line.contains("`"));
        });
    }

    @Test
    void leaveNoPageWithoutItsAlert() throws IOException {
        Set<String> named = WatchingFiles.alerts()
                .stream()
                .map(Alert::runbook)
                .map(page -> Path.of(page).getFileName().toString())
                .collect(Collectors.toCollection(TreeSet::new));
        try (Stream<Path> pages = Files.list(WatchingFiles.RUNBOOKS)) {
            List<String> alertPages = pages
                    .filter(page -> WatchingFiles.text(page).startsWith("# Syncline"))
                    .map(page -> page.getFileName().toString())
                    .toList();

            assertThat(alertPages).containsExactlyInAnyOrderElementsOf(named);
        }
    }

    @Test
    void linkOnlyToPagesThatAreThere() throws IOException {
        try (Stream<Path> pages = Files.list(WatchingFiles.RUNBOOKS)) {
            assertThat(pages).isNotEmpty().allSatisfy(page -> {
                Matcher link = LINK.matcher(WatchingFiles.text(page));
                while (link.find()) {
                    assertThat(WatchingFiles.RUNBOOKS.resolve(link.group(1)))
                            .as("linked from " + page)
                            .exists();
                }
            });
        }
    }

    @Test
    void askOnlyForMetricsThatAreDocumented() {
        Set<String> documented = WatchingFiles.documented().keySet();

        assertThat(Stream.concat(WatchingFiles.alerts().stream().map(Alert::expression),
                WatchingFiles.dashboardQueries().stream())
                .flatMap(query -> WatchingFiles.metricsIn(query).stream())
                .map(name -> name.replaceFirst("_bucket$", ""))).isNotEmpty()
                .allMatch(documented::contains);
    }
}
