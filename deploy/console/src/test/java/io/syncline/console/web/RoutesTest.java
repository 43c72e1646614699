package io.syncline.console.web;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import io.javalin.Javalin;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.syncline.console.proof.FurtherCounts;
import io.syncline.console.proof.MailboxStandings;
import io.syncline.console.proof.SyncWatch;
import io.syncline.console.tenant.Kind;
import io.syncline.console.tenant.MailboxDesk;
import io.syncline.console.tenant.SubmissionForm;
import io.syncline.console.tenant.TenantDesk;
import io.syncline.console.tenant.TenantStore;
import io.syncline.port.tenant.Sealing;
import io.syncline.service.config.ConfigLoader;
import io.syncline.service.config.SynclineConfig;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What the routes do before anything is written: the registry behind them is empty, and no broker is there. */
class RoutesTest {

    private static final String BOUNDARY = "a-boundary";

    private final InstantSource clock = InstantSource.system();
    private final Sessions sessions = new Sessions(clock);
    private final HttpClient http = HttpClient.newHttpClient();
    private Javalin server = Javalin.create();
    private TenantStore store;
    private SyncWatch watch;
    private String id = "";

    @BeforeEach
    void start(@TempDir Path folder) throws IOException {
        SynclineConfig config = ConfigLoader.load(Files.writeString(folder.resolve("c.yaml"),
                """
                        kafka: {bootstrapServers: "127.0.0.1:1"}
                        registry: {url: "http://127.0.0.1:1"}
                        secrets: {masterKey: "MDEyMzQ1Njc4OWFiY2RlZjAxMjM0NTY3ODlhYmNkZWY=", keyFolder: "%s"}
                        """
                        .formatted(folder.resolve("keys"))),
                Map.of());
        store = new TenantStore(config);
        TenantDesk desk = new TenantDesk(config, List.of(), store,
                Sealing.required(config.secrets()), clock);
        MailboxDesk mailboxes = new MailboxDesk(desk);
        Pages pages = new Pages(true);
        Limits limits = new Limits(clock);
        Verifications verifications = new Verifications(desk::verify, clock,
                new SimpleMeterRegistry());
        ProgressViews progress = new ProgressViews(verifications);
        VerificationRoutes verification = new VerificationRoutes(desk, verifications, progress,
                limits, pages);
        watch = new SyncWatch(config, Optional.empty());
        Operating operating = new Operating(config, desk, watch,
                new MailboxStandings(config, store, watch, FurtherCounts.none()));
        RebuildWork rebuilds = new RebuildWork(config, new RebuildActs());
        server = Front.server(List.of(new OverviewRoutes(operating, sessions, pages)::routes,
                new StandingRoutes(operating, pages)::routes,
                new HeldRoutes(operating, pages)::routes,
                new MatchRoutes(operating, pages)::routes,
                new LetterRoutes(operating, pages)::routes,
                new AlertRoutes(operating, pages)::routes, new OperatingApi(operating)::routes,
                new RebuildRoutes(rebuilds, operating, pages)::routes,
                new RebuildApi(rebuilds)::routes,
                new TenantRoutes(desk, config, new TenantViews(progress), verifications,
                        pages)::routes,
                new SubmissionRoutes(desk, verification, limits, pages)::routes,
                verification::routes, new MailboxRoutes(desk, mailboxes, pages)::routes,
                new ApiRoutes(desk, mailboxes, verifications, limits)::routes,
                new HistoryApiRoutes(new KnownHistories(Optional.empty()),
                        new HistoryEdits(config), clock)::routes),
                new Guard(sessions, new Cookies(false), null), new Refusals(pages, clock), false,
                new SimpleMeterRegistry());
        server.start("127.0.0.1", 0);
        id = sessions.open("jane", Role.OPERATOR);
    }

    @AfterEach
    void stop() {
        server.stop();
        store.close();
    }

