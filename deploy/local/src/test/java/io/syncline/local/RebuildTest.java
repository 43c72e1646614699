package io.syncline.local;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.syncline.schemas.AvroTrust;
import io.syncline.schemas.contact.Contact;
import io.syncline.schemas.contact.EditKind;
import io.syncline.schemas.contact.Edited;
import io.syncline.schemas.contact.Merged;
import io.syncline.schemas.topic.RecordKey;
import io.syncline.schemas.topic.TopicCatalogue;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;

/** Rebuilds of a running system by an operator's commands, judged by topics and by both sides' own stores. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class RebuildTest {

    static {
        AvroTrust.install();
    }

    private static final Waiting WAITING = new Waiting(Duration.ofSeconds(60));
    private static final String TITLE = "jobTitle";

    private WholeStack everything;

    @BeforeAll
    void start() {
        everything = WholeStack.start("rebuilds",
                List.of("moved", "past", "wrong", "other", "faulty"),
                Set.of(), WAITING);
    }

    @AfterAll
    void stop() {
        everything.close();
    }

    @Test
    void promotesAGenerationUnderEditsTakesTheFormerOneBackAndAbandonsTheOther() {
        TwoSides sides = everything.sides("moved");
        List<String> emails = sides.filled(8);

        int number = run("rebuild", "start", "--json").json().path("number").asInt();
        String two = String.valueOf(number);
        sides.inCrm(sides.recordId(emails.getFirst()), TwoSides.set(TITLE, "While it folds"));
        Said tooEarly = run("rebuild", "promote", two, "--yes");
        Said unconfirmed = run("rebuild", "promote", two);
        Said promoted = run("rebuild", "promote", two, "--when-equal", "--yes");
        List<JsonNode> after = run("rebuild", "status", "--json").json().valueStream().toList();
        sides.inCrm(sides.recordId(emails.get(1)), TwoSides.set(TITLE, "By the second"));
        sides.inOutlook(sides.contactId(emails.get(2)), TwoSides.set("nickName", "Of the second"));
        List<String> problems = sides.settled(emails);
        Said compared = run("rebuild", "compare", "1", "--json");
        Said back = run("rebuild", "promote", "1", "--when-equal", "--yes");
        sides.inCrm(sides.recordId(emails.get(3)), TwoSides.set(TITLE, "By the first again"));
        List<String> problemsAfter = sides.settled(emails);
        Said refused = run("rebuild", "abandon", "1", "--yes");
        Said abandoned = run("rebuild", "abandon", two, "--yes", "--json");

        assertThat(tooEarly.exit()).isEqualTo(1);
        assertThat(tooEarly.err()).contains("was not compared yet", "rebuild compare " + two);
        assertThat(unconfirmed.exit()).isEqualTo(2);
        assertThat(promoted.exit()).as(promoted.err()).isZero();
        assertThat(of(after, number).path("state").asText()).isEqualTo("running");
        assertThat(of(after, number).path("comparison").path("differing").asInt()).isZero();
        assertThat(of(after, 1).path("state").asText()).isEqualTo("retired");
        assertThat(problems).isEmpty();
        assertThat(compared.exit()).as(compared.out() + compared.err()).isZero();
        assertThat(compared.json().path("equal").asLong()).isPositive();
        assertThat(back.exit()).as(back.err()).isZero();
        assertThat(problemsAfter).isEmpty();
        assertThat(refused.exit()).isEqualTo(1);
        assertThat(refused.err()).contains("is the one that runs");
        assertThat(abandoned.exit()).as(abandoned.err()).isZero();
        assertThat(abandoned.json().path("deleted").valueStream().map(JsonNode::asText))
                .contains("syncline-merge-" + two + "-merged")
                .allMatch(topic -> topic.startsWith("syncline-merge-" + two + "-"));
        assertThat(PublishedOnce.commandsSentTwice(everything)).as("commands sent twice").isEmpty();
        assertThat(PublishedOnce.versionsThatGoBack(everything)).as("versions that go back")
                .isEmpty();
    }

    @Test
    void findsAndMendsWhatIsPublishedWrongly() {
        TwoSides sides = everything.sides("wrong");
        sides.filled(3);
        Said clean = run("rebuild", "check", "example/wrong");
        Merged item = merged("wrong").values().iterator().next();
        Merged wrong = Merged.newBuilder(item).build();
        wrong.getContact().put("jobTitle", "Nobody typed this");
        everything.publish(TopicCatalogue.MERGED,
                new RecordKey(item.getTenant(), item.getMailbox(), item.getItem()).text(), wrong);

        Said found = run("rebuild", "check", "example/wrong");
        Said shown = run("rebuild", "check", "example/wrong", "--values", "--json");
        Said mended = run("rebuild", "check", "example/wrong", "--republish", "--yes");
        WAITING.until("the item is published anew", () -> merged("wrong").values()
                .stream()
                .noneMatch(one -> one.getContact()
                        .getJobTitle()
                        .filter("Nobody typed this"::equals)
                        .isPresent()));
        Said after = run("rebuild", "check", "example/wrong");

        assertThat(clean.exit()).as(clean.out() + clean.err()).isZero();
        assertThat(clean.out()).contains("3 items are equal, 0 differ");
        assertThat(found.exit()).isEqualTo(1);
        assertThat(found.out()).contains("1 differ", item.getItem() + " differs in jobTitle")
                .doesNotContain("Nobody typed this");
        assertThat(shown.json()
                .path("differences")
                .path(0)
                .path("fields")
                .path(0)
                .path("published")
                .asText()).isEqualTo("Nobody typed this");
        assertThat(mended.exit()).as(mended.err()).isZero();
        assertThat(after.exit()).as(after.out()).isZero();
    }

    @Test
    void showsTheItemsAsTheyOnceWere() {
        TwoSides sides = everything.sides("past");
        List<String> emails = sides.filled(3);
        Map<String, Merged> before = merged("past");
        Instant then = Instant.now();
        sides.letPollsPass(2);
        sides.inCrm(sides.recordId(emails.getFirst()), TwoSides.set(TITLE, "Later"));
        assertThat(sides.settled(emails)).as("before the past is looked at").isEmpty();

        Said printed = run("rebuild", "as-of", "example/past", "--time", then.toString(), "--json");
        Said published = run("rebuild", "as-of", "example/past", "--time", then.toString(),
                "--into", "before-later", "--json");
        Said again = run("rebuild", "as-of", "example", "--time", then.toString(), "--into",
                "before-later");
        Said nowhere = run("rebuild", "as-of", "example/past", "--offset", "99:1", "--json");
        Said dropped = run("rebuild", "drop", "before-later", "--yes");
        Said gone = run("rebuild", "drop", "before-later", "--yes");

        assertThat(printed.exit()).as(printed.err()).isZero();
        assertThat(printed.out().lines()).hasSize(before.size())
                .noneMatch(line -> line.contains("Later"));
        assertThat(published.json().path("items").asInt()).isEqualTo(before.size());
        assertThat(published.json().path("topic").asText())
                .isEqualTo("syncline-rebuild-before-later-merged");
        assertThat(again.exit()).isEqualTo(1);
        assertThat(again.err()).contains("already", "rebuild drop before-later");
        assertThat(nowhere.exit()).isEqualTo(1);
        assertThat(nowhere.err()).contains("The journal has no partition 99");
        assertThat(dropped.exit()).as(dropped.err()).isZero();
        assertThat(gone.exit()).isEqualTo(1);
    }

    @Test
    void foretellsWhatAnotherPolicyWouldDo(@TempDir Path folder) throws IOException {
        TwoSides sides = everything.sides("other");
        sides.filled(3);
        Path policy = Files.writeString(folder.resolve("policy.yaml"),
                "fields: [{field: jobTitle, direction: MAILBOX_ONLY}]\n");
        Path wrong = Files.writeString(folder.resolve("wrong.yaml"), "feilds: []\n");

        Said quiet = run("rebuild", "what-if", "example/other", "--policy", policy.toString(),
                "--json");
        Said told = run("rebuild", "what-if", "example/other", "--policy", policy.toString());
        Said refused = run("rebuild", "what-if", "example/other", "--policy", wrong.toString());

        assertThat(quiet.exit()).as(quiet.err()).isZero();
        assertThat(quiet.json().path("items").asInt()).isEqualTo(3);
        assertThat(quiet.json().path("changedInMailbox").asInt()).isZero();
        assertThat(told.out()).contains("In the mailboxes it would change 0, delete 0, create 0");
        assertThat(refused.exit()).isEqualTo(2);
        assertThat(refused.err()).contains("wrong.yaml", "feilds");
    }

    /** Last, since another generation than the first one runs afterwards. */
    @Test
    @Tag("soak")
    @Order(Integer.MAX_VALUE)
    void blocksAGenerationWithAMistakeAndWritesNothingOfItUnasked(@TempDir Path state) {
        TwoSides sides = everything.sides("faulty");
        List<String> emails = sides.filled(2);
        String email = emails.getFirst();
        String item = item("faulty", email);
        editInDisorder(item);
        WAITING.until("the later edit stands", () -> title(sides, email).equals("The later"));
        String number = run("rebuild", "start", "--build", FaultyMerge.BUILD, "--json").json()
                .path("number")
                .asText();

        try (FaultyMerge faulty = new FaultyMerge(everything.folder().resolve("config/merge.yaml"),
                state, "R8 older than the CRM's own edit")) {
            faulty.start();
            Said waited = run("rebuild", "promote", number, "--when-equal", "--yes");
            Said compared = run("rebuild", "compare", number, "--json");
            Said blocked = run("rebuild", "promote", number, "--yes");
            Said accepted = run("rebuild", "promote", number, "--accept-differences", "--yes");
            WAITING.until("what nobody sent is withheld", () -> withheld(number) == 1);
            sides.inOutlook(sides.contactId(email), TwoSides.set("nickName", "Goes on"));
            sides.inCrm(sides.recordId(email), TwoSides.set("companyName", "Goes on"));
            WAITING.until("edits go on", () -> sides.contacts()
                    .stream()
                    .anyMatch(one -> one.path("companyName").asText().equals("Goes on"))
                    && sides.recordedContacts()
                            .stream()
                            .anyMatch(one -> one.path("nickName").asText().equals("Goes on")));
            String withheldTitle = title(sides, email);
            Said released = run("rebuild", "release", "--yes");
            WAITING.until("it is written", () -> title(sides, email).equals("The earlier"));
            WAITING.until("nothing waits any more", () -> withheld(number) == 0);
            Said alive = run("rebuild", "promote", "1", "--without-running", "--accept-differences",
                    "--yes");

            assertThat(waited.exit()).isEqualTo(1);
            assertThat(waited.err()).contains("is not equal to the running one",
                    "rebuild compare " + number);
            assertThat(compared.exit()).isEqualTo(1);
            assertThat(compared.json().path("differing").asInt()).isEqualTo(1);
            assertThat(compared.json().at("/differences/0/fields/0").asText()).isEqualTo(TITLE);
            assertThat(blocked.exit()).isEqualTo(1);
            assertThat(blocked.err()).contains("did not pass", "--accept-differences");
            assertThat(accepted.exit()).as(accepted.err()).isZero();
            assertThat(withheldTitle).isEqualTo("The later");
            assertThat(released.exit()).as(released.err()).isZero();
            assertThat(alive.exit()).isEqualTo(1);
            assertThat(alive.err()).contains("threads at work", "rebuild release");
        }
        WAITING.until("the first one goes on in its place", () -> run("rebuild", "promote", "1",
                "--without-running", "--accept-differences", "--yes").exit() == 0);
        sides.inCrm(sides.recordId(emails.getLast()), TwoSides.set(TITLE, "By the first again"));

        assertThat(sides.settled(emails)).isEmpty();
        assertThat(of(run("rebuild", "status", "--json").json().valueStream().toList(),
                Integer.parseInt(number)).path("state").asText()).isEqualTo("abandoned");
        assertThat(PublishedOnce.commandsSentTwice(everything)).as("commands sent twice").isEmpty();
    }

    /** As a CRM's queue may hand them in: the second edit of a record before its first. */
    private void editInDisorder(String item) {
        Edited.Builder edit = Edited.newBuilder()
                .setTenant("example")
                .setMailbox("faulty")
                .setRecordId(item)
                .setKind(EditKind.PATCH)
                .setFields(List.of(TITLE))
                .setEditedAt(Instant.now());
        String key = new RecordKey("example", "faulty", item).text();
        everything.publish(TopicCatalogue.EDITED, key, edit.setEventId("disorder-2")
                .setRevision(2L)
                .setContact(Contact.newBuilder().setJobTitle("The later").build())
                .build());
        everything.publish(TopicCatalogue.EDITED, key, edit.setEventId("disorder-1")
                .setRevision(1L)
                .setContact(Contact.newBuilder().setJobTitle("The earlier").build())
                .build());
    }

    private String item(String mailbox, String email) {
        return merged(mailbox).values()
                .stream()
                .filter(one -> one.getContact()
                        .getEmailAddresses()
                        .stream()
                        .anyMatch(address -> address.getAddress().equals(email)))
                .map(Merged::getItem)
                .findFirst()
                .orElseThrow();
    }

    private static String title(TwoSides sides, String email) {
        return sides.contacts()
                .stream()
                .filter(one -> TwoSides.email(one).equals(email))
                .map(one -> one.path(TITLE).asText())
                .findFirst()
                .orElse("");
    }

    private long withheld(String number) {
        return of(run("rebuild", "status", "--json").json().valueStream().toList(),
                Integer.parseInt(number)).path("withheld").asLong(-1);
    }

    private Map<String, Merged> merged(String mailbox) {
        Map<String, Merged> items = new HashMap<>();
        everything.topics()
                .all(TopicCatalogue.MERGED, Merged.class)
                .stream()
                .filter(item -> item.getMailbox().equals(mailbox))
                .forEach(item -> items.put(item.getItem(), item));
        return items;
    }

    private static JsonNode of(List<JsonNode> generations, int number) {
        return generations.stream()
                .filter(one -> one.path("number").asInt() == number)
                .findFirst()
                .orElseThrow();
    }

    private Said run(String... arguments) {
        return Said.by(everything, arguments);
    }
}
