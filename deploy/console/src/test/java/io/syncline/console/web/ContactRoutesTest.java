package io.syncline.console.web;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.javalin.Javalin;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.syncline.console.history.HistoryFollower.Progress;
import io.syncline.console.history.HistoryStore;
import io.syncline.console.history.People;
import io.syncline.console.history.ReadModel;
import io.syncline.console.history.ToldJournal;
import io.syncline.service.config.ConfigLoader;
import io.syncline.service.config.SynclineConfig;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The pages and the API of contacts over a read model in a folder; no broker is there. */
class ContactRoutesTest {

    private final InstantSource clock = InstantSource.system();
    private final Sessions sessions = new Sessions(clock);
    private final HttpClient http = HttpClient.newHttpClient();
    private final ToldJournal journal = new ToldJournal().ready();
    private Javalin server = Javalin.create();
    private Progress progress = new Progress(0, 10, "");
    private Optional<HistoryStore> open = Optional.empty();
    private String visitor = "";
    private String item = "";

    @BeforeEach
    void start(@TempDir Path folder) throws IOException {
        item = journal.created("record-1", People.jane().build());
        journal.landed(item, "m1", 1);
        journal.passMinutes(1);
        journal.seen("m1", 2, People.jane().setJobTitle("Broker").build());
        journal.patchedUnseen("record-1", "jobTitle", People.title("Director"), 1);
        journal.rejected(item, "ErrorInvalidProperty");
        HistoryStore store = HistoryStore.open(folder.resolve("history"));
        journal.fill(store);
        open = Optional.of(store);
        SynclineConfig config = ConfigLoader.load(Files.writeString(folder.resolve("c.yaml"), """
                kafka: {bootstrapServers: "127.0.0.1:1"}
                registry: {url: "http://127.0.0.1:1"}
                """), Map.of());
        KnownHistories histories = new KnownHistories(Optional.of(new ReadModel() {
            @Override
            public Optional<HistoryStore> store() {
                return open;
            }

            @Override
            public Progress progress() {
                return progress;
            }
        }));
        HistoryEdits edits = new HistoryEdits(config);
        Pages pages = new Pages(true);
        server = Front.server(List.of(
                new ContactRoutes(histories, edits, pages, clock)::routes,
                new MarkedRoutes(histories, pages, clock)::routes,
                new UndoRoutes(histories, edits, pages, clock)::routes,
                new HistoryApiRoutes(histories, edits, clock)::routes),
                new Guard(sessions, new Cookies(false), null), new Refusals(pages, clock), false,
                new SimpleMeterRegistry());
        server.start("127.0.0.1", 0);
        visitor = sessions.open("pat", Role.OPERATOR);
    }

    @AfterEach
    void stop() {
        server.stop();
        open.ifPresent(HistoryStore::close);
    }

    @Test
    void findsAContactAndLeadsToIt() throws Exception {
        String found = post("/contacts/search", Map.of("text", "(202) 555-0111")).body();

        assertThat(found).contains("Jane Doe", "href=\"/contacts/acme/agent-1/" + item + "\"");
        assertThat(post("/contacts/search", Map.of("text", "nobody")).body())
                .contains("No contact is found by that");
    }

    @Test
    void tellsAContactsLifeNewestFirst() throws Exception {
        String page = get("/contacts/acme/agent-1/" + item).body();

        assertThat(page).contains("Sunday, 22 November 2026", "<del>Broker</del>",
                "<ins>Director</ins>", "Command 1 (create) landed", "Take the other value",
                "Restore to version 1", "The mailbox refuses this value",
                "was refused by the mailbox: ErrorInvalidProperty");
        assertThat(page.indexOf("was refused by the mailbox"))
                .isLessThan(page.indexOf("Command 1 (create) landed"));
    }

    @Test
    void showsWhatARestoreWouldDo() throws Exception {
        String page = post(contact("/restore/preview"), Map.of("to", "1")).body();

        assertThat(page).contains("Restore Jane Doe?", "Job title",
                "<td data-label=\"Now\">Director</td><td data-label=\"Will be\">Agent</td>",
                "Restore it");
        assertThat(post(contact("/restore/preview"), Map.of("to", "3")).body())
                .contains("There is nothing to restore")
                .doesNotContain("Restore it</button>");
    }

