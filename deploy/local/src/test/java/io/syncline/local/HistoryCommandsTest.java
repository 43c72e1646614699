package io.syncline.local;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.syncline.schemas.AvroTrust;
import io.syncline.schemas.contact.Edited;
import io.syncline.schemas.ops.Audit;
import io.syncline.schemas.topic.TopicCatalogue;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import picocli.CommandLine;

/** What is explained, restored and taken back in a running system, judged by both sides' own stores. */
@Tag("soak")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class HistoryCommandsTest {

    static {
        AvroTrust.install();
    }

    private static final Waiting WAITING = new Waiting(Duration.ofSeconds(60));
    private static final String TITLE = "jobTitle";
    private static final ObjectMapper JSON = new ObjectMapper();

    private WholeStack everything;

    /** What a command ended with and said. */
    private record Said(int exit, String out, String err) {}

    @BeforeAll
    void start() {
        everything = WholeStack.start("histories", List.of("explained", "undone"), Set.of(),
                WAITING);
        everything.startConsole();
    }

    @AfterAll
    void stop() {
        everything.close();
    }

    @Test
    void tracesAWrongValueToItsCauseAndBringsTheRightOneBack() {
        TwoSides sides = everything.sides("explained");
        List<String> emails = sides.filled(1);
        String email = emails.getFirst();
        String right = sides.contacts().getFirst().path(TITLE).asText();
        sides.inCrm(sides.recordId(email), TwoSides.set(TITLE, "Wrong"));
        WAITING.until("the wrong title is in the mailbox", () -> title(sides).equals("Wrong"));

        String item = found(email, "--mailbox", "example/explained");
        WAITING.until("the console finds it as well", () -> found(email).equals(item));
        WAITING.until("the write is answered", () -> read("contacts", "explain", item, TITLE,
                "--json").at("/write/outcome").asText().equals("LANDED"));
        JsonNode why = read("contacts", "explain", item, TITLE, "--json");
        long before = why.path("version").asLong() - 1;
        JsonNode then = read("contacts", "show", item, "--at", "" + before, "--json");
        Said unconfirmed = run("contacts", "restore", item, "--field", TITLE, "--to", "" + before);
        Said tried = run("contacts", "restore", item, "--field", TITLE, "--to", "" + before,
                "--dry-run");
        Said restored = run("contacts", "restore", item, "--field", TITLE, "--to", "" + before,
                "--yes", "--by", "pat", "--reason", "was wrong");
        WAITING.until("the right title is in the mailbox", () -> title(sides).equals(right));
        List<String> problems = sides.settled(emails);

        assertThat(why.path("value").asText()).isEqualTo("Wrong");
        assertThat(why.at("/origin/side").asText()).isEqualTo("CRM");
        assertThat(then.at("/fields/jobTitle").asText()).isEqualTo(right);
        assertThat(unconfirmed.exit()).isEqualTo(2);
        assertThat(tried.out()).contains("jobTitle: Wrong -> ", "Nothing was changed");
        assertThat(restored.exit()).as(restored.err()).isZero();
        assertThat(restored.out()).contains("Restored. It is version");
        assertThat(problems).isEmpty();
        assertThat(everything.topics().all(TopicCatalogue.EDITED, Edited.class))
                .filteredOn(edit -> edit.getEditedBy().filter("pat"::equals).isPresent())
                .singleElement()
                .satisfies(edit -> assertThat(edit.getReason()).contains("was wrong"));
        assertThat(everything.topics().all(TopicCatalogue.AUDIT, Audit.class))
                .filteredOn(audit -> audit.getAction().equals("contact-restored"))
                .singleElement()
                .satisfies(audit -> assertThat(audit.getWho()).isEqualTo("pat"));
        assertThat(run("contacts", "history", item).out()).contains(
                "Pat (by the CRM) edited jobTitle: was wrong");
        assertThat(run("writes", "parked", "example/explained").out())
                .contains("refuses nothing");
        assertThat(run("conflicts", "list", "example/explained").exit()).isZero();
    }

    @Test
    void takesBackWhatOneSideDidAndLeavesWhatCameLater() {
        TwoSides sides = everything.sides("undone");
        List<String> emails = sides.filled(3);
        String deleted = emails.get(0);
        String edited = emails.get(1);
        String adopted = emails.get(2);
        Instant from = Instant.now();
        sides.deleteInOutlook(sides.contactId(deleted));
        for (String email : List.of(edited, adopted)) {
            sides.inOutlook(sides.contactId(email), TwoSides.set("nickName", "Mallory"));
        }
        WAITING.until("the CRM has heard of it", () -> sides.records().size() == 2
                && nicknames(sides).equals(List.of("Mallory", "Mallory")));
        Instant to = Instant.now();
        sides.inCrm(sides.recordId(adopted), TwoSides.set("nickName", "Chosen"));
        WAITING.until("the later edit is in the mailbox", () -> sides.contacts()
                .stream()
                .anyMatch(contact -> contact.path("nickName").asText().equals("Chosen")));

        JsonNode plan = read("undo", "example/undone", "--whose", "mailbox", "--from",
                from.toString(), "--to", to.toString(), "--dry-run", "--json");
        Said undone = run("undo", "example/undone", "--whose", "mailbox", "--from",
                from.toString(), "--to", to.toString(), "--yes");
        WAITING.until("the deleted one lives again", () -> sides.contacts().size() == 3);
        List<String> problems = sides.settled(emails);

        assertThat(plan.path("restored").asInt()).isEqualTo(1);
        assertThat(plan.path("changedBack").asInt()).isEqualTo(1);
        assertThat(plan.path("skipped").asInt()).isEqualTo(1);
        assertThat(undone.exit()).as(undone.err()).isZero();
        assertThat(undone.out()).contains("Taken back in 2 contacts");
        assertThat(problems).isEmpty();
        assertThat(sides.contacts())
                .filteredOn(contact -> contact.path("nickName").asText().equals("Mallory"))
                .isEmpty();
        assertThat(nicknames(sides)).contains("Chosen");
    }

    private static String title(TwoSides sides) {
        return sides.contacts().getFirst().path(TITLE).asText();
    }

    private static List<String> nicknames(TwoSides sides) {
        return sides.recordedContacts()
                .stream()
                .map(contact -> contact.path("nickName").asText())
                .filter(name -> !name.isEmpty())
                .toList();
    }

    /** The key of the one contact that is found; empty if none is yet. */
    private String found(String text, String... more) {
        List<String> arguments = new ArrayList<>(List.of("contacts", "find", text, "--json"));
        arguments.addAll(List.of(more));
        Said said = run(arguments.toArray(String[]::new));
        return said.exit() == 0 ? parsed(said).path(0).path("item").asText() : "";
    }

    private JsonNode read(String... arguments) {
        Said said = run(arguments);
        assertThat(said.exit()).as(said.err()).isZero();
        return parsed(said);
    }

    private static JsonNode parsed(Said said) {
        try {
            return JSON.readTree(said.out());
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