    @Test
    void invitesToRegisterWhereNobodyIs() throws Exception {
        assertThat(get("/tenants").body()).contains("No organisation is registered yet",
                "Register your organisation");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/tenants/new", "/tenants/new/graph", "/tenants/new/ews-online",
            "/tenants/new/ews-account", "/tenants/new/ews-server"})
    void showsTheWayToANewTenant(String path) throws Exception {
        assertThat(get(path).statusCode()).isEqualTo(200);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/tenants/nobody", "/tenants/nobody/mailboxes", "/tenants/new/imap",
            "/tenants/nobody/form/graph", "/tenants/nobody/verification/graph",
            "/tenants/nobody/delete", "/tenants/nobody/kinds"})
    void saysThatATenantIsNotThere(String path) throws Exception {
        HttpResponse<String> answer = get(path);

        assertThat(answer.statusCode()).isEqualTo(404);
        assertThat(answer.body()).contains("<h1>There is no such page</h1>");
    }

    @Test
    void saysThatNothingWaitsAndThatTheTopicsAreStillBeingRead() throws Exception {
        assertThat(get("/").body()).contains("Nothing waits for you",
                "still being read from their beginning", "Not measured yet");
    }

    @ParameterizedTest
    @CsvSource({"/mailboxes,No mailbox is known yet", "/held-deletes,No delete is held",
            "/dead-letters,No dead letter waits", "/alerts,No alert is open"})
    void saysInWordsThatThereIsNothing(String path, String words) throws Exception {
        HttpResponse<String> answer = get(path);

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.body()).contains(words);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/mailboxes/acme/nobody", "/dead-letters/x/y",
            "/api/v1/mailboxes/acme/nobody"})
    void saysThatNothingIsKnown(String path) throws Exception {
        assertThat(get(path).statusCode()).isEqualTo(404);
    }

    @ParameterizedTest
    @CsvSource({"/held-deletes/decide,act=approve&mailbox=acme/m1&reason=r,Nothing was chosen",
            "/held-deletes/decide,act=approve&mailbox=acme/m1&item=acme/m1/i,Say why",
            "/held-deletes/decide,act=burn&mailbox=acme/m1&item=acme/m1/i&reason=r,approved or rejected",
            "/held-deletes/decide,act=reject&mailbox=acme/m1&extent=all&confirm=acme&reason=r,type acme/m1",
            "/held-deletes/decide,act=reject&mailbox=acme/m1&item=i&reason=r,tenant/mailbox/item",
            "/matches/decide,reason=r,Nobody was chosen",
            "/matches/decide,who:acme/m1/i=own,Say why",
            "/dead-letters/decide,act=retry&reason=r,No letter was chosen",
            "/dead-letters/decide,act=drop&letter=0/15,Say why",
            "/dead-letters/decide,act=drop&extent=all&confirm=7&reason=r,type their number"})
    void doesNothingThatIsNotClear(String path, String fields, String said) throws Exception {
        HttpResponse<String> answer = send(request(path)
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(BodyPublishers.ofString(fields + "&csrf=" + csrf())));

        assertThat(answer.statusCode()).isIn(400, 422);
        assertThat(answer.body()).contains(said);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/held-deletes/decide", "/matches/decide", "/dead-letters/decide",
            "/api/v1/held-deletes/decide", "/api/v1/matches/decide",
            "/api/v1/dead-letters/decide"})
    void letsViewersDecideNothing(String path) throws Exception {
        id = sessions.open("joe", Role.VIEWER);

        assertThat(json(path, "{}").statusCode()).isEqualTo(403);
    }

    @Test
    void opensDeadLettersForOperatorsOnly() throws Exception {
        id = sessions.open("joe", Role.VIEWER);

        assertThat(get("/dead-letters").statusCode()).isEqualTo(200);
        assertThat(get("/dead-letters/0/15").statusCode()).isEqualTo(403);
        assertThat(get("/api/v1/dead-letters/0/15").statusCode()).isEqualTo(403);
    }

    @Test
    void answersProgramsHowThingsStand() throws Exception {
        assertThat(get("/api/v1/overview").body()).contains("\"reading\":true",
                "\"in-sync\":0", "\"stage\":\"journal\"");
        assertThat(get("/api/v1/mailboxes").body())
                .isEqualTo("{\"mailboxes\":[],\"reading\":true}");
        assertThat(get("/api/v1/alerts").body()).contains("\"alerts\":[]");
        assertThat(get("/api/v1/dead-letters?since=PT2H").body()).contains("\"letters\":[]");
        assertThat(get("/api/v1/dead-letters?since=yesterday").statusCode()).isEqualTo(400);
        assertThat(get("/api/v1/held-deletes").body()).contains("\"total\":0");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
            "held-deletes|{\"act\":\"approve\",\"items\":[]}|400",
            "held-deletes|{\"act\":\"approve\",\"items\":[\"a/b/c\"]}|422",
            "matches|{\"matches\":[]}|400", "matches|{\"matches\":[{\"item\":\"a/b/c\"}]}|422",
            "dead-letters|{\"act\":\"retry\",\"letters\":[]}|400",
            "dead-letters|{\"act\":\"retry\"}|400",
            "dead-letters|{\"act\":\"retry\",\"letters\":[\"0/1\"]}|422"})
    void refusesProgramsWhatIsNotClear(String what, String body, int status) throws Exception {
        assertThat(json("/api/v1/" + what + "/decide", body).statusCode()).isEqualTo(status);
    }

    @Test
    void givesAFormBackWithEverythingButItsSecrets() throws Exception {
        HttpResponse<String> answer = form("/tenants/new/graph", Map.of("tenant", "acme", "name",
                "Acme & Sons", "secret", "typed-secret", "directory-id", "nonsense", "region",
                "US"), Map.of());

        assertThat(answer.statusCode()).isEqualTo(422);
        assertThat(answer.body()).contains("<title>Error: ", "value=\"Acme &amp; Sons\"",
                "value=\"nonsense\"", "href=\"#directory-id\"", "href=\"#test-mailbox\"")
                .doesNotContain("typed-secret");
    }

    @Test
    void readsACertificateThatIsChosenInTheForm() throws Exception {
        HttpResponse<String> answer = form("/tenants/new/graph", Map.of("tenant", "acme"),
                Map.of("certificate", "no certificate"));

        assertThat(answer.body()).contains("The certificate cannot be used: it is neither a PFX");
    }

    @Test
    void takesAnEmptyFileForNone() throws Exception {
        HttpResponse<String> answer = form("/tenants/new/graph", Map.of("tenant", "acme"),
                Map.of("certificate", ""));

        assertThat(answer.body()).contains("Give the client secret's Value, or a certificate");
    }

    @Test
    void refusesACertificateThatIsTooLong() throws Exception {
        HttpResponse<String> answer = form("/tenants/new/graph", Map.of("tenant", "acme"),
                Map.of("certificate", "x".repeat(SubmissionRoutes.CERTIFICATE_BYTES_MAX + 1)));

        assertThat(answer.statusCode()).isEqualTo(422);
        assertThat(answer.body()).contains("This file has more than 64 kB");
    }

    @Test
    void keepsTheAddressOfTheFormForItself() throws Exception {
        HttpResponse<String> answer = form("/tenants/new/graph", Map.of("tenant", " new "),
                Map.of());

        assertThat(answer.body()).contains("This word has another use here");
    }

    @Test
    void refusesTheEleventhSubmissionOfAMinute() throws Exception {
        for (int i = 0; i < RateLimits.OF_SESSION.times(); i++) {
            assertThat(form("/tenants/new/graph", Map.of("tenant", "acme-" + i), Map.of())
                    .statusCode()).isEqualTo(422);
        }

        HttpResponse<String> answer = form("/tenants/new/graph", Map.of("tenant", "acme"),
                Map.of());

        assertThat(answer.statusCode()).isEqualTo(429);
        assertThat(answer.headers().firstValueAsLong("Retry-After").orElse(0)).isBetween(1L, 60L);
        assertThat(answer.body()).contains("Try again in");
    }

    @Test
    void answersTheApiWithTheFieldThatIsWrong() throws Exception {
        HttpResponse<String> answer = json("/api/v1/tenants", """
                {"tenant": "acme", "kind": "graph", "directory-id": "contoso.com",
                 "client-id": "nonsense"}""");

        assertThat(answer.statusCode()).isEqualTo(422);
        assertThat(answer.headers().firstValue("Content-Type"))
                .contains("application/problem+json");
        assertThat(answer.body()).contains("\"field\":\"client-id\"",
                "\"field\":\"test-mailbox\"");
    }

    @ParameterizedTest
    @ValueSource(strings = {"no json", "[]", "{\"tenant\": 1}", "{\"certificate\": \"%\"}"})
    void answersTheApiWhatIsNoSubmission(String body) throws Exception {
        assertThat(json("/api/v1/tenants", body).statusCode()).isIn(400, 422);
    }

    @Test
    void listsTenantsForPrograms() throws Exception {
        assertThat(get("/api/v1/tenants").body()).isEqualTo("{\"tenants\":[]}");
    }

    @Test
    void answersProgramsThatATenantIsNotThere() throws Exception {
        assertThat(get("/api/v1/tenants/nobody").statusCode()).isEqualTo(404);
        assertThat(json("/api/v1/tenants/nobody/verify", "").statusCode()).isEqualTo(404);
    }

    @Test
    void asksBeforeWritesAreLetOut() throws Exception {
        assertThat(get("/rebuilds/2/release").body()).contains(
                "Let out the writes of generation 2?", "cannot be called back");

        HttpResponse<String> answer = form("/rebuilds/2/release", Map.of("confirm", "3"),
                Map.of());

        assertThat(answer.statusCode()).isEqualTo(422);
        assertThat(answer.body()).contains("Type 2 to go on");
    }

    @ParameterizedTest
    @CsvSource({"/api/v1/rebuilds/two/compare,404", "/api/v1/rebuilds/0/abandon,404"})
    void knowsNoSuchGeneration(String path, int status) throws Exception {
        assertThat(json(path, "").statusCode()).isEqualTo(status);
    }

    @Test
    void namesWhatIsWrongWithAPromotion() throws Exception {
        HttpResponse<String> answer = json("/api/v1/rebuilds/2/promote",
                "{\"acceptDifferences\": \"yes\"}");

        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(answer.body()).contains("acceptDifferences", "true or false");
    }

    @Test
    void describesEveryRouteOfTheApiAndNoOther() throws Exception {
        List<String> served = server.unsafe.internalRouter.allHttpHandlers()
                .stream()
                .map(route -> route.endpoint.method.name() + " " + route.endpoint.path)
                .filter(route -> route.contains(" /api/"))
                .toList();

        List<String> described = new ArrayList<>();
        JsonNode document = new YAMLMapper().readTree(StaticFiles.read(StaticFiles.OPENAPI));
        document.path("paths")
                .properties()
                .forEach(path -> path.getValue().fieldNames().forEachRemaining(method -> {
                    if (!method.equals("parameters")) {
                        described.add(method.toUpperCase(Locale.ROOT) + " " + path.getKey());
                    }
                }));

        assertThat(described).containsExactlyInAnyOrderElementsOf(served);
    }

    @Test
    void describesEveryFieldOfASubmission() throws Exception {
        JsonNode document = new YAMLMapper().readTree(StaticFiles.read(StaticFiles.OPENAPI));
        List<String> fields = Arrays.stream(Kind.values())
                .flatMap(kind -> FormFields.texts(kind).stream())
                .distinct()
                .toList();

        assertThat(document.at("/components/schemas/submission/properties")
                .properties()
                .stream()
                .map(Map.Entry::getKey)).containsAll(fields)
                .contains(SubmissionForm.KIND, SubmissionForm.CERTIFICATE)
                .hasSize(fields.size() + 2);
    }

    private HttpResponse<String> get(String path) throws IOException, InterruptedException {
        return send(request(path));
    }

    private HttpResponse<String> json(String path, String body)
            throws IOException, InterruptedException {
        return send(request(path).header("X-CSRF-Token", csrf())
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(body)));
    }

    /** As a browser sends a form with a file. */
    private HttpResponse<String> form(String path, Map<String, String> fields,
            Map<String, String> files) throws IOException, InterruptedException {
        String body = fields.entrySet()
                .stream()
                .map(field -> part("name=\"" + field.getKey() + "\"", field.getValue()))
                .collect(Collectors.joining())
                + files.entrySet()
                        .stream()
                        .map(file -> part("name=\"" + file.getKey() + "\"; filename=\""
                                + (file.getValue().isEmpty() ? "" : "file.pfx") + "\"",
                                file.getValue()))
                        .collect(Collectors.joining())
                + part("name=\"csrf\"", csrf()) + "--" + BOUNDARY + "--\r\n";
        return send(request(path)
                .header("Content-Type", "multipart/form-data; boundary=" + BOUNDARY)
                .POST(BodyPublishers.ofByteArray(body.getBytes(UTF_8))));
    }

    private static String part(String disposition, String value) {
        return "--" + BOUNDARY + "\r\nContent-Disposition: form-data; " + disposition
                + "\r\n\r\n" + value + "\r\n";
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + server.port() + path))
                .header("Cookie", "syncline-console=" + id);
    }

    private String csrf() {
        return sessions.of(id).orElseThrow().csrf();
    }

    private HttpResponse<String> send(HttpRequest.Builder request)
            throws IOException, InterruptedException {
        return http.send(request.build(), BodyHandlers.ofString());
    }
}