    @Test
    void offersTheValueThatDidNotWin() throws Exception {
        String conflicts = get("/conflicts").body();
        String offset = conflicts.replaceAll("(?s).*name=\"to\" value=\"(\\d+)\".*", "$1");

        String page = post(contact("/restore/preview"), Map.of("to", offset, "lost", "true",
                "field", "jobTitle")).body();

        assertThat(conflicts).contains("Director", "Broker", "Take it");
        assertThat(page).contains("<td data-label=\"Will be\">Broker</td>");
    }

    @Test
    void asksAgainWhereTheContactWasChangedMeanwhile() throws Exception {
        HttpResponse<String> answer = post(contact("/restore"), Map.of("to", "1", "seen", "2",
                "planned", "2026-11-22T09:00:00Z"));

        assertThat(answer.body()).contains("The contact was changed since you looked",
                "Nothing was done");
    }

    @Test
    void saysThatTheBrokerIsAwayWhenARestoreIsHandedIn() throws Exception {
        HttpResponse<String> answer = post(contact("/restore"), Map.of("to", "1", "seen", "3",
                "planned", "2026-11-22T09:00:00Z"));

        assertThat(answer.statusCode()).isEqualTo(409);
        assertThat(answer.body()).contains("No Kafka broker answers");
    }

    @Test
    void showsHowAMailboxStandsAndWhoIsBehindEachCount() throws Exception {
        assertThat(get("/standing/acme/agent-1").body()).contains("/standing/acme/agent-1/parked",
                "/standing/acme/agent-1/living", "/conflicts");
        assertThat(get("/standing/acme/agent-1/parked").body()).contains("Jane Doe",
                "Job title: Director, refused since", "ErrorInvalidProperty");
        assertThat(get("/standing/acme/agent-1/held").body()).contains("There are none");
        assertThat(get("/standing/acme/agent-1/nonsense").statusCode()).isEqualTo(404);
    }

    @Test
    void showsWhatWaitsForARelease() throws Exception {
        String other = journal.created("record-2", People.jane().setSurname("Roe").build());
        journal.takenOver();
        open.ifPresent(journal::fill);

        assertThat(get("/standing/acme/agent-1").body())
                .contains("/standing/acme/agent-1/withheld");
        assertThat(get("/standing/acme/agent-1/withheld").body()).contains("Jane Roe",
                "To be made in the mailbox, waits since", "Surname: Roe, waits since",
                "href=\"/rebuilds\"").doesNotContain("/contacts/acme/agent-1/" + item);
        assertThat(get("/contacts/acme/agent-1/" + other).body()).contains(
                "Something waits for a release", "Not written before it is released",
                "The whole contact is not written before it is released",
                "The value of surname is not written before it is released");
        JsonNode json = new ObjectMapper().readTree(
                get("/api/v1/tenants/acme/mailboxes/agent-1/standing/withheld").body());
        assertThat(json.at("/contacts").size()).isEqualTo(1);
        assertThat(json.at("/contacts/0/withheld").findValuesAsText("act")).contains("make",
                "write");
    }

    @Test
    void previewsAnUndo() throws Exception {
        String page = post("/undo/preview", Map.of("mailbox", "acme/agent-1", "whose", "crm",
                "from", "2026-11-22T09:00:30", "to", "2026-11-23")).body();

        assertThat(page).contains("1 contact would change back (1 field)", "Director → Broker",
                "Take it back in 1 contact");
        assertThat(post("/undo/preview", Map.of("mailbox", "acme/agent-1", "whose", "crm", "from",
                "yesterday", "to", "now")).body()).contains("'yesterday' is no time");
    }

