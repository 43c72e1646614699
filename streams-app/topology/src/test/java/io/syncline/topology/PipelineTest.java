package io.syncline.topology;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.syncline.schemas.contact.Change;
import io.syncline.schemas.contact.ChangeKind;
import io.syncline.schemas.contact.Conflict;
import io.syncline.schemas.contact.ConflictKind;
import io.syncline.schemas.contact.Contact;
import io.syncline.schemas.contact.Decision;
import io.syncline.schemas.contact.DecisionKind;
import io.syncline.schemas.contact.Direction;
import io.syncline.schemas.contact.EditKind;
import io.syncline.schemas.contact.EmailAddress;
import io.syncline.schemas.contact.FieldPolicy;
import io.syncline.schemas.contact.JournalEntry;
import io.syncline.schemas.contact.JournalKind;
import io.syncline.schemas.contact.Merged;
import io.syncline.schemas.contact.Phone;
import io.syncline.schemas.contact.Policy;
import io.syncline.schemas.contact.Preference;
import io.syncline.schemas.contact.Write;
import io.syncline.schemas.contact.WriteKind;
import io.syncline.schemas.ops.DeadLetter;
import io.syncline.schemas.topic.Topic;
import io.syncline.schemas.topic.TopicCatalogue;
import io.syncline.topology.wire.JournalReader;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.apache.kafka.streams.test.TestRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class PipelineTest {

    private static final List<String> FIELDS = List.of("displayName", "emailAddresses",
            "mobilePhone", "birthday", "companyName");

    private Pipeline pipeline;

    static List<Topic> outputs() {
        return List.of(TopicCatalogue.MERGED, TopicCatalogue.CHANGES, TopicCatalogue.CONFLICTS,
                TopicCatalogue.WRITES);
    }

    @BeforeEach
    void start() throws IOException {
        pipeline = new Pipeline();
    }

    @AfterEach
    void stop() {
        pipeline.close();
    }

    @Test
    void publishesAContactAsTheMailboxShowsIt() {
        pipeline.listed();

        pipeline.seen("x1", "ck1", FIELDS, jane("X"));

        Merged merged = pipeline.read(TopicCatalogue.MERGED, Merged.class).getFirst();
        assertThat(merged.getContact()).isEqualTo(jane("X"));
        assertThat(merged.getVersion()).isEqualTo(1);
        assertThat(pipeline.read(TopicCatalogue.CHANGES, Change.class)).singleElement()
                .matches(change -> change.getKind() == ChangeKind.CREATED);
    }

    /** History 22: the stamp is of another mailbox, where an item has the very same id. */
    @Test
    void makesAContactOfItsOwnOfOneThatWasDraggedInFromAnotherMailbox() {
        pipeline.listed();
        pipeline.seen("x1", "ck1", FIELDS, jane("X"));
        String item = pipeline.read(TopicCatalogue.MERGED, Merged.class).getFirst().getItem();

        pipeline.seenStamped("x2", "ck1", "acme/another/" + item, FIELDS, jane("X"));

        assertThat(pipeline.read(TopicCatalogue.CHANGES, Change.class)).hasSize(2)
                .allMatch(change -> change.getKind() == ChangeKind.CREATED)
                .last()
                .matches(change -> !change.getItem().equals(item));
    }

    @Test
    void sendsWhatTheCrmSetToTheMailbox() {
        pipeline.listed();

        pipeline.edited(EditKind.WHOLE, "c1", FIELDS, jane("X"));

        Write write = pipeline.read(TopicCatalogue.WRITES, Write.class).getFirst();
        assertThat(write.getKind()).isEqualTo(WriteKind.CREATE);
        assertThat(write.getContact()).isEqualTo(jane("X"));
    }

    @Test
    void keepsTheLosingValueInAConflict() {
        twoConcurrentEdits();

        assertThat(pipeline.read(TopicCatalogue.CONFLICTS, Conflict.class)).singleElement()
                .matches(conflict -> conflict.getKept().equals(Optional.of("CRM")))
                .matches(conflict -> conflict.getLost().equals(Optional.of("X")));
    }

    @ParameterizedTest
    @MethodSource("outputs")
    void replaysToTheSameBytes(Topic topic) {
        twoConcurrentEdits();

        List<TestRecord<byte[], byte[]>> again = pipeline.replayed(topic);

        List<TestRecord<byte[], byte[]>> first = pipeline.output(topic);
        assertThat(again).hasSameSizeAs(first).isNotEmpty();
        for (int i = 0; i < first.size(); i++) {
            assertThat(again.get(i).key()).isEqualTo(first.get(i).key());
            assertThat(again.get(i).value()).isEqualTo(first.get(i).value());
            assertThat(again.get(i).timestamp()).isEqualTo(first.get(i).timestamp());
        }
    }

    @Test
    void keepsBytesItCannotReadWithTheReason() {
        byte[] nonsense = {9, 8, 7};

        pipeline.send(TopicCatalogue.EDITED, "k".getBytes(UTF_8), nonsense);

        assertThat(pipeline.refused(DeadLetter.class)).singleElement()
                .matches(letter -> letter.getCode().equals("unreadable-value"))
                .matches(letter -> letter.getTopic().equals(TopicCatalogue.EDITED.name()))
                .matches(letter -> letter.getValue()
                        .equals(Optional.of(ByteBuffer.wrap(nonsense))));
        assertThat(pipeline.journal()).isEmpty();
    }

    @Test
    void keepsAValueWhoseSchemaIsUnknown() {
        pipeline.send(TopicCatalogue.EDITED, "k".getBytes(UTF_8), new byte[]{0, 0, 0, 7, 7, 1});

        assertThat(pipeline.refused(DeadLetter.class)).singleElement()
                .matches(letter -> letter.getCode().equals("unknown-schema"));
    }

    @Test
    void keepsAnEditOfAFieldThatDoesNotExist() {
        pipeline.edited(EditKind.PATCH, "c1", List.of("shoeSize"), jane("X"));

        assertThat(pipeline.refused(DeadLetter.class)).singleElement()
                .matches(letter -> letter.getReason().contains("shoeSize"));
        assertThat(pipeline.journal()).isEmpty();
    }

    @Test
    void keepsAPatchForARecordNobodyKnows() {
        pipeline.edited(EditKind.PATCH, "nobody", List.of("companyName"), jane("X"));

        assertThat(pipeline.read(TopicCatalogue.DEAD_LETTERS, DeadLetter.class)).singleElement()
                .matches(letter -> letter.getCode().equals("unknown-record"));
        assertThat(pipeline.journal()).hasSize(1);
    }

    @Test
    void stopsAtAKindItDoesNotKnow() {
        JournalEntry entry = JournalEntry.newBuilder()
                .setTenant("t")
                .setMailbox("m")
                .setEventId("e")
                .setKind(JournalKind.UNKNOWN)
                .build();

        assertThatThrownBy(() -> JournalReader.fact(entry))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("newer build");
    }

    @Test
    void givesAContactToAnotherMailboxInOneDecision() {
        pipeline.edited(EditKind.WHOLE, "c1", FIELDS, jane("X"));

        pipeline.reassigned("c1", "m2", FIELDS, jane("X"));

        List<Change> changes = pipeline.read(TopicCatalogue.CHANGES, Change.class);
        Change given = changes.get(1);
        Change taken = changes.get(2);
        assertThat(given.getKind()).isEqualTo(ChangeKind.CREATED);
        assertThat(given.getMailbox()).isEqualTo("m2");
        assertThat(given.getFromMailbox()).contains(Pipeline.MAILBOX);
        assertThat(taken.getKind()).isEqualTo(ChangeKind.DELETED);
        assertThat(taken.getToMailbox()).contains("m2");
        assertThat(taken.getCauseId()).isEqualTo(given.getCauseId());
    }

    @Test
    void followsAPolicyThatIsDecidedForTheWholeTenant() {
        pipeline.listed();
        pipeline.seen("x1", "ck1", FIELDS, jane("X"));
        pipeline.decided(Decision.newBuilder()
                .setKind(DecisionKind.POLICY)
                .setPolicy(Policy.newBuilder()
                        .setFields(List.of(new FieldPolicy("companyName", Direction.CRM_ONLY,
                                Preference.LATEST)))
                        .build()));
        pipeline.pass(Duration.ofMinutes(1));

        pipeline.seen("x1", "ck2", FIELDS, jane("Y"));

        assertThat(pipeline.read(TopicCatalogue.CONFLICTS, Conflict.class)).singleElement()
                .matches(conflict -> conflict.getKind() == ConflictKind.POLICY);
        assertThat(pipeline.read(TopicCatalogue.WRITES, Write.class)).singleElement()
                .matches(write -> write.getFields().equals(List.of("companyName")));
    }

    @Test
    void keepsADecisionThatDoesNotSayWhatItIsAbout() {
        pipeline.decided(Decision.newBuilder()
                .setMailbox(Pipeline.MAILBOX)
                .setKind(DecisionKind.MATCHED));

        assertThat(pipeline.refused(DeadLetter.class)).singleElement()
                .matches(letter -> letter.getReason().contains("item"));
        assertThat(pipeline.journal()).isEmpty();
    }

    private void twoConcurrentEdits() {
        pipeline.listed();
        pipeline.seen("x1", "ck1", FIELDS, jane("X"));
        pipeline.pass(Duration.ofMinutes(1));
        pipeline.edited(EditKind.WHOLE, "c1", FIELDS, jane("CRM"));
        pipeline.pass(Duration.ofMinutes(1));
        pipeline.seen("x1", "ck2", FIELDS, jane("Mailbox"));
        pipeline.landed(firstWrite(), "x1", "ck3");
    }

    private Write firstWrite() {
        List<TestRecord<byte[], byte[]>> replayed = pipeline.replayed(TopicCatalogue.WRITES);
        return pipeline.decode(TopicCatalogue.WRITES, replayed.getFirst(), Write.class);
    }

    private static Contact jane(String company) {
        return Contact.newBuilder()
                .setDisplayName("Jane Doe")
                .setCompanyName(company)
                .setBirthday(LocalDate.of(1980, 5, 17))
                .setEmailAddresses(List.of(new EmailAddress("jane@example.com", "Jane")))
                .setMobilePhone(new Phone("555-0100", "+15555550100"))
                .build();
    }
}
