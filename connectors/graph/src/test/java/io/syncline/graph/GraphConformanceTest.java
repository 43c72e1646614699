package io.syncline.graph;

import static io.syncline.conformance.simulated.SimulatedMailbox.fault;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.syncline.conformance.MailboxProviderConformance;
import io.syncline.conformance.Person;
import io.syncline.port.Answer;
import io.syncline.port.Changes;
import io.syncline.port.Failure;
import io.syncline.port.MailboxProvider;
import io.syncline.port.MailboxRef;
import io.syncline.port.Patch;
import io.syncline.port.RequestBudget;
import io.syncline.port.Sighting;
import io.syncline.port.Translation;
import io.syncline.port.Written;
import io.syncline.schemas.contact.Reading;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** Graph against the simulated tenant: the suite, and what only Graph does. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class GraphConformanceTest extends MailboxProviderConformance {

    private SimulatedGraph tenant;
    private GraphProvider provider;

    @BeforeAll
    void start(@TempDir Path data) {
        tenant = new SimulatedGraph(data);
        provider = tenant.provider();
    }

    @AfterAll
    void stop() {
        provider.close();
        tenant.close();
    }

    @Override
    protected MailboxProvider provider() {
        return provider;
    }

    @Override
    protected MailboxRef mailbox() {
        return tenant.mailbox();
    }

    @Override
    protected Person person() {
        return tenant;
    }

    @Test
    void handsRetryAfterOnInsteadOfWaiting() {
        tenant.arm(fault("throttle").put("seconds", 17));

        Answer<?> answer = provider.read(mailbox(), "any");

        assertThat(answer).isInstanceOfSatisfying(Answer.Failed.class,
                failed -> assertThat(failed.failure()).isInstanceOfSatisfying(
                        Failure.Throttled.class, throttled -> assertThat(throttled)
                                .matches(told -> !told.heldBack())
                                .matches(told -> told.retryAfter()
                                        .equals(Duration.ofSeconds(17)))));
    }

    @Test
    void postsOnceEvenWhenTheAnswerIsLost() {
        tenant.arm(fault("drop_answer").put("method", "POST"));
        int before = posts();

        Answer<Written> answer = provider.create(mailbox(), new Patch("", "",
                List.of("displayName"), jane("lost"), "t/m/lost", "w1"));

        assertThat(answer).isInstanceOfSatisfying(Answer.Failed.class, failed -> assertThat(
                failed.failure()).isInstanceOf(Failure.Unreachable.class));
        assertThat(posts()).isEqualTo(before + 1);
        assertThat(valueOf(provider.findStamped(mailbox(), "t/m/lost"))).hasSize(1);
    }

    @Test
    void waitsAsLongAsAnOverloadedServiceAsks() {
        tenant.arm(fault("error").put("status", 503).put("seconds", 7));

        Answer<?> answer = provider.read(mailbox(), "any");

        assertThat(answer).isEqualTo(Answer.failed(new Failure.Unreachable(Duration.ofSeconds(7),
                "HTTP 503 servicenotavailable: Armed by a test.")));
    }

    @Test
    void looksAgainAfterAConflictOnAnInternalRace() {
        tenant.arm(fault("error").put("status", 412).put("code", "ErrorIrresolvableConflict"));

        assertThat(provider.read(mailbox(), "any")).isInstanceOfSatisfying(Answer.Failed.class,
                failed -> assertThat(failed.failure()).isInstanceOf(Failure.Unreachable.class));
    }

    @Test
    void takesARefusalOfOneItemForNoMoreThanThat() {
        tenant.arm(fault("error").put("status", 403).put("code", "ErrorCannotDeleteObject"));

        assertThat(provider.read(mailbox(), "any")).isInstanceOfSatisfying(Answer.Failed.class,
                failed -> assertThat(failed.failure()).isInstanceOf(Failure.Rejected.class));
    }

    @Test
    void obeysTheLimitPerTenMinutes() {
        tenant.limit(0);
        try {
            assertThat(provider.read(mailbox(), "any")).isInstanceOfSatisfying(Answer.Failed.class,
                    failed -> assertThat(failed.failure()).isInstanceOf(Failure.Throttled.class));
        } finally {
            tenant.limit(10_000);
        }
    }

    @Test
    void asksForANewTokenWhenTheServiceForgotTheOldOne() {
        tenant.forgetTokens();

        assertThat(valueOf(provider.folders(mailbox()))).contains("contacts");
    }

    @Test
    void usesItsTokenForManyRequests() {
        valueOf(provider.folders(mailbox()));
        tenant.secret("another");
        try {
            assertThat(valueOf(provider.folders(mailbox()))).contains("contacts");
        } finally {
            tenant.secret("");
        }
    }

    @Test
    void makesNoRequestBeyondItsBudget() {
        try (GraphProvider without = tenant.provider(new RequestBudget(1_000, () -> 0))) {
            assertThat(without.folders(mailbox())).isInstanceOfSatisfying(Answer.Failed.class,
                    failed -> assertThat(failed.failure()).isInstanceOfSatisfying(
                            Failure.Throttled.class, throttled -> assertThat(throttled)
                                    .matches(Failure.Throttled::heldBack)
                                    .matches(held -> held.reason()
                                            .contains("share of the tenant's"))));
        }
    }

    @Test
    void signsInWithACertificate(@TempDir Path folder) {
        try (GraphProvider signing = tenant.providerWithCertificate(folder)) {
            assertThat(valueOf(signing.folders(mailbox()))).contains("contacts");
        }
    }

    @Test
    void listsAgainAfterTheServiceForgotItsState() {
        Changes.Page page = (Changes.Page) valueOf(
                provider.changes(mailbox(), "contacts", "", 1000));
        tenant.arm(fault("resync"));

        Changes lost = valueOf(
                provider.changes(mailbox(), "contacts", page.position(), 1000));

        assertThat(lost).isInstanceOf(Changes.PositionLost.class);
    }

    @Test
    void createsInAFolderThatIsFollowed() {
        MailboxRef narrow = only(tenant.addFolder("Clients"));

        Reading made = made(narrow, "narrow");

        assertThat(narrow.follows(made.getFolderId())).isTrue();
        assertThat(made.getFolderId()).isPresent();
    }

    @Test
    void knowsTheDefaultFolderByTheNameThatTheSettingsHaveForIt() {
        MailboxRef named = only("contacts");

        Reading made = made(named, "named");

        assertThat(made.getFolderId()).contains("contacts");
        assertThat(valueOf(provider.read(named, made.getExternalId())))
                .isInstanceOfSatisfying(Sighting.There.class,
                        there -> assertThat(there.reading().getFolderId()).contains("contacts"));
    }

    @Test
    void sendsItsTokenToNoOtherHost() {
        Changes changes = valueOf(provider.changes(mailbox(), "contacts",
                "https://graph.example.com/v1.0/users/x/contacts/delta?$deltatoken=1", 10));

        assertThat(changes).isInstanceOf(Changes.PositionLost.class);
    }

    @Test
    void saysInTheServicesWordsThatTheSecretIsWrong() {
        try (GraphProvider wrong = tenant.provider("wrong")) {
            Answer<?> answer = wrong.read(mailbox(), "any");

            assertThat(answer).isInstanceOfSatisfying(Answer.Failed.class, failed -> assertThat(
                    failed.failure()).isInstanceOfSatisfying(Failure.Unavailable.class,
                            unavailable -> assertThat(unavailable.reason())
                                    .contains("AADSTS7000215")
                                    .doesNotContain("wrong-")));
        }
    }

    @Test
    void translatesItsIdsToThoseOfExchangeWebServicesAndBack() {
        String id = tenant.creates(jane("translated"));

        String itemId = translated("graph", "ews", List.of(id)).getOrDefault(id, "");

        assertThat(itemId).isNotEmpty().isNotEqualTo(id);
        assertThat(translated("ews", "graph", List.of(itemId))).containsExactly(
                Map.entry(itemId, id));
    }

    @Test
    void translatesMoreIdsThanTheServiceTakesAtOnce() {
        String id = tenant.creates(jane("among many"));
        List<String> ids = new ArrayList<>(IntStream.range(0, 1000)
                .mapToObj(number -> "AAMkNobody" + number)
                .toList());
        ids.add(id);

        assertThat(translated("graph", "ews", ids)).containsOnlyKeys(id);
    }

    private Map<String, String> translated(String from, String to, List<String> ids) {
        return valueOf(provider.translated(mailbox(), new Translation(from, to), ids));
    }

    private MailboxRef only(String folder) {
        return new MailboxRef("t", "m", mailbox().address(), List.of(folder));
    }

    private Reading made(MailboxRef in, String name) {
        Written.Landed landed = (Written.Landed) valueOf(provider.create(in, new Patch("", "",
                List.of("displayName"), jane(name), "t/m/" + name, "w1")));
        return ((Sighting.There) landed.now()).reading();
    }

    private int posts() {
        int posts = 0;
        for (JsonNode line : tenant.requests()) {
            posts += line.path("method").asText().equals("POST") ? 1 : 0;
        }
        return posts;
    }
}
