package io.syncline.local;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.syncline.local.process.JavaChild;
import io.syncline.schemas.AvroTrust;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** Rebuilds in which something goes wrong half way: nothing is lost, and the same command goes on. */
@Tag("soak")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class RebuildMishapsTest {

    static {
        AvroTrust.install();
    }

    private static final Waiting WAITING = new Waiting(Duration.ofSeconds(120));
    private static final String TITLE = "jobTitle";
    private static final int CHILD_HEAP_MB = 128;

    private WholeStack everything;

    @BeforeAll
    void start() {
        everything = WholeStack.start("mishaps", List.of("drained", "broken", "killed"), Set.of(),
                WAITING);
    }

    /** One process folds them all. */
    @AfterEach
    void abandonFormer() {
        run("rebuild", "status", "--json").json()
                .valueStream()
                .filter(one -> one.path("state").asText().equals("retired"))
                .map(one -> one.path("number").asText())
                .forEach(number -> run("rebuild", "abandon", number, "--yes"));
    }

    @AfterAll
    void stop() {
        everything.close();
    }

    @Test
    void goesOnAsBeforeWhereCommandsAreNotAnswered() {
        TwoSides sides = everything.sides("drained");
        List<String> emails = sides.filled(3);
        String number = started();
        everything.end("sink");
        sides.inCrm(sides.recordId(emails.getFirst()), TwoSides.set(TITLE, "Nobody writes it"));

        Said timedOut = run("rebuild", "promote", number, "--when-equal", "--wait", "25", "--yes");
        JsonNode after = generation(number);
        everything.start("sink");
        sides.inCrm(sides.recordId(emails.get(1)), TwoSides.set(TITLE, "Goes out again"));
        List<String> problems = sides.settled(emails);
        Said promoted = run("rebuild", "promote", number, "--when-equal", "--yes");

        assertThat(timedOut.exit()).isEqualTo(1);
        assertThat(timedOut.err()).contains("example/drained (1)", "Nothing was handed over",
                "Look after the sink");
        assertThat(after.path("state").asText()).isEqualTo("folding");
        assertThat(after.path("step").asText()).isEmpty();
        assertThat(problems).isEmpty();
        assertThat(promoted.exit()).as(promoted.err()).isZero();
        nothingTwice();
    }

    @Test
    void goesOnWithAPromotionWhoseCommandWasKilled() {
        TwoSides sides = everything.sides("broken");
        List<String> emails = sides.filled(3);
        String number = started();
        everything.end("sink"); // So that the drain waits, and the command is met in it.
        sides.inCrm(sides.recordId(emails.getFirst()), TwoSides.set(TITLE, "In between"));
        JavaChild command = JavaChild.start(JavaChild.Launch.of("promote", CHILD_HEAP_MB,
                LocalMain.class, List.of("rebuild", "promote", number, "--when-equal", "--yes",
                        "--data", everything.folder().toString()),
                everything.folder().resolve("logs")));
        WAITING.until("the promotion drains", () -> generation(number).path("step")
                .asText()
                .startsWith("draining"));
        command.kill();
        everything.start("sink");

        Said other = run("rebuild", "start");
        Said again = run("rebuild", "promote", number, "--yes");

        assertThat(other.exit()).isEqualTo(1);
        assertThat(other.err()).contains("is being promoted", "rebuild promote " + number);
        assertThat(again.exit()).as(again.err()).isZero();
        assertThat(generation(number).path("state").asText()).isEqualTo("running");
        assertThat(sides.settled(emails)).isEmpty();
        nothingTwice();
    }

    @Test
    void takesOverUnderEditsWhileMergeIsKilled() throws InterruptedException {
        TwoSides sides = everything.sides("killed");
        List<String> emails = sides.filled(8);
        String number = started();
        AtomicBoolean ended = new AtomicBoolean();
        Thread editing = Thread.ofVirtual().start(() -> edit(sides, emails, ended));
        Thread killing = Thread.ofVirtual().start(() -> {
            for (int i = 0; i < 3; i++) {
                Waiting.letPass(Duration.ofSeconds(4));
                everything.kill("merge");
            }
        });

        Said promoted = run("rebuild", "promote", number, "--when-equal", "--yes");
        killing.join();
        ended.set(true);
        editing.join();

        assertThat(promoted.exit()).as(promoted.err()).isZero();
        assertThat(sides.settled(emails)).isEmpty();
        Said checked = run("rebuild", "check", "example/killed");
        assertThat(checked.exit()).as(checked.out()).isZero();
        nothingTwice();
    }

    private static void edit(TwoSides sides, List<String> emails, AtomicBoolean ended) {
        for (int i = 0; !ended.get(); i++) {
            String email = emails.get(i % emails.size());
            if (i % 2 == 0) {
                sides.inCrm(sides.recordId(email), TwoSides.set(TITLE, "Title " + i));
            } else {
                sides.inOutlook(sides.contactId(email), TwoSides.set("nickName", "Name " + i));
            }
            Waiting.letPass(Duration.ofMillis(250));
        }
    }

    private void nothingTwice() {
        assertThat(PublishedOnce.commandsSentTwice(everything)).as("commands sent twice").isEmpty();
        assertThat(PublishedOnce.versionsThatGoBack(everything)).as("versions that go back")
                .isEmpty();
    }

    private String started() {
        return run("rebuild", "start", "--json").json().path("number").asText();
    }

    private JsonNode generation(String number) {
        return run("rebuild", "status", "--json").json()
                .valueStream()
                .filter(one -> one.path("number").asText().equals(number))
                .findFirst()
                .orElseThrow();
    }

    private Said run(String... arguments) {
        return Said.by(everything, arguments);
    }
}
