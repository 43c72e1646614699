package io.syncline.console.web;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import io.javalin.Javalin;
import io.javalin.config.RoutesConfig;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.syncline.console.system.ConsoleException;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.slf4j.LoggerFactory;

class FrontTest {

    private static final String API_TOKEN = "a token that programs show, long enough";

    private final SteppedClock clock = new SteppedClock();
    private final Sessions sessions = new Sessions(clock);
    private final HttpClient http = HttpClient.newHttpClient();
    private final Javalin server = Front.server(List.of(StaticFiles::routes, FrontTest::routes),
            new Guard(sessions, new Cookies(false), API_TOKEN),
            new Refusals(new Pages(true), clock), false, new SimpleMeterRegistry());
    private final ListAppender<ILoggingEvent> log = new ListAppender<>();

    private static void routes(RoutesConfig routes) {
        routes.get("/open", context -> context.result("open"), Role.ANYBODY);
        routes.get("/seen", context -> context.result("seen by " + Guard.visitor(context).name()),
                Role.VIEWER);
        routes.post("/done", context -> context.result("done"), Role.OPERATOR);
        routes.post("/api/v1/done", context -> context.result("done"), Role.OPERATOR);
        routes.get("/api/v1/seen", context -> context.result("seen by "
                + Guard.visitor(context).name()), Role.VIEWER);
        routes.get("/unsaid", context -> context.result("nobody said who may see this"));
        routes.get("/broken", context -> {
            throw new IllegalStateException("an inner secret");
        }, Role.ANYBODY);
        routes.get("/refused", context -> {
            throw ConsoleException.failed("Verify it first");
        }, Role.ANYBODY);
        routes.get("/often", context -> {
            throw Problem.tooOften(Duration.ofMillis(41_500), "One too many.");
        }, Role.ANYBODY);
        routes.get("/api/v1/often", context -> {
            throw Problem.tooOften(Duration.ofSeconds(42), "One too many.");
        }, Role.ANYBODY);
    }

    @BeforeEach
    void start() {
        server.start("127.0.0.1", 0);
        log.start();
        ((Logger) LoggerFactory.getLogger(Refusals.class)).addAppender(log);
    }

    @AfterEach
    void stop() {
        ((Logger) LoggerFactory.getLogger(Refusals.class)).detachAppender(log);
        server.stop();
    }

    @ParameterizedTest
    @ValueSource(strings = {"/open", "/nowhere", "/broken", "/seen", "/static/console.css",
            "/api/v1/seen"})
    void tellsBrowsersToKeepOthersOut(String path) throws Exception {
        HttpResponse<String> answer = send(get(path));

        assertThat(header(answer, "Content-Security-Policy")).contains("default-src 'none'",
                "script-src 'self'", "frame-ancestors 'none'", "form-action 'self'")
                .doesNotContain("unsafe");
        assertThat(header(answer, "X-Content-Type-Options")).isEqualTo("nosniff");
        assertThat(header(answer, "Referrer-Policy")).isEqualTo("no-referrer");
        assertThat(header(answer, "Cache-Control")).isEqualTo(path.startsWith("/static")
                ? "no-cache"
                : "no-store");
    }

    @Test
    void sendsStrangersToTheSignIn() throws Exception {
        HttpResponse<String> answer = send(get("/seen"));

        assertThat(answer.statusCode()).isEqualTo(302);
        assertThat(header(answer, "Location")).isEqualTo("/sign-in");
    }

    @Test
    void doesNothingForStrangersWhoSendAForm() throws Exception {
        HttpResponse<String> answer = send(post("/done", "csrf=guessed"));

        assertThat(answer.statusCode()).isEqualTo(401);
        assertThat(answer.body()).contains("Please sign in");
    }

    @Test
    void letsTheSignedInSee() throws Exception {
        HttpResponse<String> answer = send(get("/seen").header("Cookie", cookie(Role.VIEWER)));

        assertThat(answer.body()).isEqualTo("seen by jane");
    }

