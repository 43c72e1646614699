package io.syncline.console.letters;

import static org.assertj.core.api.Assertions.assertThat;

import io.syncline.schemas.AvroTrust;
import io.syncline.schemas.contact.Decision;
import io.syncline.schemas.contact.DecisionKind;
import io.syncline.schemas.contact.JournalEntry;
import io.syncline.schemas.contact.JournalKind;
import io.syncline.schemas.ops.DeadLetter;
import io.syncline.schemas.topic.MailboxPartitioner;
import io.syncline.schemas.topic.TopicCatalogue;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Optional;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.serialization.Serializer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class RetryTest {

    static {
        AvroTrust.install();
    }

    private static final LetterId ID = new LetterId(0, 15);
    private static final String KEY = "acme/m1/";
    private static final byte[] VALUE = {0, 0, 0, 0, 7, 42};
    private static final int PARTITIONS = 8;
    private static final Serializer<SpecificRecord> NAMES = (topic, value) -> value.getSchema()
            .getName()
            .getBytes(StandardCharsets.UTF_8);

    @Test
    void goesWhereItStoodByteByByte() {
        Retry retry = retry(letter(TopicCatalogue.EDITED.name(), 5, VALUE), Optional.empty());

        assertThat(retry).isInstanceOfSatisfying(Retry.To.class, to -> {
            assertThat(to.record().topic()).isEqualTo(TopicCatalogue.EDITED.name());
            assertThat(to.record().partition()).isEqualTo(5);
            assertThat(to.record().key()).isEqualTo(KEY.getBytes(StandardCharsets.UTF_8));
            assertThat(to.record().value()).isEqualTo(VALUE);
        });
    }

    @Test
    void findsAPlaceWhereItsPartitionIsGone() {
        Retry retry = retry(letter(TopicCatalogue.EDITED.name(), PARTITIONS, VALUE),
                Optional.empty());

        assertThat(retry).isInstanceOfSatisfying(Retry.To.class,
                to -> assertThat(to.record().partition()).isZero());
    }

    @Test
    void goesFromTheJournalToWhereItsFactWasHandedIn() {
        Decision decision = Decision.newBuilder()
                .setTenant("acme")
                .setMailbox("m1")
                .setEventId("decision-1")
                .setKind(DecisionKind.DELETES_APPROVED)
                .setDecidedBy("pat")
                .build();
        JournalEntry entry = JournalEntry.newBuilder()
                .setTenant("acme")
                .setMailbox("m1")
                .setEventId("decision-1")
                .setKind(JournalKind.DECIDED)
                .setDecision(decision)
                .build();

        Retry retry = retry(letter(TopicCatalogue.JOURNAL.name(), 3, VALUE), Optional.of(entry));

        assertThat(retry).isInstanceOfSatisfying(Retry.To.class, to -> {
            assertThat(to.record().topic()).isEqualTo(TopicCatalogue.DECISIONS.name());
            assertThat(to.record().partition())
                    .isEqualTo(MailboxPartitioner.partition(KEY, PARTITIONS));
            assertThat(new String(to.record().value(), StandardCharsets.UTF_8))
                    .isEqualTo("Decision");
        });
    }

    @Test
    void refusesAJournalEntryThatNobodyCanRead() {
        assertThat(retry(letter(TopicCatalogue.JOURNAL.name(), 3, VALUE), Optional.empty()))
                .isInstanceOfSatisfying(Retry.Refused.class,
                        refused -> assertThat(refused.why()).contains("cannot be read"));
    }

    @Test
    void refusesWhatNobodyReadsAgain() {
        assertThat(retry(letter(TopicCatalogue.WRITES.name(), 3, VALUE), Optional.empty()))
                .isInstanceOfSatisfying(Retry.Refused.class,
                        refused -> assertThat(refused.why()).contains("writes"));
    }

    @Test
    void refusesWhatHasNoValue() {
        assertThat(retry(letter(TopicCatalogue.EDITED.name(), 3, null), Optional.empty()))
                .isInstanceOfSatisfying(Retry.Refused.class,
                        refused -> assertThat(refused.why()).contains("drop it"));
    }

    @Test
    void showsTheBytesOfWhatCannotBeRead() {
        OpenedLetter opened = new OpenedLetter(ID, Instant.EPOCH,
                letter(TopicCatalogue.EDITED.name(), 3, new byte[40]), Optional.empty());

        assertThat(opened.text()).isEmpty();
        assertThat(opened.hex()).isEqualTo("00".repeat(32) + "\n" + "00".repeat(8));
        assertThat(opened.key()).isEqualTo(KEY);
        assertThat(opened.toString()).isEqualTo("OpenedLetter[0/15]");
    }

    @Test
    void leavesOutWhatIsEmptyOfWhatCanBeRead() {
        OpenedLetter opened = new OpenedLetter(ID, Instant.EPOCH,
                letter(TopicCatalogue.DECISIONS.name(), 3, VALUE), Optional.of(Decision.newBuilder()
                        .setTenant("acme")
                        .setEventId("decision-1")
                        .setKind(DecisionKind.ENABLED)
                        .setDecidedBy("pat")
                        .build()));

        assertThat(opened.text().orElseThrow()).contains("\"decidedBy\" : \"pat\"")
                .doesNotContain("null");
    }

    private static Retry retry(DeadLetter letter, Optional<SpecificRecord> value) {
        return Retry.of(new OpenedLetter(ID, Instant.EPOCH, letter, value), NAMES,
                topic -> PARTITIONS);
    }

    private static DeadLetter letter(String topic, int partition, byte @Nullable [] value) {
        return DeadLetter.newBuilder()
                .setTopic(topic)
                .setPartition(partition)
                .setOffset(9)
                .setKey(ByteBuffer.wrap(KEY.getBytes(StandardCharsets.UTF_8)))
                .setValue(value == null ? null : ByteBuffer.wrap(value))
                .setService("sequence")
                .setCode("invalid-fact")
                .setReason("A sentence")
                .build();
    }
}
