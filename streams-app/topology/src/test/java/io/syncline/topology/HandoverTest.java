package io.syncline.topology;

import static org.assertj.core.api.Assertions.assertThat;

import io.syncline.core.fact.Review;
import io.syncline.core.merge.Fold;
import io.syncline.core.merge.Rules;
import io.syncline.core.state.Generations.Role;
import io.syncline.schemas.contact.Contact;
import io.syncline.schemas.contact.Decision;
import io.syncline.schemas.contact.DecisionKind;
import io.syncline.schemas.contact.EditKind;
import io.syncline.schemas.contact.EmailAddress;
import io.syncline.schemas.contact.GenerationMark;
import io.syncline.schemas.contact.GenerationStep;
import io.syncline.schemas.contact.Merged;
import io.syncline.schemas.contact.Write;
import io.syncline.schemas.ops.DeadLetter;
import io.syncline.schemas.topic.Topic;
import io.syncline.schemas.topic.TopicCatalogue;
import io.syncline.topology.merge.MergeGeneration;
import io.syncline.topology.merge.RoleListener;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.streams.test.TestRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Two generations of merge fold one journal; what they publish together is what one alone would have. */
class HandoverTest {

    private static final List<String> FIELDS = List.of("displayName", "emailAddresses",
            "companyName");
    private static final List<String> PUBLIC = List.of(TopicCatalogue.MERGED,
            TopicCatalogue.CHANGES, TopicCatalogue.CONFLICTS, TopicCatalogue.WRITES,
            TopicCatalogue.DECISIONS, TopicCatalogue.ALERTS, TopicCatalogue.DEAD_LETTERS)
            .stream()
            .map(Topic::name)
            .toList();
    private static final MergeGeneration FIRST = MergeGeneration.of(1);
    private static final MergeGeneration SECOND = MergeGeneration.of(2);

    private Pipeline pipeline;

    @BeforeEach
    void start() throws IOException {
        pipeline = new Pipeline();
    }

    @AfterEach
    void stop() {
        pipeline.close();
    }

    @Test
    void saysNothingInPublicUntilItIsItsTurn() {
        live();

        Map<String, List<String>> silent = folded(SECOND, pipeline.entries());

        assertThat(PUBLIC).allSatisfy(topic -> assertThat(silent.get(topic)).isEmpty());
        assertThat(silent.get(SECOND.mergedTopic()))
                .isEqualTo(folded(FIRST, pipeline.entries())
                        .get(TopicCatalogue.MERGED.name()))
                .isNotEmpty();
    }

    /** At every place of a history, and however long it takes the former one to say that it is done. */
    @Test
    void publishesTogetherWhatOneAloneWouldHavePublished() {
        live();
        int entries = pipeline.entries().size();
        for (int at = 0; at <= entries; at++) {
            for (int later = at; later <= Math.min(entries, at + 4); later++) {
                assertThat(together(at, later)).as("handed over at %d, done at %d", at, later)
                        .isEqualTo(alone(at, later));
            }
        }
    }

    @Test
    void handsOverOnceAndSaysSo() {
        live();
        List<TestRecord<byte[], byte[]>> journal = with(pipeline.entries(), 3, 5,
                GenerationStep.HANDOVER, GenerationStep.HANDED_OVER);

        List<Decision> said = pipeline.folded(FIRST, journal, PUBLIC)
                .getOrDefault(TopicCatalogue.DECISIONS.name(), List.of())
                .stream()
                .map(this::decision)
                .filter(decision -> decision.getKind() == DecisionKind.GENERATION)
                .toList();

        assertThat(said).singleElement()
                .matches(decision -> decision.getTenant().isEmpty())
                .extracting(Decision::getGeneration)
                .isEqualTo(Optional.of(new GenerationMark(GenerationStep.HANDED_OVER, 1, 2, 0)));
    }

    /** Through sequence, as it is in life: the mark comes back, and the second one goes on. */
    @Test
    void takesOverByWhatTheFirstOneSays() {
        live();
        pipeline.marked(GenerationStep.DRAIN, 1, 2);
        pipeline.marked(GenerationStep.HANDOVER, 1, 2);
        pipeline.edited(EditKind.WHOLE, "c9", FIELDS, person("kept", "X"));

        pipeline.read(TopicCatalogue.DECISIONS, Decision.class)
                .stream()
                .filter(decision -> decision.getKind() == DecisionKind.GENERATION)
                .forEach(pipeline::told);
        pipeline.edited(EditKind.WHOLE, "c10", FIELDS, person("after", "X"));

        Map<String, List<TestRecord<byte[], byte[]>>> second = pipeline.folded(SECOND,
                pipeline.entries(), PUBLIC);
        assertThat(second.get(TopicCatalogue.MERGED.name()))
                .extracting(record -> pipeline.decode(TopicCatalogue.MERGED, record, Merged.class)
                        .getContact()
                        .getDisplayName())
                .containsExactly(Optional.of("kept"), Optional.of("after"));
        assertThat(second.get(TopicCatalogue.WRITES.name())).hasSize(2);
    }

