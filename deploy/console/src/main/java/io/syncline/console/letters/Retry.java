package io.syncline.console.letters;

import io.syncline.schemas.contact.JournalEntry;
import io.syncline.schemas.topic.MailboxPartitioner;
import io.syncline.schemas.topic.Topic;
import io.syncline.schemas.topic.TopicCatalogue;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.Set;
import java.util.function.ToIntFunction;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.Serializer;

/**
 * Where a dead letter goes when it is handed in again.
 *
 * <pre>
 * the letter stood on             it goes
 * a topic that sequence reads     there again, byte by byte, to the same partition
 * the journal, and can be read    to the topic on which its fact was first handed in; sequence brings it into the
 *                                 order anew, after what has happened since
 * the journal, and cannot         nowhere: nobody can tell which fact it was
 * any other topic                 nowhere: nobody reads it from there again
 * any, and had no value           nowhere: it can only fail again
 * </pre>
 */
sealed interface Retry {

    Set<String> READ_BY_SEQUENCE = Set.of(TopicCatalogue.OBSERVED.name(),
            TopicCatalogue.EDITED.name(), TopicCatalogue.DECISIONS.name(),
            TopicCatalogue.WRITE_RESULTS.name());

    /** It can be handed in. */
    record To(ProducerRecord<byte[], byte[]> record) implements Retry {}

    /** It cannot. */
    record Refused(String why) implements Retry {}

    /**
     * @param values writes a fact as its topic takes it
     * @param partitions how many partitions a topic has
     */
    static Retry of(OpenedLetter opened, Serializer<SpecificRecord> values,
            ToIntFunction<String> partitions) {
        String topic = opened.letter().getTopic();
        if (opened.letter().getValue().isEmpty()) {
            return new Refused("It has no value, and would fail again; drop it");
        }
        if (READ_BY_SEQUENCE.contains(topic)) {
            return again(opened, partitions.applyAsInt(topic));
        }
        if (topic.equals(TopicCatalogue.JOURNAL.name())) {
            return opened.value().orElse(null) instanceof JournalEntry entry
                    ? handedInAnew(opened, entry, values, partitions)
                    : new Refused("It stood in the journal and cannot be read, so nobody can tell"
                            + " where its fact was handed in");
        }
        return new Refused("It stood on " + topic + ", which nobody reads it from again");
    }

    private static Retry again(OpenedLetter opened, int partitions) {
        byte[] key = opened.letter().getKey().map(Letter::bytes).orElse(null);
        int partition = opened.letter().getPartition();
        return new To(new ProducerRecord<>(opened.letter().getTopic(),
                partition < partitions ? partition : 0, key,
                opened.letter().getValue().map(Letter::bytes).orElseThrow()));
    }

    private static Retry handedInAnew(OpenedLetter opened, JournalEntry entry,
            Serializer<SpecificRecord> values, ToIntFunction<String> partitions) {
        return fact(entry).<Retry>map(fact -> {
            String topic = topic(entry).name();
            return new To(new ProducerRecord<>(topic, MailboxPartitioner.partition(opened.key(),
                    partitions.applyAsInt(topic)), opened.key().getBytes(StandardCharsets.UTF_8),
                    values.serialize(topic, fact)));
        })
                .orElseGet(() -> new Refused("It is a journal entry of a kind that this version"
                        + " does not know"));
    }

    private static Optional<SpecificRecord> fact(JournalEntry entry) {
        return switch (entry.getKind()) {
            case OBSERVED -> entry.getObserved().map(fact -> fact);
            case EDITED -> entry.getEdited().map(fact -> fact);
            case WRITE_RESULT -> entry.getResult().map(fact -> fact);
            case DECIDED -> entry.getDecision().map(fact -> fact);
            case UNKNOWN -> Optional.empty();
        };
    }

    private static Topic topic(JournalEntry entry) {
        return switch (entry.getKind()) {
            case OBSERVED -> TopicCatalogue.OBSERVED;
            case EDITED -> TopicCatalogue.EDITED;
            case WRITE_RESULT -> TopicCatalogue.WRITE_RESULTS;
            case DECIDED -> TopicCatalogue.DECISIONS;
            case UNKNOWN -> throw new IllegalStateException("No fact has kind " + entry.getKind());
        };
    }
}
