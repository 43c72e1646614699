package io.syncline.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.syncline.console.system.ConsoleException;
import io.syncline.console.tenant.Accesses;
import io.syncline.console.tenant.MailboxCsv.Row;
import io.syncline.console.tenant.MailboxDesk;
import io.syncline.console.tenant.SubmissionForm;
import io.syncline.console.tenant.TenantStore;
import io.syncline.graph.GraphKind;
import io.syncline.port.tenant.UserDirectory.Filter;
import io.syncline.port.tenant.UserDirectory.Owner;
import io.syncline.port.verify.Finding;
import io.syncline.port.verify.Finding.Outcome;
import io.syncline.port.verify.Step;
import io.syncline.port.verify.Verification;
import io.syncline.schemas.contact.Observed;
import io.syncline.schemas.ops.Audit;
import io.syncline.schemas.registry.Access;
import io.syncline.schemas.registry.MailboxState;
import io.syncline.schemas.registry.SealedCredential;
import io.syncline.schemas.registry.Tenant;
import io.syncline.schemas.registry.TenantState;
import io.syncline.schemas.topic.TopicCatalogue;
import io.syncline.service.secret.MasterKeys;
import io.syncline.service.secret.Opened;
import io.syncline.service.secret.Vault;
import io.syncline.source.SourceService;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** What operators do with a tenant counts for running services within a moment. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class RegisteredTenantTest {

    private static final Waiting WAITING = new Waiting(Duration.ofSeconds(20));
    private static final int MAILBOXES = 8;

    private RegisteredSystem system;
    private SourceService source;

    @BeforeAll
    void start(@TempDir Path folder) throws IOException {
        system = new RegisteredSystem(folder);
        source = new SourceService(system.config(), List.of(new GraphKind()),
                new SimpleMeterRegistry());
        source.start();
    }

    @AfterAll
    void stop() {
        source.close();
        system.close();
    }

    @BeforeEach
    void begin() {
        system.begin();
    }

    @AfterEach
    void delete() {
        if (system.desk().store().tenant(system.tenant()).isPresent()) {
            system.desk().delete(system.tenant(), RegisteredSystem.ADMINISTRATOR);
        }
    }

    @Test
    void isReadFromItsStartOn() {
        verified();
        String agent = mailbox(agent());
        contact(agent, "Jane");
        Waiting.letPass(Duration.ofSeconds(2));
        boolean seenBefore = isSeen("Jane");

        system.mailboxes()
                .change(system.tenant(), Set.of(agent()), MailboxState.ACTIVE,
                        RegisteredSystem.ADMINISTRATOR);

        WAITING.until("a started mailbox is read", () -> isSeen("Jane"));
        assertThat(seenBefore).isFalse();
    }

    @Test
    void restsWhileItIsSuspended() {
        String agent = started();

        system.desk().suspend(system.tenant(), RegisteredSystem.ADMINISTRATOR);
        Waiting.letPass(Duration.ofSeconds(2));
        contact(agent, "Joan");
        long polls = system.outlook().polls();
        Waiting.letPass(Duration.ofSeconds(3));
        long pollsAfter = system.outlook().polls();
        system.desk().resume(system.tenant(), RegisteredSystem.ADMINISTRATOR);

        WAITING.until("it is read again", () -> isSeen("Joan"));
        assertThat(pollsAfter).isEqualTo(polls);
    }

    @Test
    void keepsTheCredentialInUseUntilTheNextIsVerified() {
        String agent = started();
        String used = inUse();

        var refused = system.submitted(Map.of(SubmissionForm.SECRET, "mistyped"));
        contact(agent, "Joan");
        WAITING.until("it is read on", () -> isSeen("Joan"));
        String stillUsed = inUse();
        var taken = system
                .submitted(Map.of(SubmissionForm.SECRET, RegisteredSystem.NEXT_SECRET.value()));
        system.entra()
                .application(RegisteredSystem.CLIENT, List.of(RegisteredSystem.NEXT_SECRET),
                        List.of("Contacts.ReadWrite"));
        contact(agent, "Josh");

        WAITING.until("it is read by the next credential", () -> isSeen("Josh"));
        assertThat(refused).extractingByKey(Step.TOKEN)
                .extracting(Finding::outcome)
                .isEqualTo(Outcome.FAILED);
        assertThat(stillUsed).isEqualTo(used);
        assertThat(Verification.isPassed(taken)).isTrue();
        assertThat(inUse()).isNotEqualTo(used);
    }

    @Test
    void leavesNothingReadableWhenItIsDeleted() {
        String agent = started();
        Tenant before = system.desk().tenant(system.tenant());
        SealedCredential sealed = before.getAccesses().getFirst().getCredential().orElseThrow();

        system.desk().delete(system.tenant(), RegisteredSystem.ADMINISTRATOR);
        Waiting.letPass(Duration.ofSeconds(2));
        contact(agent, "Joan");
        Waiting.letPass(Duration.ofSeconds(2));

        Vault vault = Vault.of(MasterKeys.now(system.config().secrets()).orElseThrow(),
                system.config().secrets().keyFolder());
        byte[] bytes = new byte[sealed.getSealed().remaining()];
        sealed.getSealed().duplicate().get(bytes);
        assertThat(vault.open(system.tenant(), "credential/graph/" + sealed.getId(), bytes))
                .isInstanceOf(Opened.Destroyed.class);
        assertThat(system.desk().store().tenant(system.tenant())).isEmpty();
        assertThat(system.desk().store().mailboxes(system.tenant())).isEmpty();
        assertThatThrownBy(() -> system.submitted(Map.of())).isInstanceOf(ConsoleException.class)
                .hasMessageContaining("was deleted");
        assertThat(isSeen("Joan")).isFalse();
    }

    @Test
    void keepsAFailedSubmissionSoThatOnlyTheWrongValueIsGivenAgain() {
        var failed = system
                .submitted(Map.of(SubmissionForm.TEST_MAILBOX, "nobody@example.com"));

        Tenant tenant = system.desk().tenant(system.tenant());
        assertThat(failed).extractingByKey(Step.MAILBOX)
                .extracting(Finding::outcome)
                .isEqualTo(Outcome.FAILED);
        assertThat(failed).extractingByKey(Step.CREATE)
                .extracting(Finding::outcome)
                .isEqualTo(Outcome.SKIPPED);
        assertThat(tenant.getState()).isEqualTo(TenantState.SUBMITTED);
        assertThat(Accesses.pending(tenant, "graph").flatMap(Access::getSubmitted)).isPresent();
        assertThatThrownBy(() -> system.desk()
                .resume(system.tenant(),
                        RegisteredSystem.ADMINISTRATOR))
                .isInstanceOf(ConsoleException.class)
                .hasMessageContaining("never verified");
    }

    @Test
    void choosesMailboxesFromTheDirectory() {
        verified();
        system.outlook().addMailbox("agent-1@example.com");
        system.outlook().addMailbox("agent-2@example.com");
        system.entra().securityGroup("Agents", List.of("agent-2@example.com"));

        List<Owner> ofGroup = system.mailboxes()
                .candidates(system.tenant(), new Filter.OfGroup("Agents"));
        List<Owner> ofDomain = system.mailboxes()
                .candidates(system.tenant(), new Filter.OfDomain("example.com"));
        var added = system.mailboxes()
                .add(system.tenant(), List.of(new Row("agent-2@example.com", "agent-2", ""),
                        new Row("test@example.com", "test", "")),
                        RegisteredSystem.ADMINISTRATOR);

        assertThat(ofGroup).extracting(Owner::address).containsExactly("agent-2@example.com");
        assertThat(ofDomain).extracting(Owner::address)
                .contains("agent-1@example.com", "agent-2@example.com");
        assertThat(added.added()).containsExactly("agent-2");
        assertThat(added.refused()).singleElement()
                .asString()
                .contains("is the test mailbox");
        assertThatThrownBy(() -> system.mailboxes()
                .candidates(system.tenant(), new Filter.OfGroup("Nobody")))
                .hasMessageContaining("no group");
    }

    @Test
    void isChangedByOneAtATimeWhereverTheyAre() {
        verified();
        try (TenantStore elsewhere = new TenantStore(system.config()).start()) {
            MailboxDesk other = new MailboxDesk(system.deskOf(elsewhere));
            CompletableFuture<List<MailboxDesk.Added>> others = CompletableFuture
                    .supplyAsync(() -> added(other, "theirs"));
            List<MailboxDesk.Added> ours = added(system.mailboxes(), "ours");

            assertThat(Stream.concat(ours.stream(), others.join().stream())
                    .flatMap(added -> added.added().stream()))
                    .as("each id is given once, whoever came first")
                    .hasSize(MAILBOXES)
                    .doesNotHaveDuplicates();
            assertThat(system.desk().store().mailboxes(system.tenant())).hasSize(MAILBOXES);
        }
    }

    private List<MailboxDesk.Added> added(MailboxDesk desk, String whose) {
        return IntStream.range(0, MAILBOXES)
                .mapToObj(number -> desk.add(system.tenant(), List.of(new Row(
                        whose + number + "@example.com", "agent-" + number, "")),
                        RegisteredSystem.ADMINISTRATOR))
                .toList();
    }

    @Test
    void isReachedByExchangeWebServicesToo() {
        system.entra()
                .application(RegisteredSystem.CLIENT, List.of(RegisteredSystem.SECRET),
                        List.of("full_access_as_app"));

        var findings = system.submitted(Map.of(SubmissionForm.KIND, "ews-online"));

        assertThat(Verification.isPassed(findings)).as("%s", findings).isTrue();
        assertThat(findings).extractingByKey(Step.PROTOCOL)
                .extracting(Finding::outcome)
                .isIn(Outcome.PASSED, Outcome.WARNED);
        assertThat(Accesses.inUse(system.desk().tenant(system.tenant()), "ews")).isPresent();
    }

    @Test
    void givesAKeptSecretToNoOtherServer() {
        system.submitted(Map.of(SubmissionForm.KIND, "ews-server", SubmissionForm.URL,
                "https://127.0.0.1:1/EWS/Exchange.asmx", SubmissionForm.USERNAME, "svc",
                SubmissionForm.PASSWORD, "hidden"));
        var elsewhere = SubmissionForm.check(Map.of(SubmissionForm.TENANT, system.tenant(),
                SubmissionForm.KIND, "ews-server", SubmissionForm.URL,
                "https://elsewhere.example.com/EWS/Exchange.asmx", SubmissionForm.USERNAME, "svc",
                SubmissionForm.TEST_MAILBOX, "test@example.com"), Optional.empty(), true,
                system.desk().now());

        assertThatThrownBy(() -> system.desk()
                .submit(((SubmissionForm.Checked.Good) elsewhere).submission(),
                        RegisteredSystem.ADMINISTRATOR))
                .isInstanceOf(ConsoleException.class)
                .hasMessageContaining("No secret is kept for https://elsewhere");
    }

    @Test
    void recordsWhoDidWhat() {
        verified();
        system.desk().suspend(system.tenant(), RegisteredSystem.ADMINISTRATOR);

        assertThat(new Topics(Running.infrastructure()).all(TopicCatalogue.AUDIT, Audit.class)
                .stream()
                .filter(audit -> audit.getTenant().equals(Optional.of(system.tenant()))))
                .extracting(Audit::getAction)
                .containsExactly("tenant-submitted", "credential-verified", "tenant-suspended");
    }

    private void verified() {
        assertThat(Verification.isPassed(system.submitted(Map.of()))).isTrue();
    }

    /** One that no other test writes into. */
    private String agent() {
        return "agent-of-" + system.tenant();
    }

    private String mailbox(String id) {
        String address = id + "@example.com";
        system.outlook().addMailbox(address);
        system.mailboxes()
                .add(system.tenant(), List.of(new Row(address, id, "")),
                        RegisteredSystem.ADMINISTRATOR);
        return address;
    }

    private String started() {
        verified();
        String agent = mailbox(agent());
        contact(agent, "Jane");
        system.mailboxes()
                .change(system.tenant(), Set.of(), MailboxState.ACTIVE,
                        RegisteredSystem.ADMINISTRATOR);
        WAITING.until("a started mailbox is read", () -> isSeen("Jane"));
        return agent;
    }

    private void contact(String address, String givenName) {
        system.outlook()
                .create(address, new ObjectMapper().createObjectNode().put("givenName", givenName));
    }

    private String inUse() {
        return Accesses.inUse(system.desk().tenant(system.tenant()), "graph")
                .map(Accesses::credentialId)
                .orElse("");
    }

    private boolean isSeen(String givenName) {
        return new Topics(Running.infrastructure())
                .all(TopicCatalogue.OBSERVED, Observed.class)
                .stream()
                .filter(fact -> fact.getTenant().equals(system.tenant()))
                .flatMap(fact -> fact.getItem().stream())
                .anyMatch(item -> item.getContact().getGivenName().orElse("").equals(givenName));
    }
}
