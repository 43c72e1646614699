package io.syncline.local;

import static org.assertj.core.api.Assertions.assertThat;

import io.syncline.schemas.AvroTrust;
import io.syncline.schemas.contact.Change;
import io.syncline.schemas.contact.Decision;
import io.syncline.schemas.contact.DecisionKind;
import io.syncline.schemas.contact.GenerationMark;
import io.syncline.schemas.contact.GenerationStep;
import io.syncline.schemas.contact.JournalEntry;
import io.syncline.schemas.contact.Merged;
import io.syncline.schemas.contact.Write;
import io.syncline.schemas.ops.Generation;
import io.syncline.schemas.ops.GenerationState;
import io.syncline.schemas.topic.Topic;
import io.syncline.schemas.topic.TopicCatalogue;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/**
 * A second generation of merge takes over from the first on a real broker, with a kill -9 in between, and
 * the first is taken back; people go on editing, and notice nothing.
 */
@Tag("soak")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class TakeoverTest {

    static {
        AvroTrust.install();
    }

    private static final Waiting WAITING = new Waiting(Duration.ofSeconds(120));
    private static final int PEOPLE = 12;
    private static final int EVERY_PARTITION = -1;

    private WholeStack everything;
    private TwoSides sides;

    @BeforeAll
    void start() {
        everything = WholeStack.start("takeover", List.of("taken"), Set.of(), WAITING);
        sides = everything.sides("taken");
    }

    @AfterAll
    void stop() {
        everything.close();
    }

    @Test
    void goesOnWhicheverGenerationPublishes() {
        List<String> emails = sides.filled(PEOPLE);
        record(2, GenerationState.FOLDING);
        WAITING.until("the second generation has folded what there is",
                () -> latest(merged(2)).equals(latest(TopicCatalogue.MERGED)));
        assertThat(latest(TopicCatalogue.MERGED)).hasSize(PEOPLE);

        record(2, GenerationState.PROMOTING);
        takeOver(1, 2, emails, "Second");
        record(2, GenerationState.RUNNING);
        record(1, GenerationState.RETIRED);
        edit(emails, "Ran second");
        assertThat(latest(merged(1))).as("the first one folds on in silence").isNotEmpty();

        record(1, GenerationState.PROMOTING);
        takeOver(2, 1, emails, "First again");
        record(1, GenerationState.RUNNING);
        record(2, GenerationState.RETIRED);
        edit(emails, "Ran first");

        nothingTwice();
        assertThat(sides.records()).hasSize(PEOPLE);
        assertThat(sides.contacts()).hasSize(PEOPLE);
    }

    /** While both sides edit, and the process that folds both generations dies. */
    private void takeOver(int from, int to, List<String> emails, String value) {
        mark(GenerationStep.DRAIN, from, to);
        sides.inCrm(sides.recordId(emails.getFirst()), TwoSides.set("companyName", value));
        sides.inOutlook(sides.contactId(emails.getLast()), TwoSides.set("companyName", value));
        mark(GenerationStep.HANDOVER, from, to);
        everything.kill("merge");
        WAITING.until("each partition is handed over", () -> marks(GenerationStep.HANDED_OVER,
                from, to) == marks(GenerationStep.HANDOVER, from, to)
                && marks(GenerationStep.HANDOVER, from, to) > 0);
        assertThat(sides.settled(emails)).as("edits while generation %d took over", to).isEmpty();
        assertThat(companies()).contains(value);
    }

    private void edit(List<String> emails, String value) {
        sides.inCrm(sides.recordId(emails.get(1)), TwoSides.set("companyName", value));
        WAITING.until("the edit is everywhere", () -> companies().contains(value));
        assertThat(sides.settled(emails)).isEmpty();
    }

    private Set<String> companies() {
        return sides.contacts()
                .stream()
                .map(contact -> contact.path("companyName").asText())
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private void nothingTwice() {
        Set<String> writes = new HashSet<>();
        everything.topics()
                .all(TopicCatalogue.WRITES, Write.class)
                .forEach(write -> assertThat(writes.add(write.getItem() + " " + write.getNumber()))
                        .as("write %d of %s", write.getNumber(), write.getItem())
                        .isTrue());
        Map<String, Long> versions = new HashMap<>();
        everything.topics()
                .all(TopicCatalogue.CHANGES, Change.class)
                .forEach(change -> assertThat(change.getVersion()).as("a gap, or one twice")
                        .isEqualTo(versions.merge(change.getItem(), 1L, Long::sum)));
    }

    /** The newest of each item, but for where it stands in the journal. */
    private Map<String, Merged> latest(Topic topic) {
        Map<String, Merged> latest = new HashMap<>();
        everything.topics()
                .all(topic, Merged.class)
                .forEach(merged -> latest.put(merged.getItem(), merged));
        return latest;
    }

    private static Topic merged(int generation) {
        Topic like = TopicCatalogue.MERGED;
        return new Topic(generation == 1
                ? "syncline-merge-merged"
                : "syncline-merge-" + generation
                        + "-merged",
                like.key(), like.value(), like.spread(), like.retention(),
                like.clock(), like.owner());
    }

    private long marks(GenerationStep step, int from, int to) {
        return everything.topics()
                .all(TopicCatalogue.JOURNAL, JournalEntry.class)
                .stream()
                .flatMap(entry -> entry.getDecision().stream())
                .flatMap(decision -> decision.getGeneration().stream())
                .filter(mark -> mark.getStep() == step && mark.getFrom() == from
                        && mark.getTo() == to)
                .count();
    }

    private void mark(GenerationStep step, int from, int to) {
        everything.publish(TopicCatalogue.DECISIONS, "//", Decision.newBuilder()
                .setTenant("")
                .setEventId(step + " " + UUID.randomUUID())
                .setDecidedBy("operator")
                .setKind(DecisionKind.GENERATION)
                .setGeneration(new GenerationMark(step, from, to, EVERY_PARTITION))
                .build());
    }

    private void record(int number, GenerationState state) {
        everything.publish(TopicCatalogue.GENERATIONS, Integer.toString(number),
                Generation.newBuilder()
                        .setNumber(number)
                        .setState(state)
                        .setStartedBy("operator")
                        .setStartedAt(Instant.now())
                        .build());
    }
}
