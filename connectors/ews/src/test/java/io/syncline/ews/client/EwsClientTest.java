package io.syncline.ews.client;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.syncline.ews.client.EwsSettings.Login;
import io.syncline.ews.client.ScriptedService.Request;
import io.syncline.ews.client.Unfamiliar.What;
import io.syncline.ews.soap.Answers;
import io.syncline.ews.soap.Outcome;
import io.syncline.ews.soap.Unsubscribe;
import io.syncline.port.Answer;
import io.syncline.port.Failure;
import io.syncline.service.access.Credential;
import java.net.URI;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** One exchange at a time: what goes with it, and what its answer means. */
class EwsClientTest {

    private static final String MAILBOX = "agent@example.com";
    private static final Unsubscribe ASKED = new Unsubscribe("s");
    private static final byte[] DONE = Answers.messages("Unsubscribe",
            Answers.done("Unsubscribe", ""));
    private static final byte[] NOTHING = {};

    private final ScriptedService service = new ScriptedService();
    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    private final EwsHosts hosts = new EwsHosts(meters);

    @AfterEach
    void stop() {
        service.close();
    }

    @Test
    void namesTheMailboxAndItselfInEveryRequest() {
        service.answers(200, DONE);

        ask(service.settings());

        Request request = service.request();
        assertThat(request.header("X-AnchorMailbox")).isEqualTo(MAILBOX);
        assertThat(request.header("User-Agent")).isEqualTo("Syncline");
        assertThat(request.header("client-request-id")).hasSize(36);
        assertThat(request.header("Authorization")).isEqualTo("Basic "
                + Base64.getEncoder().encodeToString("service:secret".getBytes(UTF_8)));
        assertThat(request.header("Content-Type")).isEqualTo("text/xml; charset=utf-8");
        assertThat(request.body()).contains("<t:PrimarySmtpAddress>" + MAILBOX);
    }

    @ParameterizedTest
    @CsvSource(textBlock = """
            401, Unavailable
            403, Unavailable
            404, Unavailable
            302, Unavailable
            400, Rejected
            413, Rejected
            429, Throttled
            500, Unreachable
            502, Unreachable
            503, Unreachable
            504, Unreachable
            """)
    void classifiesAnswersWithoutAnEnvelope(int status, String failure) {
        service.answers(status, "a proxy's page".getBytes(UTF_8), "Location",
                "https://elsewhere.example.com/");

        assertThat(failure(ask(service.settings())).getClass().getSimpleName())
                .isEqualTo(failure);
        assertThat(service.requests()).hasSize(1);
    }

    @ParameterizedTest
    @CsvSource({"500", "503", "200"})
    void hearsABusyServerWhateverTheStatus(int status) {
        service.answers(status,
                Answers.fault("ErrorServerBusy", Answers.value("BackOffMilliseconds", "17000")));

        assertThat(failure(ask(service.settings()))).isInstanceOfSatisfying(
                Failure.Throttled.class, throttled -> assertThat(throttled.retryAfter())
                        .isEqualTo(Duration.ofSeconds(17)));
    }

    @ParameterizedTest
    @CsvSource({"503, 7, 7", "503, Sat 1 Nov, 10", "429, 17, 17"})
    void waitsAsLongAsAHeaderSays(int status, String header, int seconds) {
        service.answers(status, NOTHING, "Retry-After", header);

        Duration wait = switch (failure(ask(service.settings()))) {
            case Failure.Throttled throttled -> throttled.retryAfter();
            case Failure.Unreachable unreachable -> unreachable.retryAfter();
            case Failure other -> throw new AssertionError(other);
        };
        assertThat(wait).isEqualTo(Duration.ofSeconds(seconds));
    }

    @Test
    void saysWhatToCheckWhenEwsIsClosed() {
        service.answers(403, NOTHING, "x-ms-diagnostics", "2000003;reason=\"off\"");

        assertThat(failure(ask(service.settings())).reason()).contains("EwsEnabled",
                "EwsAllowedAppIDs", "licence", "2000003");
    }