    @Test
    void letsViewersLookAndNotAct() throws Exception {
        visitor = sessions.open("joe", Role.VIEWER);

        assertThat(get("/contacts/acme/agent-1/" + item).body()).contains("Jane Doe")
                .doesNotContain("Restore to version", "Take the other value");
        assertThat(post(contact("/restore"), Map.of("to", "1")).statusCode()).isEqualTo(403);
        assertThat(post("/undo/preview", Map.of()).statusCode()).isEqualTo(403);
        assertThat(get("/undo").statusCode()).isEqualTo(403);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/contacts", "/conflicts", "/standing/acme/agent-1"})
    void saysThatItIsNotUpToDate(String page) throws Exception {
        progress = new Progress(12_345, 10, "");

        assertThat(get(page).body()).contains("12 345 facts are still to be read");
    }

    @Test
    void saysThatItIsBeingOpenedOrCannotBe() throws Exception {
        open.ifPresent(HistoryStore::close);
        open = Optional.empty();

        assertThat(get("/conflicts").statusCode()).isEqualTo(503);
        assertThat(get("/conflicts").body()).contains("The histories are being opened");
        progress = new Progress(-1, 0, "the disk is full");
        assertThat(get("/conflicts").body()).contains("cannot be read now: the disk is full");
    }

    @Test
    void answersPrograms() throws Exception {
        ObjectMapper json = new ObjectMapper();
        String base = "/api/v1/contacts/acme/agent-1/" + item;

        JsonNode found = json
                .readTree(send("/api/v1/contacts/find", "{\"text\": \"jane\"}").body());
        JsonNode contact = json.readTree(get(base).body());
        JsonNode then = json.readTree(get(base + "?at=1").body());
        JsonNode why = json.readTree(get(base + "/fields/jobTitle").body());
        JsonNode plan = json.readTree(send(base + "/restore",
                "{\"to\": \"1\", \"field\": \"jobTitle\", \"dryRun\": true}").body());
        JsonNode standing = json.readTree(
                get("/api/v1/tenants/acme/mailboxes/agent-1/standing").body());
        JsonNode parked = json.readTree(
                get("/api/v1/tenants/acme/mailboxes/agent-1/standing/parked").body());
        JsonNode undo = json.readTree(send("/api/v1/tenants/acme/mailboxes/agent-1/undo",
                "{\"whose\": \"crm\", \"from\": \"2026-11-22\", \"to\": \"2026-11-23\","
                        + " \"dryRun\": true}")
                .body());

        assertThat(found.at("/contacts/0/item").asText()).isEqualTo("acme/agent-1/" + item);
        assertThat(contact.at("/fields/jobTitle/value").asText()).isEqualTo("Director");
        assertThat(then.at("/fields/jobTitle").asText()).isEqualTo("Agent");
        assertThat(why.at("/lost/0/value").asText()).isEqualTo("Broker");
        assertThat(why.at("/write/outcome").asText()).isEqualTo("REJECTED");
        assertThat(plan.at("/fields/0/then").asText()).isEqualTo("Agent");
        assertThat(standing.at("/parked").asInt()).isEqualTo(1);
        assertThat(standing.at("/conflictsOf30Days").isNumber()).isTrue();
        assertThat(parked.at("/contacts/0/refused/0/reason").asText())
                .isEqualTo("ErrorInvalidProperty");
        assertThat(undo.at("/left").asInt()).isEqualTo(1);
        assertThat(json.readTree(get(base + "/history").body()).at("/history").size())
                .isGreaterThan(3);
        assertThat(json.readTree(get("/api/v1/history").body()).at("/caughtUp").asBoolean())
                .isTrue();
        assertThat(get("/api/v1/contacts/acme/agent-1/nobody").statusCode()).isEqualTo(404);
    }

    private String contact(String path) {
        return "/contacts/acme/agent-1/" + item + path;
    }

    private HttpResponse<String> get(String path) throws Exception {
        return http.send(request(path).build(), BodyHandlers.ofString());
    }

    private HttpResponse<String> send(String path, String json) throws Exception {
        return http.send(request(path).header("X-CSRF-Token", csrf())
                .POST(BodyPublishers.ofString(json))
                .build(), BodyHandlers.ofString());
    }

    private HttpResponse<String> post(String path, Map<String, String> fields) throws Exception {
        String body = fields.entrySet()
                .stream()
                .map(field -> field.getKey() + "=" + URLEncoder.encode(field.getValue(), UTF_8)
                        + "&")
                .collect(Collectors.joining()) + "csrf=" + URLEncoder.encode(csrf(), UTF_8);
        return http.send(request(path)
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(BodyPublishers.ofString(body))
                .build(), BodyHandlers.ofString());
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + server.port() + path))
                .header("Cookie", "syncline-console=" + visitor);
    }

    private String csrf() {
        return sessions.of(visitor).orElseThrow().csrf();
    }
}
