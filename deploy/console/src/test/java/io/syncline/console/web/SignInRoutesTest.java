package io.syncline.console.web;

import static org.assertj.core.api.Assertions.assertThat;

import io.javalin.Javalin;
import io.javalin.config.RoutesConfig;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.syncline.service.access.Trust;
import io.syncline.service.config.ConsoleConfig;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SignInRoutesTest {

    private final SteppedClock clock = new SteppedClock();
    private final Sessions sessions = new Sessions(clock);
    private final List<String> audited = new ArrayList<>();
    private final HttpClient http = HttpClient.newHttpClient();
    private Javalin server = Javalin.create();
    private SignInRoutes routes = routes(Optional.empty(), new Cookies(false));

    @AfterEach
    void stop() {
        server.stop();
    }

    @Test
    void aLinkLetsItsReaderInOnce() throws Exception {
        start(Optional.empty(), false);
        URI link = routes.link();

        HttpResponse<String> first = send(HttpRequest.newBuilder(link));
        HttpResponse<String> second = send(HttpRequest.newBuilder(link));

        assertThat(first.statusCode()).isEqualTo(303);
        assertThat(send(get("/whoami").header("Cookie", cookie(first))).body())
                .isEqualTo("local operator");
        assertThat(second.statusCode()).isEqualTo(403);
        assertThat(second.headers().allValues("Set-Cookie")).isEmpty();
        assertThat(audited).containsExactly("local operator signed-in OPERATOR");
    }

    @Test
    void whoLooksAtALinkWithoutOpeningItDoesNotUseItUp() throws Exception {
        start(Optional.empty(), false);
        URI link = routes.link();

        send(HttpRequest.newBuilder(link).method("HEAD", BodyPublishers.noBody()));

        assertThat(send(HttpRequest.newBuilder(link)).statusCode()).isEqualTo(303);
    }

    @Test
    void theCookieIsKeptFromScriptsAndOtherSites() throws Exception {
        start(Optional.empty(), false);

        HttpResponse<String> answer = send(HttpRequest.newBuilder(routes.link()));

        assertThat(answer.headers().firstValue("Set-Cookie").orElse(""))
                .startsWith("syncline-console=")
                .contains("HttpOnly", "SameSite=Lax", "Path=/")
                .doesNotContain("Secure");
    }

    @Test
    void theCookieGoesByHttpsOnlyWhereBrowsersDo() throws Exception {
        start(Optional.empty(), true);

        HttpResponse<String> answer = send(HttpRequest.newBuilder(routes.link()));

        assertThat(answer.headers().firstValue("Set-Cookie").orElse(""))
                .startsWith("__Host-syncline-console=")
                .contains("Secure", "HttpOnly", "SameSite=Lax");
        assertThat(answer.headers().firstValue("Strict-Transport-Security")).isPresent();
    }

    @Test
    void aSignInGivesANewIdAndEndsTheOldOne() throws Exception {
        start(Optional.empty(), false);
        String old = cookie(send(HttpRequest.newBuilder(routes.link())));

        String fresh = cookie(send(HttpRequest.newBuilder(routes.link()).header("Cookie", old)));

        assertThat(fresh).isNotEqualTo(old);
        assertThat(send(get("/whoami").header("Cookie", old)).statusCode()).isEqualTo(302);
        assertThat(send(get("/whoami").header("Cookie", fresh)).statusCode()).isEqualTo(200);
    }

    @Test
    void somebodyWhoIsSignedInMakesAnotherLink() throws Exception {
        start(Optional.empty(), false);
        String cookie = cookie(send(HttpRequest.newBuilder(routes.link())));

        HttpResponse<String> page = send(post("/links", "csrf=" + csrf(cookie)).header("Cookie",
                cookie));

        URI made = URI.create(page.body()
                .replaceFirst("(?s).*<code>(http://[^<]*/link/[^<]*)</code>.*", "$1"));
        assertThat(send(HttpRequest.newBuilder(made)).statusCode()).isEqualTo(303);
    }

    @Test
    void nobodySignsOthersOutFromElsewhere() throws Exception {
        start(Optional.empty(), false);
        String cookie = cookie(send(HttpRequest.newBuilder(routes.link())));

        assertThat(send(get("/sign-out").header("Cookie", cookie)).statusCode()).isEqualTo(404);
        assertThat(send(post("/sign-out", "csrf=guessed").header("Cookie", cookie))
                .statusCode()).isEqualTo(403);
        assertThat(send(get("/whoami").header("Cookie", cookie)).statusCode()).isEqualTo(200);
    }

    @Test
    void aSignOutEndsTheSession() throws Exception {
        start(Optional.empty(), false);
        String cookie = cookie(send(HttpRequest.newBuilder(routes.link())));

        HttpResponse<String> answer = send(post("/sign-out", "csrf=" + csrf(cookie))
                .header("Cookie", cookie));

        assertThat(answer.statusCode()).isEqualTo(303);
        assertThat(send(get("/whoami").header("Cookie", cookie)).statusCode()).isEqualTo(302);
        assertThat(audited).last().isEqualTo("local operator signed-out ");
    }

    @Test
    void aProviderLetsPeopleInAndNoLinkDoes(@TempDir Path folder) throws Exception {
        try (ScriptedProvider provider = new ScriptedProvider()) {
            start(Optional.of(settings(provider, folder)), false);

            HttpResponse<String> begun = send(get("/sign-in/begin"));
            URI at = URI.create(begun.headers().firstValue("Location").orElseThrow());
            String state = provider.signIn(at).get("state");
            HttpResponse<String> ended = send(get("/sign-in/callback?code=the-code&state=" + state)
                    .header("Cookie", cookie(begun)));

            assertThat(ended.statusCode()).isEqualTo(303);
            String session = ended.headers()
                    .allValues("Set-Cookie")
                    .stream()
                    .filter(cookie -> cookie.startsWith("syncline-console="))
                    .findFirst()
                    .orElseThrow();
            assertThat(send(get("/whoami").header("Cookie", session)).body())
                    .isEqualTo("jane@example.com");
            assertThat(send(get("/link/" + Token.make())).statusCode()).isEqualTo(404);
        }
    }

    @Test
    void saysWhatToDoToSomebodyWithoutARole(@TempDir Path folder) throws Exception {
        try (ScriptedProvider provider = new ScriptedProvider()) {
            start(Optional.of(settings(provider, folder)), false);
            provider.gives(claims -> ScriptedProvider.signed(provider.publishedKey(),
                    claims.claim("roles", null).build()));

            HttpResponse<String> begun = send(get("/sign-in/begin"));
            URI at = URI.create(begun.headers().firstValue("Location").orElseThrow());
            HttpResponse<String> ended = send(get("/sign-in/callback?code=the-code&state="
                    + provider.signIn(at).get("state")).header("Cookie", cookie(begun)));

            assertThat(ended.statusCode()).isEqualTo(403);
            assertThat(ended.body()).contains("nobody has given you a role");
            assertThat(audited).containsExactly("jane@example.com sign-in-refused without a role");
        }
    }

    private void start(Optional<ConsoleConfig.SignIn> oidc, boolean secure) {
        Cookies cookies = new Cookies(secure);
        Optional<OidcSignIn> signIn = oidc.map(settings -> new OidcSignIn(settings,
                new OidcProvider(settings, Trust.with(Optional.empty())),
                () -> at(SignInRoutes.CALLBACK), clock));
        routes = routes(signIn, cookies);
        Pages pages = new Pages(oidc.isEmpty());
        server = Front.server(List.of(routes::routes, SignInRoutesTest::whoAmI),
                new Guard(sessions, cookies, null), new Refusals(pages, clock), secure,
                new SimpleMeterRegistry());
        server.start("127.0.0.1", 0);
    }

    private SignInRoutes routes(Optional<OidcSignIn> oidc, Cookies cookies) {
        return new SignInRoutes(sessions, cookies, new OneTimeLinks(clock), oidc,
                new Pages(oidc.isEmpty()), (actor, action, detail) -> audited
                        .add(actor.name() + " " + action + " " + detail),
                () -> at(""));
    }

    private static void whoAmI(RoutesConfig routes) {
        routes.get("/whoami", context -> context.result(Guard.visitor(context).name()),
                Role.VIEWER);
    }

    private static ConsoleConfig.SignIn settings(ScriptedProvider provider, Path folder)
            throws IOException {
        return new ConsoleConfig.SignIn(provider.issuer(), ScriptedProvider.CLIENT,
                Files.writeString(folder.resolve("secret"), ScriptedProvider.SECRET), "operator",
                "viewer");
    }

    private String csrf(String cookie) {
        return sessions.of(cookie.substring(cookie.indexOf('=') + 1)).orElseThrow().csrf();
    }

    private static String cookie(HttpResponse<?> answer) {
        return answer.headers().firstValue("Set-Cookie").orElse("").replaceFirst(";.*", "");
    }

    private HttpRequest.Builder get(String path) {
        return HttpRequest.newBuilder(at(path));
    }

    private HttpRequest.Builder post(String path, String form) {
        return get(path).header("Content-Type", "application/x-www-form-urlencoded")
                .POST(BodyPublishers.ofString(form));
    }

    private URI at(String path) {
        return URI.create("http://127.0.0.1:" + server.port() + path);
    }

    private HttpResponse<String> send(HttpRequest.Builder request)
            throws IOException, InterruptedException {
        return http.send(request.build(), BodyHandlers.ofString());
    }
}