    @Test
    void countsCodesThatItDoesNotKnow() {
        service.answers(200, Answers.messages("Unsubscribe",
                Answers.refused("Unsubscribe", "ErrorSomethingNew", "")));

        assertThat(failure(ask(service.settings()))).isInstanceOf(Failure.Unreachable.class);
        assertThat(hosts.unfamiliar().count(What.RESPONSE_CODE, "ErrorSomethingNew")).isEqualTo(1);
        assertThat(meters.counter("syncline.ews.unfamiliar", "what", "response-code").count())
                .isEqualTo(1);
    }

    @Test
    void takesTheWrongNumberOfAnswersForNone() {
        service.answers(200, Answers.messages("Unsubscribe"));

        assertThat(failure(ask(service.settings()))).isInstanceOf(Failure.Unreachable.class);
    }

    @Test
    void givesUpOnAnAnswerThatGetsStuckInTheMiddle() {
        CountDownLatch never = new CountDownLatch(1);
        service.answers(never, 200, DONE);

        Failure failure = failure(ask(service.settings(new Login.Basic("u", "p"),
                Duration.ofMillis(500), 10)));

        never.countDown();
        assertThat(failure).isEqualTo(
                new Failure.Unreachable(Duration.ZERO, "No answer within PT0.5S"));
    }

    @Test
    void givesUpOnATokenThatGetsStuckInTheMiddle() {
        CountDownLatch never = new CountDownLatch(1);
        service.answers(never, 200, "{\"access_token\":\"one\"}".getBytes(UTF_8));

        Failure failure = failure(
                ask(service.settings(appOnly(), Duration.ofMillis(500), 10)));

        never.countDown();
        assertThat(failure).isInstanceOf(Failure.Unreachable.class);
        assertThat(failure.reason()).contains("No token: no answer within PT0.5S");
    }

    /** It does not say that we are let in. */
    @ParameterizedTest
    @CsvSource({"401", "429", "503"})
    void keepsAMailboxParkedWhileNobodyAnswersForTheService(int status) {
        service.answers(403, NOTHING)
                .answers(status, NOTHING)
                .answers(200, DONE);

        try (EwsClient client = client(service.settings())) {
            client.value(MAILBOX, ASKED);
            await(client, 2);
            client.value(MAILBOX, ASKED);
            assertThat(service.requests()).as("parked for longer").hasSize(2);
            assertThat(meters.get("syncline.ews.mailboxes.closed").gauge().value()).isOne();
        }
    }

    /** Asks until the service has heard so many requests. */
    private void await(EwsClient client, int requests) {
        long deadline = System.nanoTime() + Duration.ofSeconds(20).toNanos();
        while (service.requests().size() < requests && System.nanoTime() < deadline) {
            client.value(MAILBOX, ASKED);
            LockSupport.parkNanos(Duration.ofMillis(20).toNanos());
        }
    }

    @Test
    void sendsNothingWhereNothingListens() {
        EwsSettings settings = service.settings();
        service.close();

        assertThat(failure(ask(settings))).isInstanceOf(Failure.Unreachable.class);
    }

    @Test
    void opensNoMoreRequestsThanTheHostGets() {
        EwsSettings settings = service.settings(new Login.Basic("u", "p"), Duration.ofMillis(500),
                1);
        boolean taken = hosts.limits().requests(settings).tryTake();

        Answer<Boolean> answer = ask(settings);

        assertThat(taken).isTrue();
        assertThat(failure(answer)).isInstanceOfSatisfying(Failure.Throttled.class,
                throttled -> assertThat(throttled.heldBack()).isTrue());
        assertThat(service.requests()).isEmpty();
    }

    @Test
    void signsInAsAnApplicationOnceForManyRequests() {
        service.gives("one").answers(200, DONE).answers(200, DONE);

        try (EwsClient client = client(service.settings(appOnly(), Duration.ofSeconds(10), 10))) {
            client.value(MAILBOX, ASKED);
            client.value(MAILBOX, ASKED);
        }

        List<Request> requests = service.requests();
        assertThat(requests).extracting(Request::path)
                .containsExactly("/token", "/EWS/Exchange.asmx", "/EWS/Exchange.asmx");
        assertThat(requests.get(0).body()).isEqualTo("grant_type=client_credentials"
                + "&scope=https%3A%2F%2Foutlook.office365.com%2F.default&client_id=client"
                + "&client_secret=hidden");
        assertThat(requests.get(2).header("Authorization")).isEqualTo("Bearer one");
    }

