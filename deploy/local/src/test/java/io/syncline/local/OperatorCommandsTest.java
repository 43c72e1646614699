package io.syncline.local;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.syncline.schemas.AvroTrust;
import io.syncline.schemas.contact.Decision;
import io.syncline.schemas.contact.DecisionKind;
import io.syncline.schemas.contact.Merged;
import io.syncline.schemas.topic.TopicCatalogue;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import picocli.CommandLine;

/** An operator's commands against a running system, judged by both sides' own stores. */
@Tag("soak")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class OperatorCommandsTest {

    static {
        AvroTrust.install();
    }

    private static final Waiting WAITING = new Waiting(Duration.ofSeconds(60));
    private static final String TITLE = "jobTitle";
    /** More than 20 deletes within an hour are held. */
    private static final int PASSED = 20;
    private static final int DELETED = 23;

    private WholeStack everything;

    /** What a command ended with and said. */
    private record Said(int exit, String out, String err) {}

    @BeforeAll
    void start() {
        everything = WholeStack.start("operators", List.of("left", "held", "alike", "joined"),
                Set.of("alike"), WAITING);
    }

    @AfterAll
    void stop() {
        everything.close();
    }

    @Test
    void leavesADisabledMailboxUntouchedAndRemovesOnlyWhatWasMadeThere() {
        TwoSides sides = everything.sides("left");
        List<ObjectNode> people = MadeUp.people("left", 2);
        List<String> emails = MadeUp.emails(people);
        String theirs = emails.getFirst();
        String ours = emails.getLast();
        sides.type(people.subList(0, 1));
        sides.enter(people.subList(1, 2));
        assertThat(sides.settled(emails)).as("before the test begins").isEmpty();

        Said tooEarly = run("mailboxes", "remove-synced", "example/left", "--yes");
        Said disabled = run("mailboxes", "disable", "example/left", "--by", "pat", "--reason",
                "has left");
        Requests requests = sides.requestsFromNow();
        emails.forEach(email -> sides.inCrm(sides.recordId(email),
                TwoSides.set(TITLE, "Edited while disabled")));
        sides.inOutlook(sides.contactId(theirs), TwoSides.set("nickName", "Still read"));
        WAITING.until("the edits are merged", () -> isMergedTwice("Edited while disabled"));
        WAITING.until("the mailbox is still read", () -> sides.recordedContacts()
                .stream()
                .anyMatch(contact -> contact.path("nickName").asText().equals("Still read")));
        sides.letPollsPass(2);
        long written = requests.writes();
        Said unconfirmed = run("mailboxes", "remove-synced", "example/left");
        Said removed = run("mailboxes", "remove-synced", "example/left", "--yes");
        WAITING.until("what was made there is removed", () -> sides.contacts().size() == 1);
        sides.letPollsPass(2);
        List<String> left = List.copyOf(sides.contactIds().keySet());
        List<String> recorded = List.copyOf(sides.recordIds().keySet());
        Said enabled = run("mailboxes", "enable", "example/left");

        assertThat(tooEarly.exit()).isEqualTo(1);
        assertThat(tooEarly.err()).contains("mailbox-takes-part",
                "deploy/syncline mailboxes disable example/left");
        assertThat(disabled.exit()).as(disabled.err()).isZero();
        assertThat(disabled.out()).contains("writes nothing to it and removes nothing from it");
        assertThat(decision(DecisionKind.DISABLED)).satisfies(decision -> {
            assertThat(decision.getDecidedBy()).isEqualTo("pat");
            assertThat(decision.getReason()).contains("has left");
        });
        assertThat(written).as("writes to a disabled mailbox").isZero();
        assertThat(unconfirmed.exit()).isEqualTo(2);
        assertThat(unconfirmed.err()).contains("--yes");
        assertThat(removed.exit()).as(removed.err()).isZero();
        assertThat(removed.out()).contains("keeps 2 contacts", "told to delete 1 of");
        assertThat(left).containsExactly(theirs);
        assertThat(recorded).containsExactlyInAnyOrder(theirs, ours);
        assertThat(enabled.exit()).as(enabled.err()).isZero();
        assertThat(sides.settled(emails)).as("made again, and up to date").isEmpty();
        assertThat(sides.contacts()).allMatch(
                contact -> contact.path(TITLE).asText().equals("Edited while disabled"));
    }

    @Test
    void carriesHeldDeletesOutOnceTheyAreApproved() throws JsonProcessingException {
        TwoSides sides = everything.sides("held");
        List<String> emails = sides.filled(DELETED + 1);
        String kept = emails.getLast();
        sides.contactIds().forEach((email, contact) -> {
            if (!email.equals(kept)) {
                sides.deleteInOutlook(contact);
            }
        });
        WAITING.until("the last deletes are held",
                () -> everything.topics().heldDeletes("held") == DELETED - PASSED
                        && sides.records().size() == emails.size() - PASSED);

        Said listed = run("deletes", "list");
        Said asJson = run("deletes", "list", "example/held", "--json");
        Said approved = run("deletes", "approve", "example/held", "--yes");
        List<String> problems = sides.settled(List.of(kept));
        Said after = run("deletes", "list", "example/held");

        JsonNode held = new ObjectMapper().readTree(asJson.out());
        assertThat(listed.out()).contains("example/held: 3 deletes are held (3 deleted in the"
                + " mailbox, 0 deleted in the CRM)");
        assertThat(held).hasSize(DELETED - PASSED)
                .allSatisfy(one -> {
                    assertThat(one.path("deletedBy").asText()).isEqualTo("MAILBOX");
                    assertThat(one.path("evidence").asText()).isEqualTo("lies in Deleted Items");
                    assertThat(emails).contains(one.path("emails").path(0).asText());
                });
        assertThat(approved.exit()).as(approved.err()).isZero();
        assertThat(approved.out()).contains("3 deletes are held");
        assertThat(problems).isEmpty();
        assertThat(after.out()).contains("No delete is held");
        assertThat(run("deletes", "approve", "example/held", "--yes").exit()).isEqualTo(1);
    }

    @Test
    void makesAnAmbiguousContactAPersonOfItsOwnOnceTheOperatorSaysSo() {
        TwoSides sides = everything.sides("alike");
        ObjectNode person = MadeUp.people("alike", 1).getFirst();
        String email = TwoSides.email(person);
        sides.enter(List.of(person.deepCopy().put("mobilePhone", "+1 202 555 0111"),
                person.deepCopy().put("mobilePhone", "+1 202 555 0112")));
        WAITING.until("both records are merged", () -> merged("alike").size() == 2);
        sides.type(List.of(person.deepCopy().putNull("mobilePhone")));
        everything.admit("alike");
        WAITING.until("a match waits", () -> !matches("alike").isEmpty());

        JsonNode open = matches("alike").getFirst();
        String item = open.path("item").asText();
        Said listed = run("matches", "list");
        Said nobody = run("matches", "decide", item, "--same-as", "nobody");
        Said decided = run("matches", "decide", item, "--own");
        List<String> problems = sides.settled(List.of(email, email, email));

        assertThat(open.path("mailbox").asText()).isEqualTo("example/alike");
        assertThat(open.path("emails").path(0).asText()).isEqualTo(email);
        assertThat(open.path("candidates")).hasSize(2);
        assertThat(listed.out()).contains("could be " + open.path("candidates")
                .path(0)
                .path("item")
                .asText());
        assertThat(nobody.exit()).isEqualTo(1);
        assertThat(nobody.err()).contains("There is no contact nobody in example/alike");
        assertThat(decided.exit()).as(decided.err()).isZero();
        assertThat(problems).isEmpty();
        assertThat(matches("alike")).isEmpty();
        assertThat(run("matches", "decide", item, "--own").exit()).isEqualTo(1);
    }

    @Test
    void joinsAnAmbiguousRecordToTheContactThatTheOperatorNames() {
        TwoSides sides = everything.sides("joined");
        ObjectNode person = MadeUp.people("joined", 1).getFirst();
        String email = TwoSides.email(person);
        sides.type(List.of(person.deepCopy().put("mobilePhone", "+1 202 555 0111"),
                person.deepCopy().put("mobilePhone", "+1 202 555 0112")));
        WAITING.until("both are in the CRM", () -> sides.records().size() == 2);
        sides.enter(List.of(person.deepCopy().putNull("mobilePhone").put(TITLE, "Joined")));
        WAITING.until("a match waits", () -> !matches("joined").isEmpty());

        JsonNode open = matches("joined").getFirst();
        Said decided = run("matches", "decide", open.path("item").asText(), "--same-as",
                open.path("candidates").path(0).path("item").asText());
        WAITING.until("the record's title is in the mailbox", () -> sides.contacts()
                .stream()
                .anyMatch(contact -> contact.path(TITLE).asText().equals("Joined")));
        List<String> problems = sides.settled(List.of(email, email));

        assertThat(decided.exit()).as(decided.err()).isZero();
        assertThat(problems).isEmpty();
        assertThat(matches("joined")).isEmpty();
    }

    @Test
    void saysWhatIsUnknownAndWhatIsKnown() {
        Said said = run("mailboxes", "disable", "example/nobody");

        assertThat(said.exit()).isEqualTo(1);
        assertThat(said.err()).contains("no mailbox example/nobody", "example/left");
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

    private List<JsonNode> matches(String mailbox) {
        try {
            return new ObjectMapper().readTree(run("matches", "list", "--json").out())
                    .valueStream()
                    .filter(open -> open.path("mailbox").asText().equals("example/" + mailbox))
                    .toList();
        } catch (JsonProcessingException e) {
            throw new AssertionError(e);
        }
    }

    private boolean isMergedTwice(String title) {
        return merged("left").stream()
                .filter(item -> item.getContact().getJobTitle().filter(title::equals).isPresent())
                .map(Merged::getItem)
                .distinct()
                .count() == 2;
    }

    private List<Merged> merged(String mailbox) {
        return everything.topics()
                .all(TopicCatalogue.MERGED, Merged.class)
                .stream()
                .filter(item -> item.getMailbox().equals(mailbox))
                .toList();
    }

    private Decision decision(DecisionKind kind) {
        return everything.topics()
                .all(TopicCatalogue.DECISIONS, Decision.class)
                .stream()
                .filter(decision -> decision.getKind() == kind)
                .findFirst()
                .orElseThrow();
    }
}