    @Test
    void publishesInItsOwnTopicWhatItDecidesAfterItFellSilent() {
        live();
        List<TestRecord<byte[], byte[]>> journal = with(pipeline.entries(), 3, 3,
                GenerationStep.HANDOVER, GenerationStep.HANDED_OVER);

        Map<String, List<String>> former = folded(FIRST, journal);
        Map<String, List<String>> next = folded(SECOND, journal);

        assertThat(former.get(FIRST.mergedTopic()))
                .isEqualTo(next.get(TopicCatalogue.MERGED.name()))
                .isNotEmpty();
    }

    /** A mistake in the new one must show where the two are compared, and nowhere else. */
    @Test
    void showsAMistakeOnlyInItsOwnTopic() {
        live();
        MergeGeneration wrong = new MergeGeneration(2, new Fold(new Rules(Rules.PROTOCOL.rows()
                .stream()
                .filter(row -> !row.name().equals("R9 the later stamp wins"))
                .toList())), RoleListener.NOBODY);

        Map<String, List<String>> outputs = folded(wrong, pipeline.entries());

        assertThat(outputs.get(wrong.mergedTopic())).isNotEqualTo(
                folded(FIRST, pipeline.entries()).get(TopicCatalogue.MERGED.name()));
        assertThat(PUBLIC).allSatisfy(topic -> assertThat(outputs.get(topic)).isEmpty());
    }

    @Test
    void tellsWhatItDoesInAPartition() {
        live();
        List<Optional<Role>> roles = new ArrayList<>();
        MergeGeneration told = new MergeGeneration(2, Fold.PROTOCOL,
                (partition, role) -> roles.add(role));

        pipeline.folded(told, with(pipeline.entries(), 2, 4, GenerationStep.HANDOVER,
                GenerationStep.HANDED_OVER), PUBLIC);

        assertThat(roles).containsExactly(Optional.of(Role.SILENT), Optional.of(Role.KEEPING),
                Optional.of(Role.LOUD), Optional.empty());
    }

    @Test
    void refusesAMarkThatLooksLikeATenantsDecision() {
        pipeline.decided(Decision.newBuilder()
                .setKind(DecisionKind.GENERATION)
                .setGeneration(new GenerationMark(GenerationStep.DRAIN, 1, 2, -1)));

        assertThat(pipeline.refused(DeadLetter.class)).singleElement()
                .matches(letter -> letter.getReason().contains("tenant must be empty"));
        assertThat(pipeline.entries()).isEmpty();
    }

    @Test
    void refusesToHandOverToTheOneThatRuns() {
        pipeline.marked(GenerationStep.DRAIN, 1, 1);

        assertThat(pipeline.refused(DeadLetter.class)).singleElement()
                .matches(letter -> letter.getReason().contains("two generations"));
    }

    @Test
    void appendsAMarkOnlyWhereItIsMeantToStand() {
        pipeline.told(mark("e1", 0));
        pipeline.told(mark("e2", 7));

        assertThat(pipeline.journal()).singleElement()
                .matches(entry -> entry.getEventId().equals("e1"));
        assertThat(pipeline.refused(DeadLetter.class)).isEmpty();
    }

    private static Decision mark(String eventId, int partition) {
        return Decision.newBuilder()
                .setTenant("")
                .setEventId(eventId)
                .setDecidedBy("merge")
                .setKind(DecisionKind.GENERATION)
                .setGeneration(new GenerationMark(GenerationStep.HANDED_OVER, 1, 2, partition))
                .build();
    }