    @Test
    void asksForOneNewTokenWhereTheServiceRefusesTheOld() {
        service.gives("one").answers(401, NOTHING).gives("two").answers(200, DONE);

        Answer<Boolean> answer = ask(service.settings(appOnly(), Duration.ofSeconds(10), 10));

        assertThat(answer).isEqualTo(Answer.of(true));
        assertThat(service.request().header("Authorization")).isEqualTo("Bearer two");
    }

    @Test
    void givesUpWhereTheServiceRefusesTheNewTokenToo() {
        service.gives("one").answers(401, NOTHING).gives("two").answers(401, NOTHING);

        assertThat(failure(ask(service.settings(appOnly(), Duration.ofSeconds(10), 10))))
                .isInstanceOf(Failure.Unavailable.class);
        assertThat(service.requests()).hasSize(4);
    }

    @Test
    void saysInTheServicesWordsWhyThereIsNoToken() {
        service.answers(401, ("{\"error\":\"invalid_client\",\"error_description\":"
                + "\"AADSTS7000215: Invalid client secret provided.\"}").getBytes(UTF_8));

        assertThat(failure(ask(service.settings(appOnly(), Duration.ofSeconds(10), 10))))
                .isEqualTo(new Failure.Unavailable("No token: HTTP 401 invalid_client:"
                        + " AADSTS7000215: Invalid client secret provided."));
    }

    @Test
    void comesBackLaterWhereTheTokenServiceIsAway() {
        service.answers(503, NOTHING, "Retry-After", "3");

        assertThat(failure(ask(service.settings(appOnly(), Duration.ofSeconds(10), 10))))
                .isEqualTo(new Failure.Unreachable(Duration.ofSeconds(3), "HTTP 503"));
    }

    @Test
    void signsInAsAServiceAccount() {
        service.gives("one").answers(200, DONE);

        ask(service.settings(new Login.Delegated(service.url("/token"),
                "https://mail.example.com/EWS.AccessAsUser.All", "client",
                "service@example.com", "pass word"), Duration.ofSeconds(10), 10));

        assertThat(service.requests().getFirst().body()).contains("grant_type=password",
                "username=service%40example.com", "password=pass+word");
    }

    @Test
    void sendsCredentialsToSafeAddressesOnly() {
        assertThatThrownBy(() -> new Login.AppOnly(URI.create("http://login.example.com/token"),
                "scope", "client", new Credential.Secret("hidden")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("https");
    }

    @Test
    void showsNoSecretInItsText() {
        assertThat(service.settings(appOnly(), Duration.ofSeconds(10), 10).toString())
                .doesNotContain("hidden\"")
                .contains("Secret[hidden]");
        assertThat(service.settings().toString()).doesNotContain("secret");
    }

    private Login appOnly() {
        return new Login.AppOnly(service.url("/token"), "https://outlook.office365.com/.default",
                "client", new Credential.Secret("hidden"));
    }

    private Answer<Boolean> ask(EwsSettings settings) {
        try (EwsClient client = client(settings)) {
            return client.one(MAILBOX, ASKED).then(outcome -> switch (outcome) {
                case Outcome.Done<Boolean> done -> Answer.of(true);
                case Outcome.Refused<Boolean> refused ->
                    Answer.failed(EwsFailures.of(refused.error()));
            });
        }
    }

    private EwsClient client(EwsSettings settings) {
        return new EwsClient(settings, hosts);
    }

    private static Failure failure(Answer<?> answer) {
        return switch (answer) {
            case Answer.Failed<?> failed -> failed.failure();
            case Answer.Of<?> of -> throw new AssertionError("It succeeded: " + of);
        };
    }
}
