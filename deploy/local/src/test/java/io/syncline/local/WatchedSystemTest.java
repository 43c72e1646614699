package io.syncline.local;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.syncline.local.WatchingFiles.Documented;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/**
 * A running system as it is seen from outside, after one of each thing has happened that is counted: a
 * first copy, a conflict, a throttled write, deletes that are held, an edit that is refused.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class WatchedSystemTest {

    private static final Waiting WAITING = new Waiting(Duration.ofSeconds(90));
    private static final String BY_GRAPH = "watched-1";
    private static final String BY_EWS = "watched-2";
    private static final int PEOPLE = 24;
    private static final Pattern TAG = Pattern.compile("[{,]([a-z_]+)=\"");
    /** More than 20 deletes within an hour are held. */
    private static final int DELETED = 23;
    /**
     * Only there once something happens that does not happen here: a tenant is registered, as in
     * TenantWatchTest and VerificationsTest.
     */
    private static final Set<String> NOT_PROVOKED = Set.of("syncline_tenant_credential_days",
            "syncline_console_verifications_total", "syncline_merge_generation_state");

    private final HttpClient http = HttpClient.newHttpClient();
    private final Planted planted = new Planted();
    private WatchedSystem system;
    private String changeId;

    @BeforeAll
    void startAndLetThingsHappen() {
        system = WatchedSystem.start("watched", List.of(BY_GRAPH, BY_EWS), WAITING);
        TwoSides graph = system.sides(BY_GRAPH);
        TwoSides ews = system.sides(BY_EWS);
        List<String> emails = graph.filled(PEOPLE);
        planted.typeInto(graph);
        planted.typeInto(ews);
        WAITING.until("what is planted is on both sides",
                () -> graph.records().size() == PEOPLE + 1 && ews.records().size() == 1);
        aConflict(graph, emails.getLast());
        changeId = anEdit(ews);
        anEditThatIsRefused();
        deletesThatAreHeld(graph, emails);
        send("GET", system.stack().console().resolve("/"), "");
        WAITING.until("everything has been taken", () -> lag() == 0);
    }

    @AfterAll
    void stop() {
        system.close();
        http.shutdownNow();
    }

    /** Both sides set the same field, and neither had seen the other's value. */
    private void aConflict(TwoSides sides, String email) {
        system.outlook().throttle(sides.address(), 2, 1);
        sides.inCrm(sides.recordId(email), TwoSides.set("jobTitle", "Broker"));
        WAITING.until("the write is told to wait", () -> system.metrics("sink")
                .sum("syncline_sink_attempts_total", "throttled") > 0);
        sides.inOutlook(sides.contactId(email), TwoSides.set("jobTitle", "Associate"));
        WAITING.until("a conflict is kept", () -> system.metrics("merge")
                .sum("syncline_merge_conflicts_total", "") > 0);
        system.outlook().endFaults();
    }

    /** Through the gateway, to be followed through the logs; returns its change id. */
    private String anEdit(TwoSides sides) {
        String record = sides.records().getFirst().path("id").asText();
        HttpResponse<String> answer = send("PATCH", contact(BY_EWS, record),
                "{\"jobTitle\": \"" + planted.jobTitle() + "\"}");
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(202);
        WAITING.until("the edit is in the mailbox", () -> sides.contacts()
                .stream()
                .anyMatch(one -> one.path("jobTitle").asText().equals(planted.jobTitle())));
        return json(answer.body()).path("changeId").asText();
    }

    private void anEditThatIsRefused() {
        send("PATCH", contact(BY_GRAPH, "nobody"), planted.json().toString());
        send("PATCH", contact(BY_GRAPH, "nobody"), "{\"shoeSize\": \"" + planted.jobTitle() + "\"");
        WAITING.until("an edit is refused",
                () -> system.metrics("gateway")
                        .sum("syncline_gateway_delay_seconds_count", "refused") > 0);
    }

    private void deletesThatAreHeld(TwoSides sides, List<String> emails) {
        Map<String, String> contacts = sides.contactIds();
        emails.subList(0, DELETED)
                .forEach(email -> sides.deleteInOutlook(requireNonNull(contacts.get(email))));
        WAITING.until("deletes are held", () -> system.metrics("gateway")
                .sum("syncline_deletes_held", "") > 0);
    }

    private double lag() {
        return Stream.of("sequence", "merge", "sink")
                .mapToDouble(service -> system.metrics(service)
                        .sum("syncline_stage_lag_records", ""))
                .sum();
    }

    @Test
    void everyMetricIsDocumentedAndEveryDocumentedOneIsThere() {
        Map<String, String> shown = new TreeMap<>();
        WatchedSystem.services().forEach(service -> shown.putAll(families(service)));
        TreeMap<String, Documented> documented = WatchingFiles.documented();

        Set<String> missing = new TreeSet<>(documented.keySet());
        missing.removeAll(shown.keySet());
        assertThat(shown.keySet()).as("documented").allMatch(documented::containsKey);
        assertThat(missing).as("documented, and not there").isEqualTo(new TreeSet<>(NOT_PROVOKED));
        assertThat(NOT_PROVOKED)
                .noneMatch(name -> requireNonNull(documented.get(name)).isFromTheStart());
        shown.forEach(
                (name, type) -> assertThat(requireNonNull(documented.get(name)).type()).as(name)
                        .isEqualTo(type));
    }

    @Test
    void everyMetricHasTheTagsThatAreDocumentedAndNamesNoMailbox() {
        TreeMap<String, Documented> documented = WatchingFiles.documented();

        for (String service : WatchedSystem.services()) {
            for (String line : ours(service)) {
                String name = line.replaceFirst("[{ ].*", "");
                Documented of = requireNonNull(documented.getOrDefault(name,
                        documented.get(name.replaceFirst("_(bucket|count|sum|max)$", ""))), name);
                Set<String> tags = tags(line);
                tags.removeAll(Set.of("service", "le"));
                assertThat(tags).as(line).isEqualTo(of.tags());
                assertThat(line).doesNotContain(BY_GRAPH, BY_EWS);
            }
        }
    }

    @Test
    void tellsWhatHappened() {
        Scrape merge = system.metrics("merge");
        Scrape sink = system.metrics("sink");

        assertThat(merge.sum("syncline_merge_alerts_total", "deletes-held")).isEqualTo(1);
        assertThat(system.metrics("gateway").sum("syncline_deletes_held", "example"))
                .isEqualTo(system.topics().heldDeletes(BY_GRAPH));
        assertThat(sink.sum("syncline_sink_writes_total", "result=\"landed\"")).isPositive();
        assertThat(system.metrics("source").value("syncline_source_mailboxes")).isEqualTo(2);
        assertThat(system.metrics("source").value("syncline_source_age_seconds")).isBetween(0.0,
                60.0);
        assertThat(merge.sum("syncline_state_size_bytes", "item-states")).isPositive();
        for (String service : WatchedSystem.services()) {
            assertThat(system.metrics(service).sum("syncline_health", "")).as(service)
                    .isEqualTo(system.metrics(service).count("syncline_health"));
        }
    }

    @Test
    void queriesOfRulesAndDashboardAreAnsweredByPrometheus() {
        Promtool.require();
        try (PrometheusRun prometheus = PrometheusRun.watching(system)) {
            WAITING.until("everything is scraped", () -> prometheus
                    .ask("count(up{job=\"syncline\"} == 1)")
                    .contains(" " + WatchedSystem.services().size() + " @"));
            Set<String> names = new TreeSet<>();
            List<String> queries = new ArrayList<>(WatchingFiles.dashboardQueries());
            WatchingFiles.alerts().forEach(alert -> queries.add(alert.expression()));
            for (String query : queries) {
                names.addAll(WatchingFiles.metricsIn(query));
                prometheus.ask(query); // Fails where Prometheus does not understand it.
            }
            names.removeAll(NOT_PROVOKED);

            assertThat(names).isNotEmpty()
                    .allSatisfy(name -> assertThat(prometheus.ask("count(" + name + ")"))
                            .as(name)
                            .isNotBlank());
            WAITING.until("the held deletes are told", () -> prometheus
                    .ask("ALERTS{alertstate=\"firing\"}")
                    .contains("SynclineDeletesHeld"));
            assertThat(prometheus.ask("ALERTS")).doesNotContain("SynclineServiceDown",
                    "SynclineNotReady", "SynclineStuck");
        }
    }

    @Test
    void oneChangeIsFollowedThroughAllServicesByItsCause() {
        for (String service : List.of("gateway", "sequence", "merge", "sink")) {
            List<JsonNode> lines = system.log(service)
                    .stream()
                    .filter(line -> line.contains(changeId))
                    .map(WatchedSystemTest::json)
                    .toList();

            assertThat(lines).as("lines of " + service).isNotEmpty().allSatisfy(line -> {
                assertThat(line.path("causeId").asText()).isEqualTo(changeId);
                assertThat(line.path("tenant").asText()).isEqualTo("example");
                assertThat(line.path("mailbox").asText()).isEqualTo(BY_EWS);
                assertThat(line.path("service").asText()).isEqualTo(service);
            });
        }
        assertThat(system.log("sink")).filteredOn(line -> line.contains(changeId))
                .allMatch(line -> !json(line).path("item").asText().isEmpty());
    }

    @Test
    void everyLineOfOurOwnIsJson() {
        for (String service : WatchedSystem.services()) {
            assertThat(system.log(service).stream().filter(line -> line.contains("io.syncline")))
                    .isNotEmpty()
                    .allSatisfy(line -> assertThat(json(line).path("level").asText())
                            .isNotEmpty());
        }
    }

    @Test
    void noLogHoldsWhatStandsInAContact() throws IOException {
        try (Stream<Path> logs = Files.list(system.folder("logs"))) {
            List<Path> all = logs.toList();
            assertThat(all).hasSizeGreaterThan(WatchedSystem.services().size());
            for (Path log : all) {
                assertThat(planted.found(log.getFileName().toString(), Files.readAllBytes(log)))
                        .isEmpty();
                assertThat(Files.readString(log, ISO_8859_1)).doesNotContain("open house",
                        "@example.com");
            }
        }
    }

    /** Names and types of Syncline's metrics; the largest of a time stands by its histogram. */
    private Map<String, String> families(String service) {
        return system.metrics(service)
                .lines()
                .filter(line -> line.startsWith("# TYPE syncline_"))
                .map(line -> line.split(" "))
                .filter(words -> !words[2].endsWith("_seconds_max"))
                .collect(Collectors.toMap(words -> words[2], words -> words[3]));
    }

    private List<String> ours(String service) {
        return system.metrics(service)
                .lines()
                .filter(line -> line.startsWith("syncline_"))
                .toList();
    }

    private static Set<String> tags(String line) {
        Set<String> tags = new TreeSet<>();
        Matcher matcher = TAG.matcher(line);
        while (matcher.find()) {
            tags.add(matcher.group(1));
        }
        return tags;
    }

    private URI contact(String mailbox, String record) {
        return system.gateway().resolve("/v1/mailboxes/" + mailbox + "/contacts/" + record);
    }

    private HttpResponse<String> send(String method, URI to, String body) {
        try {
            return http.send(HttpRequest.newBuilder(to)
                    .header("Authorization", "Bearer local-api-key")
                    .method(method, BodyPublishers.ofString(body))
                    .build(), BodyHandlers.ofString());
        } catch (IOException e) {
            throw new AssertionError(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }

    private static JsonNode json(String text) {
        try {
            return new ObjectMapper().readTree(text);
        } catch (JsonProcessingException e) {
            throw new AssertionError("Not JSON: " + text, e);
        }
    }

    /** A person of whom nothing may be found in a log. */
    private static final class Planted {

        private static final Map<String, String> TEXTS = Map.of("givenName", "Quillfeather",
                "surname", "Umberwold", "displayName", "Quillfeather Umberwold", "companyName",
                "Zephyrine Lofts", "personalNotes", "Prefers the cottage by Lake Ostrander",
                "mobilePhone", "+1 202 555 0177");

        String jobTitle() {
            return "Principal of Vexhollow";
        }

        ObjectNode json() {
            ObjectNode person = new ObjectMapper().createObjectNode();
            TEXTS.forEach(person::put);
            person.putArray("emailAddresses")
                    .addObject()
                    .put("address", "quillfeather.umberwold@example.com");
            person.putObject("homeAddress")
                    .put("street", "17 Thistlemarsh Row")
                    .put("city", "Brindlecombe");
            return person;
        }

        void typeInto(TwoSides sides) {
            sides.type(List.of(json()));
        }

        List<String> found(String where, byte[] log) {
            List<String> needles = new ArrayList<>(TEXTS.values());
            needles.addAll(List.of(jobTitle(), "Quillfeather", "Umberwold", "umberwold@",
                    "2025550177", "202-555-0177", "555 0177", "Thistlemarsh", "Brindlecombe"));
            return needles.stream()
                    .flatMap(needle -> new SecretScan(needle).found(where + ": " + needle, log)
                            .stream())
                    .toList();
        }
    }
}