    /** Edits of both sides, a conflict, results, a delete, a policy, and what cannot be folded. */
    private void live() {
        pipeline.listed();
        pipeline.seen("x1", "ck1", FIELDS, person("jane", "A"));
        pipeline.pass(Duration.ofMinutes(1));
        pipeline.edited(EditKind.WHOLE, "c1", FIELDS, person("jane", "B"));
        pipeline.edited(EditKind.PATCH, "nobody", List.of("companyName"), person("jane", "B"));
        pipeline.pass(Duration.ofMinutes(1));
        pipeline.seen("x1", "ck2", FIELDS, person("jane", "C"));
        Write first = write(0);
        pipeline.landed(first, "x1", "ck3");
        pipeline.edited(EditKind.WHOLE, "c2", FIELDS, person("joe", "D"));
        pipeline.edited(EditKind.PATCH, "c2", List.of("companyName"), person("joe", "E"));
        pipeline.landed(write(1), "x2", "ck1");
        pipeline.edited(EditKind.DELETE, "c2", List.of(), person("joe", "E"));
        pipeline.pass(Duration.ofMinutes(1));
        pipeline.seen("x1", "ck4", FIELDS, person("jane", "F"));
    }

    private Write write(int number) {
        return pipeline.decode(TopicCatalogue.WRITES,
                pipeline.replayed(TopicCatalogue.WRITES).get(number), Write.class);
    }

    /** What both publish, first the one and then the other, by topic. */
    private Map<String, List<String>> together(int at, int later) {
        List<TestRecord<byte[], byte[]>> journal = with(pipeline.entries(), at, later,
                GenerationStep.HANDOVER, GenerationStep.HANDED_OVER);
        Map<String, List<String>> all = folded(FIRST, journal);
        Map<String, List<String>> second = folded(SECOND, journal);
        PUBLIC.forEach(topic -> {
            List<String> both = new ArrayList<>(all.getOrDefault(topic, List.of()));
            both.addAll(second.getOrDefault(topic, List.of()));
            all.put(topic, both);
        });
        all.remove(FIRST.mergedTopic());
        return all;
    }

    /** What one publishes that drains at the same places, and goes on itself. */
    private Map<String, List<String>> alone(int at, int later) {
        Map<String, List<String>> all = folded(FIRST, with(pipeline.entries(), at, later,
                GenerationStep.DRAIN, GenerationStep.CANCEL));
        all.remove(FIRST.mergedTopic());
        return all;
    }

    /** What a generation writes, by topic, but for what only a takeover needs: its mark, and a walk. */
    private Map<String, List<String>> folded(MergeGeneration generation,
            List<TestRecord<byte[], byte[]>> journal) {
        List<String> topics = new ArrayList<>(PUBLIC);
        topics.add(generation.mergedTopic());
        Map<String, List<String>> texts = new HashMap<>();
        pipeline.folded(generation, journal, topics)
                .forEach((topic, records) -> texts.put(topic, records.stream()
                        .filter(record -> !isOfTakeover(topic, record))
                        .map(HandoverTest::text)
                        .toList()));
        return texts;
    }

    private boolean isOfTakeover(String topic, TestRecord<byte[], byte[]> record) {
        return topic.equals(TopicCatalogue.DECISIONS.name()) && (decision(record)
                .getKind() == DecisionKind.GENERATION
                || decision(record).getReview()
                        .filter(review -> review.getReason().equals(Review.Reason.RELEASE.name()))
                        .isPresent());
    }

    private Decision decision(TestRecord<byte[], byte[]> record) {
        return pipeline.decode(TopicCatalogue.DECISIONS, record, Decision.class);
    }

    private static String text(TestRecord<byte[], byte[]> record) {
        return new String(record.key(), StandardCharsets.UTF_8) + " " + record.timestamp() + " "
                + Base64.getEncoder().encodeToString(record.value());
    }

    /** The journal with two more marks, each of the time of the entry before it. */
    private List<TestRecord<byte[], byte[]>> with(List<TestRecord<byte[], byte[]>> entries,
            int at, int later, GenerationStep first, GenerationStep last) {
        List<TestRecord<byte[], byte[]>> journal = new ArrayList<>(entries);
        journal.add(later, mark(entries, later, last));
        journal.add(at, mark(entries, at, first));
        return journal;
    }

    /** Named by its place, so that whatever it causes has the same id whichever step it is. */
    private TestRecord<byte[], byte[]> mark(List<TestRecord<byte[], byte[]>> entries, int place,
            GenerationStep step) {
        Instant at = place == 0
                ? Instant.EPOCH
                : Instant.ofEpochMilli(entries.get(place - 1).timestamp());
        return pipeline.entry(step, 1, 2, at, "mark-" + place);
    }

    private static Contact person(String name, String company) {
        return Contact.newBuilder()
                .setDisplayName(name)
                .setCompanyName(company)
                .setEmailAddresses(List.of(new EmailAddress(name + "@example.com", name)))
                .build();
    }
}
