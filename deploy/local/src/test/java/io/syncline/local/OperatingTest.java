package io.syncline.local;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.syncline.console.letters.Fate.Act;
import io.syncline.console.letters.LetterDesk;
import io.syncline.console.letters.LetterDesk.Decided;
import io.syncline.console.letters.LetterId;
import io.syncline.console.system.ConsoleException;
import io.syncline.console.system.Decider;
import io.syncline.console.system.RunningSystem;
import io.syncline.schemas.AvroTrust;
import io.syncline.schemas.contact.Contact;
import io.syncline.schemas.contact.EditKind;
import io.syncline.schemas.contact.Edited;
import io.syncline.schemas.contact.Merged;
import io.syncline.schemas.ops.Alert;
import io.syncline.schemas.ops.Audit;
import io.syncline.schemas.ops.Severity;
import io.syncline.schemas.topic.RecordKey;
import io.syncline.schemas.topic.TopicCatalogue;
import io.syncline.service.config.ConfigLoader;
import io.syncline.service.config.SynclineConfig;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import picocli.CommandLine;

/** Is every mailbox in sync, and what becomes of dead letters: by command, against a running system. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class OperatingTest {

    static {
        AvroTrust.install();
    }

    private static final Waiting WAITING = new Waiting(Duration.ofSeconds(60));
    private static final String TENANT = "example";
    private static final int PEOPLE = 4;
    /** More than 20 deletes within an hour are held. */
    private static final int DELETED = 23;
    private static final int HELD = 3;

    private WholeStack everything;

    /** What a command ended with and said. */
    private record Said(int exit, String out, String err) {}

    @BeforeAll
    void start() {
        everything = WholeStack.start("operating", List.of("steady", "shut", "letters", "held"),
                Set.of(), WAITING);
    }

    @AfterAll
    void stop() {
        everything.close();
    }

    @Test
    void saysOfEachMailboxWhetherItIsInSyncAndWhatProvesIt() {
        everything.sides("steady").filled(3);
        everything.outlook().refuse("shut@example.com", 403);
        WAITING.until("the mailbox is in sync",
                () -> run("mailboxes", "status", "example/steady", "--fail").exit() == 0);
        WAITING.until("the closed mailbox is noticed", () -> status("example/shut")
                .path("stands")
                .asText()
                .equals("WAITS"));

        JsonNode steady = status("example/steady");
        JsonNode shut = status("example/shut");
        Said all = run("mailboxes", "status");
        Said quick = run("mailboxes", "status", "--quick");
        Said failing = run("mailboxes", "status", TENANT, "--fail");
        Said nobody = run("mailboxes", "status", "example/nobody");

        assertThat(steady.path("stands").asText()).isEqualTo("IN_SYNC");
        assertThat(steady.path("provider").asText()).isEqualTo("graph");
        assertThat(steady.path("proof").path("endedAt").asText())
                .isEqualTo(steady.path("listedAt").asText());
        assertThat(steady.path("proof").path("differing").isInt()).isTrue();
        assertThat(steady.path("outstanding").asInt()).isZero();
        assertThat(shut.path("unavailable").path("reason").asText()).isNotBlank();
        assertThat(shut.path("waitsFor").path(0).asText()).isEqualTo("unavailable");
        assertThat(all.exit()).isZero();
        assertThat(all.out()).contains("example/steady", "in sync", "example/shut",
                "waits for a person", "4 mailboxes:", "contacts have refused values");
        assertThat(quick.out()).contains("are not counted (--quick)");
        assertThat(failing.exit()).isEqualTo(1);
        assertThat(nobody.exit()).isEqualTo(1);
        assertThat(nobody.err()).contains("Nothing is known of example/nobody");
    }

    @Test
    @Tag("soak")
    void handsAFactThatMergeRefusedInAgainOnceItsRecordIsThere() throws JsonProcessingException {
        String record = "record-" + UUID.randomUUID();
        edit(patch(record, "Broker"));
        WAITING.until("merge has refused it", () -> !letters("unknown-record").isEmpty());
        JsonNode letter = letters("unknown-record").getFirst();
        String id = letter.path("letter").asText();

        Said shown = run("dead-letters", "show", id);
        Said unconfirmed = run("dead-letters", "retry", id);
        edit(whole(record));
        WAITING.until("the record is there", () -> !titles(record).isEmpty());
        Said retried = run("dead-letters", "retry", "--code", "unknown-record", "--since", "PT1H",
                "--tenant", TENANT, "--by", "pat", "--reason", "it is there now", "--yes");
        WAITING.until("the patch is merged", () -> titles(record).contains("Broker"));
        Said again = run("dead-letters", "retry", id, "--yes");

        assertThat(letter.path("topic").asText()).isEqualTo(TopicCatalogue.JOURNAL.name());
        assertThat(letter.path("mailbox").asText()).isEqualTo("example/letters");
        assertThat(shown.out()).contains("unknown-record", record, "\"Broker\"");
        assertThat(unconfirmed.exit()).isEqualTo(2);
        assertThat(retried.exit()).as(retried.err()).isZero();
        assertThat(retried.out()).contains("retried, 0 left");
        assertThat(letters("unknown-record")).isEmpty();
        assertThat(run("dead-letters", "list", "--all").out()).contains(id, "retried");
        assertThat(again.exit()).isEqualTo(1);
        assertThat(again.out()).contains("was retried by pat");
        assertThat(audits(id)).singleElement().satisfies(audit -> {
            assertThat(audit.getAction()).isEqualTo("dead-letter-retried");
            assertThat(audit.getWho()).isEqualTo("pat");
            assertThat(audit.getDetail()).contains("it is there now",
                    TopicCatalogue.EDITED.name());
            assertThat(audit.getMailbox()).contains("letters");
        });
    }

    @Test
    @Tag("soak")
    void handsALetterInOnceHoweverManyRetryItAtTheSameMoment() throws Exception {
        Edited invalid = Edited.newBuilder(patch("", "Nobody's")).build();
        edit(invalid);
        WAITING.until("sequence has refused it", () -> !letters("invalid-fact").isEmpty());
        LetterId id = LetterId.of(letters("invalid-fact").getFirst().path("letter").asText())
                .orElseThrow();

        List<Object> outcomes = atOnce(id);

        List<Decided> decided = outcomes.stream()
                .filter(Decided.class::isInstance)
                .map(Decided.class::cast)
                .toList();
        assertThat(decided.stream().filter(one -> one.done().contains(id))).hasSize(1);
        assertThat(decided.stream().filter(one -> one.done().isEmpty()))
                .allSatisfy(one -> assertThat(one.refused().get(id)).contains("was retried by"));
        assertThat(outcomes.stream().filter(ConsoleException.class::isInstance))
                .allSatisfy(refusal -> assertThat(((ConsoleException) refusal).getMessage())
                        .contains("at the same moment"));
        assertThat(audits(id.toString())).hasSize(1);
        assertThat(everything.topics()
                .all(TopicCatalogue.EDITED, Edited.class)
                .stream()
                .filter(edited -> edited.getEventId().equals(invalid.getEventId())))
                .as("as it came, and handed in again once")
                .hasSize(2);
        WAITING.until("what failed again is a new letter", () -> letters("invalid-fact").stream()
                .anyMatch(letter -> !letter.path("letter").asText().equals(id.toString())));
        Said dropped = run("dead-letters", "drop", "--code", "invalid-fact", "--yes", "--reason",
                "a test");
        assertThat(dropped.exit()).as(dropped.err()).isZero();
        assertThat(letters("invalid-fact")).isEmpty();
    }

    /** What an operator sees and clicks; the screens lie in {@code target/screens}. */
    @Test
    void showsAPersonWhatWaitsAndTakesWhatTheyDecide() throws IOException {
        TwoSides sides = everything.sides("held");
        List<String> emails = sides.filled(DELETED + 1);
        sides.contactIds().forEach((email, contact) -> {
            if (!email.equals(emails.getLast())) {
                sides.deleteInOutlook(contact);
            }
        });
        WAITING.until("deletes are held", () -> everything.topics().heldDeletes("held") == HELD);
        everything.publish(TopicCatalogue.ALERTS, TENANT, Alert.newBuilder()
                .setTenant(TENANT)
                .setSeverity(Severity.CRITICAL)
                .setCode("access-broken")
                .setMessage("The access of example by graph does not work any more: the client"
                        + " secret is wrong")
                .build());
        edit(patch("record-" + UUID.randomUUID(), "Broker"));
        WAITING.until("a letter waits", () -> !letters("unknown-record").isEmpty());
        try (OperatorBrowser browser = OperatorBrowser.open(config())) {
            browser.waitFor("/", HELD + " held deletes");
            browser.see("/", "overview");
            browser.see("/mailboxes", "standings");
            browser.see("/mailboxes/example/held", "standing");
            browser.see("/alerts", "alerts");
            browser.see("/matches", "matches-none");
            browser.see("/dead-letters", "dead-letters");
            browser.page().locator("main table a").first().click();
            browser.see("dead-letter");
            browser.page().fill("#reason", "a test of ours");
            browser.page().locator("button[value='drop']").click();
            browser.see("dead-letters-dropped");
            browser.see("/held-deletes", "held-deletes");
            browser.page().locator("input[name='item']").first().check();
            browser.page().locator("button[value='reject']").first().click();
            assertThat(browser.main()).contains("Say why");
            browser.see("held-deletes-why");
            browser.page().goBack();
            browser.page().locator("input[name='item']").first().check();
            browser.page().fill("#reason1", "by mistake");
            browser.page().locator("button[value='reject']").first().click();
            assertThat(browser.main()).contains("Rejected");
            browser.see("held-deletes-rejected");
            WAITING.until("one is not held any more",
                    () -> everything.topics().heldDeletes("held") == HELD - 1);
            browser.waitFor("/", (HELD - 1) + " held deletes");
        }
        assertThat(everything.topics()
                .all(TopicCatalogue.AUDIT, Audit.class)
                .stream()
                .filter(audit -> audit.getAction().equals("deletes-rejected")))
                .singleElement()
                .satisfies(audit -> {
                    assertThat(audit.getDetail()).isEqualTo("by mistake");
                    assertThat(audit.getDoor()).isEqualTo("page");
                    assertThat(audit.getSubject()).isPresent();
                });
    }

    /** What each of some people got who retried the letter at the same moment. */
    private List<Object> atOnce(LetterId id) throws Exception {
        try (ExecutorService people = Executors.newFixedThreadPool(PEOPLE);
                RunningSystem running = RunningSystem.at(config())) {
            List<Callable<Object>> tries = new ArrayList<>();
            for (int i = 0; i < PEOPLE; i++) {
                Decider decider = new Decider("person-" + i, "page", "");
                tries.add(() -> {
                    try {
                        return new LetterDesk(running).decide(List.of(id), Act.RETRY, decider);
                    } catch (ConsoleException e) {
                        return e;
                    }
                });
            }
            List<Object> outcomes = new ArrayList<>();
            for (Future<Object> one : people.invokeAll(tries)) {
                outcomes.add(one.get());
            }
            return outcomes;
        }
    }

    private SynclineConfig config() {
        return ConfigLoader.load(everything.folder().resolve("config").resolve("source.yaml"),
                Map.of());
    }

    private void edit(Edited edited) {
        everything.publish(TopicCatalogue.EDITED, new RecordKey(TENANT, "letters",
                edited.getRecordId()).text(), edited);
    }

    private static Edited patch(String record, String title) {
        return edited(record, EditKind.PATCH, List.of("jobTitle"), Contact.newBuilder()
                .setJobTitle(title)
                .build());
    }

    private static Edited whole(String record) {
        return edited(record, EditKind.WHOLE, List.of("givenName", "surname"),
                Contact.newBuilder()
                        .setGivenName("Jane")
                        .setSurname("Doe")
                        .build());
    }

    private static Edited edited(String record, EditKind kind, List<String> fields,
            Contact contact) {
        return Edited.newBuilder()
                .setTenant(TENANT)
                .setMailbox("letters")
                .setRecordId(record)
                .setEventId("edit-" + UUID.randomUUID())
                .setKind(kind)
                .setFields(fields)
                .setContact(contact)
                .setEditedAt(Instant.now())
                .build();
    }

    private List<String> titles(String record) {
        return everything.topics()
                .all(TopicCatalogue.MERGED, Merged.class)
                .stream()
                .filter(item -> item.toString().contains(record))
                .map(item -> item.getContact().getJobTitle().orElse(""))
                .toList();
    }

    private List<Audit> audits(String letter) {
        return everything.topics()
                .all(TopicCatalogue.AUDIT, Audit.class)
                .stream()
                .filter(audit -> audit.getSubject()
                        .filter(("dead-letter/" + letter)::equals)
                        .isPresent())
                .toList();
    }

    private List<JsonNode> letters(String code) {
        Said said = run("dead-letters", "list", "--code", code, "--json");
        assertThat(said.exit()).as(said.err()).isZero();
        return json(said).valueStream().toList();
    }

    private JsonNode status(String mailbox) {
        Said said = run("mailboxes", "status", mailbox, "--json");
        assertThat(said.exit()).as(said.err()).isZero();
        return json(said).path(0);
    }

    private static JsonNode json(Said said) {
        try {
            return new ObjectMapper().readTree(said.out());
        } catch (JsonProcessingException e) {
            throw new AssertionError(said.out(), e);
        }
    }

    private Said run(String... arguments) {
        List<String> all = new ArrayList<>(List.of(arguments));
        all.addAll(List.of("--data", everything.folder().toString()));
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        CommandLine line = LocalMain.commandLine();
        line.setOut(new PrintWriter(out, true));
        line.setErr(new PrintWriter(err, true));
        return new Said(line.execute(all.toArray(String[]::new)), out.toString(),
                err.toString());
    }
}
