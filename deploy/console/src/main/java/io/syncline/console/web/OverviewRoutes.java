package io.syncline.console.web;

import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.javalin.http.sse.SseClient;
import io.syncline.console.letters.LetterFilter;
import io.syncline.console.proof.FurtherCounts.Further;
import io.syncline.console.proof.MailboxStanding;
import io.syncline.console.proof.SyncWatch;
import io.syncline.console.proof.Verdict;
import io.syncline.console.web.view.OverviewPage;
import io.syncline.console.web.view.OverviewPage.TenantLine;
import io.syncline.console.web.view.OverviewPage.Waits;
import io.syncline.schemas.ops.Severity;
import io.syncline.schemas.registry.Tenant;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;

/** What waits for a person, how tenants stand, and how the flow is; kept up to date while it is looked at. */
final class OverviewRoutes {

    private final Operating operating;
    private final Pages pages;
    private final Sessions sessions;
    private final LiveStream live = new LiveStream(SyncWatch.INTERVAL);

    OverviewRoutes(Operating operating, Sessions sessions, Pages pages) {
        this.operating = operating;
        this.sessions = sessions;
        this.pages = pages;
    }

    void routes(RoutesConfig routes) {
        routes.get("/", this::show, Role.VIEWER);
        routes.sse("/overview/events", this::follow, Role.VIEWER);
    }

    /** Ends every stream, and returns once no thread touches a response any more. */
    void end() {
        live.end();
    }

    private void follow(SseClient client) {
        Optional<Session> session = Guard.visitor(client.ctx()).session();
        live.serve(client, () -> session.map(sessions::isOpen).orElse(true), this::parts);
    }

    private void show(Context context) {
        pages.show(context, "overview", "Overview", page());
    }

    private Map<String, String> parts() {
        OverviewPage page = page();
        return Map.of("waits", pages.part("waits", page), "tenants",
                pages.part("tenantStandings", page), "flow", pages.part("flow", page));
    }

    OverviewPage page() {
        Instant now = operating.now();
        List<MailboxStanding> standings = operating.standings().all();
        return new OverviewPage(operating.isReading(), waits(standings, now),
                tenants(standings, now), FlowViews.stages(operating.watch().flow(), now));
    }

    private List<Waits> waits(List<MailboxStanding> standings, Instant now) {
        List<Waits> waits = new ArrayList<>();
        operating.watch()
                .promotion()
                .ifPresent(one -> waits.add(new Waits("Generation " + one.getNumber()
                        + " of merge has not taken over yet",
                        "See how far it is; if nobody is at it, promote it once more, or abandon it",
                        "/rebuilds")));
        add(waits, operating.watch().held().size(), "held delete", "held deletes",
                "Carry them out, or undo them", "/held-deletes");
        add(waits, operating.watch().ambiguous(), "contact that could be several people",
                "contacts that could be several people", "Say who they are", "/matches");
        add(waits, operating.watch().letters().list(LetterFilter.UNDECIDED, now).size(),
                "dead letter", "dead letters", "Hand them in again, or drop them",
                "/dead-letters");
        add(waits, standings.stream()
                .filter(standing -> standing.verdict(now) == Verdict.WAITS)
                .filter(standing -> standing.unavailable().isPresent()
                        || standing.problem().isPresent())
                .count(), "mailbox that does not let us in", "mailboxes that do not let us in",
                "Look why", "/mailboxes?stands=waits");
        add(waits, standings.stream()
                .flatMap(standing -> standing.further().stream())
                .mapToLong(Further::parked)
                .sum(), "value that a mailbox refuses", "values that mailboxes refuse",
                "Mend them, or have them tried again", "/mailboxes?stands=waits");
        add(waits, standings.stream()
                .flatMap(standing -> standing.further().stream())
                .mapToLong(Further::withheld)
                .sum(), "contact with values that wait for a release",
                "contacts with values that wait for a release",
                "Look at them, and let them out", "/mailboxes?stands=waits");
        add(waits, operating.watch()
                .alerts(now)
                .stream()
                .filter(alert -> !alert.settled() && alert.severity() == Severity.CRITICAL)
                .count(), "critical alert", "critical alerts", "Read what to do", "/alerts");
        return waits;
    }

    private static void add(List<Waits> waits, long count, String one, String many, String what,
            String href) {
        if (count > 0) {
            waits.add(new Waits(Operating.counted(count, one, many), what, href));
        }
    }

    private List<TenantLine> tenants(List<MailboxStanding> standings, Instant now) {
        Map<String, Tenant> registered = Known.tenants(operating.desk())
                .stream()
                .collect(Collectors.toMap(Tenant::getTenant, Function.identity()));
        Map<String, List<MailboxStanding>> byTenant = new TreeMap<>(standings.stream()
                .collect(Collectors.groupingBy(standing -> standing.mailbox().tenant())));
        registered.keySet().forEach(id -> byTenant.putIfAbsent(id, List.of()));
        return byTenant.entrySet().stream().map(entry -> {
            Map<Verdict, Long> counts = entry.getValue()
                    .stream()
                    .collect(Collectors.groupingBy(standing -> standing.verdict(now),
                            Collectors.counting()));
            Tenant tenant = registered.get(entry.getKey());
            return new TenantLine(entry.getKey(),
                    tenant == null ? entry.getKey() : tenant.getName(), tenant != null,
                    entry.getValue().size(), count(counts, Verdict.IN_SYNC),
                    count(counts, Verdict.CATCHING_UP), count(counts, Verdict.WAITS),
                    count(counts, Verdict.OUT));
        }).toList();
    }

    private static int count(Map<Verdict, Long> counts, Verdict verdict) {
        return Math.toIntExact(counts.getOrDefault(verdict, 0L));
    }
}