    @Test
    void doesWhatAFormOfTheSessionAsksFor() throws Exception {
        String id = sessions.open("jane", Role.OPERATOR);
        String csrf = sessions.of(id).orElseThrow().csrf();

        HttpResponse<String> answer = send(post("/done", "csrf=" + csrf).header("Cookie",
                "syncline-console=" + id));

        assertThat(answer.body()).isEqualTo("done");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "csrf=", "csrf=guessed", "other=1"})
    void refusesAFormOfAnotherSite(String form) throws Exception {
        HttpResponse<String> answer = send(post("/done", form).header("Cookie",
                cookie(Role.OPERATOR)));

        assertThat(answer.statusCode()).isEqualTo(403);
        assertThat(answer.body()).contains("did not come from a page of this session");
    }

    @Test
    void refusesTheTokenOfAnotherSession() throws Exception {
        String other = sessions.of(sessions.open("john", Role.OPERATOR)).orElseThrow().csrf();

        HttpResponse<String> answer = send(post("/done", "csrf=" + other).header("Cookie",
                cookie(Role.OPERATOR)));

        assertThat(answer.statusCode()).isEqualTo(403);
    }

    @Test
    void refusesATokenInTheAddress() throws Exception {
        String id = sessions.open("jane", Role.OPERATOR);
        String csrf = sessions.of(id).orElseThrow().csrf();

        HttpResponse<String> answer = send(post("/done?csrf=" + csrf, "").header("Cookie",
                "syncline-console=" + id));

        assertThat(answer.statusCode()).isEqualTo(403);
    }

    @Test
    void letsViewersActNowhere() throws Exception {
        String id = sessions.open("jane", Role.VIEWER);
        String csrf = sessions.of(id).orElseThrow().csrf();

        HttpResponse<String> answer = send(post("/done", "csrf=" + csrf).header("Cookie",
                "syncline-console=" + id));

        assertThat(answer.statusCode()).isEqualTo(403);
        assertThat(answer.body()).contains("You may look at everything here");
    }

    @ParameterizedTest
    @CsvSource({"Bearer, 200", "Basic, 401", "bearer, 401"})
    void letsProgramsInByTheToken(String scheme, int status) throws Exception {
        HttpResponse<String> answer = send(post("/api/v1/done", "").header("Authorization",
                scheme + " " + API_TOKEN));

        assertThat(answer.statusCode()).isEqualTo(status);
    }

    @Test
    void letsNoProgramInByAnotherTokenEvenWithACookie() throws Exception {
        HttpResponse<String> answer = send(get("/api/v1/seen")
                .header("Authorization", "Bearer another")
                .header("Cookie", cookie(Role.OPERATOR)));

        assertThat(answer.statusCode()).isEqualTo(401);
        assertThat(header(answer, "Content-Type")).isEqualTo("application/problem+json");
        assertThat(answer.body()).contains("\"field\":\"Authorization\"");
    }

    @Test
    void takesTheTokenForNoPage() throws Exception {
        HttpResponse<String> answer = send(get("/seen").header("Authorization",
                "Bearer " + API_TOKEN));

        assertThat(answer.statusCode()).isEqualTo(302);
    }

    @Test
    void asksTheApiForTheSessionsTokenInAHeader() throws Exception {
        String id = sessions.open("jane", Role.OPERATOR);
        String csrf = sessions.of(id).orElseThrow().csrf();
        String cookie = "syncline-console=" + id;

        assertThat(send(post("/api/v1/done", "csrf=" + csrf).header("Cookie", cookie))
                .statusCode()).isEqualTo(403);
        assertThat(send(post("/api/v1/done", "").header("Cookie", cookie)
                .header("X-CSRF-Token", csrf)).statusCode()).isEqualTo(200);
    }

    @Test
    void refusesWhatIsTooLongBeforeItIsRead() throws Exception {
        HttpResponse<String> answer = send(post("/done",
                "x".repeat(Math.toIntExact(Guard.BODY_BYTES_MAX) + 1)).header("Cookie",
                        cookie(Role.OPERATOR)));

        assertThat(answer.statusCode()).isEqualTo(413);
    }

    @Test
    void refusesWhatDoesNotSayHowLongItIs() throws Exception {
        HttpResponse<String> answer = send(HttpRequest.newBuilder(at("/done"))
                .POST(BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(
                        "csrf=x".getBytes(UTF_8))))
                .header("Cookie", cookie(Role.OPERATOR)));

        assertThat(answer.statusCode()).isEqualTo(411);
    }

    @Test
    void answersNothingWhereARouteForgotToSayWhoMayAsk() throws Exception {
        HttpResponse<String> answer = send(get("/unsaid").header("Cookie",
                cookie(Role.OPERATOR)));

        assertThat(answer.statusCode()).isEqualTo(500);
        assertThat(answer.body()).doesNotContain("nobody said who may see this");
    }

    @Test
    void namesAFaultByAnIdThatStandsInTheLog() throws Exception {
        HttpResponse<String> answer = send(get("/broken"));

        String id = answer.body().replaceFirst("(?s).*<code>([0-9a-f]{8})</code>.*", "$1");
        assertThat(answer.statusCode()).isEqualTo(500);
        assertThat(answer.body()).doesNotContain("an inner secret");
        assertThat(log.list).singleElement()
                .satisfies(event -> assertThat(event.getKeyValuePairs().toString()).contains(id));
    }

    @Test
    void tellsWhatADeskRefuses() throws Exception {
        HttpResponse<String> answer = send(get("/refused"));

        assertThat(answer.statusCode()).isEqualTo(409);
        assertThat(answer.body()).contains("Verify it first");
        assertThat(log.list).isEmpty();
    }

    @Test
    void saysWhenToComeAgain() throws Exception {
        HttpResponse<String> page = send(get("/often"));
        HttpResponse<String> api = send(get("/api/v1/often"));

        assertThat(page.statusCode()).isEqualTo(429);
        assertThat(header(page, "Retry-After")).isEqualTo("42");
        assertThat(page.body()).contains("Try again in 42 seconds");
        assertThat(header(api, "Retry-After")).isEqualTo("42");
        assertThat(api.body()).contains("\"status\":429");
    }

    @Test
    void hasAPageForWhatIsNotThere() throws Exception {
        HttpResponse<String> answer = send(get("/nowhere").header("Cookie",
                cookie(Role.VIEWER)));

        assertThat(answer.statusCode()).isEqualTo(404);
        assertThat(answer.body()).contains("<h1>There is no such page</h1>");
    }

    @Test
    void sendsAFileOnceUntilItChanges() throws Exception {
        HttpResponse<String> first = send(get("/static/console.js"));

        HttpResponse<String> second = send(get("/static/console.js").header("If-None-Match",
                header(first, "ETag")));

        assertThat(first.body()).contains("EventSource");
        assertThat(second.statusCode()).isEqualTo(304);
    }

    private String cookie(Role role) {
        return "syncline-console=" + sessions.open("jane", role);
    }

    private HttpRequest.Builder get(String path) {
        return HttpRequest.newBuilder(at(path));
    }

    private HttpRequest.Builder post(String path, String form) {
        return HttpRequest.newBuilder(at(path))
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(BodyPublishers.ofString(form));
    }

    private URI at(String path) {
        return URI.create("http://127.0.0.1:" + server.port() + path);
    }

    private HttpResponse<String> send(HttpRequest.Builder request)
            throws IOException, InterruptedException {
        return http.send(request.build(), BodyHandlers.ofString());
    }

    private static String header(HttpResponse<?> answer, String name) {
        return answer.headers().firstValue(name).orElse("");
    }
}
