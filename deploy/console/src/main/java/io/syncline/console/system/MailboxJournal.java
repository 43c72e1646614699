package io.syncline.console.system;

import io.syncline.schemas.contact.JournalEntry;
import io.syncline.schemas.topic.RecordKey;
import io.syncline.schemas.topic.TopicCatalogue;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.function.LongConsumer;
import java.util.function.Predicate;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.Deserializer;

/**
 * All that the journal holds of one mailbox, and what was decided for its whole tenant, in order. Of the
 * other mailboxes of its partition only the keys are read, and the times: they are one clock (rule R1).
 */
public final class MailboxJournal {

    private static final Duration POLL = Duration.ofMillis(200);
    private static final Duration STALLED = Duration.ofSeconds(30);

    /** Under which key stands what is meant for every mailbox of a partition. */
    private static final String OF_ALL = RecordKey.prefix("", "");

    private final RunningSystem system;
    private final MailboxName mailbox;
    private final String ofTenant;
    private Instant now = Instant.EPOCH;

    /** Where an entry stands, and the journal's time at it. */
    public record Place(int partition, long offset, Instant now) {}

    public MailboxJournal(RunningSystem system, MailboxName mailbox) {
        this.system = system;
        this.mailbox = mailbox;
        this.ofTenant = RecordKey.prefix(mailbox.tenant(), "");
    }

    /**
     * Reads from the beginning up to where the journal ends now.
     *
     * @param reader gets each entry, and the journal's time at it
     * @param watcher is told how many records of the partition were passed so far
     * @return the journal's time at its end; 1970 while it is empty
     * @throws ConsoleException if the broker does not hand it out
     */
    public Instant read(BiConsumer<JournalEntry, Instant> reader, LongConsumer watcher) {
        return read((entry, place) -> reader.accept(entry, place.now()), watcher, this::isAsked);
    }

    /**
     * The same, with each entry's place, and with what stands there for every mailbox of the partition.
     *
     * @return the journal's time at its end; 1970 while it is empty
     */
    public Instant readPlaced(BiConsumer<JournalEntry, Place> reader, LongConsumer watcher) {
        return read(reader, watcher, key -> isAsked(key) || key.equals(OF_ALL));
    }

    private Instant read(BiConsumer<JournalEntry, Place> reader, LongConsumer watcher,
            Predicate<String> asked) {
        TopicReader topics = system.topics();
        try (KafkaConsumer<String, byte[]> consumer = topics.consumer();
                Deserializer<JournalEntry> values = topics.values()) {
            walk(consumer, watcher, record -> {
                now = latest(Instant.ofEpochMilli(record.timestamp()));
                if (asked.test(record.key())) {
                    reader.accept(values.deserialize(TopicCatalogue.JOURNAL.name(),
                            record.value()),
                            new Place(record.partition(), record.offset(), now));
                }
            });
            return now;
        } catch (KafkaException e) {
            throw ConsoleException.failed("Cannot read " + TopicCatalogue.JOURNAL.name() + ": "
                    + e.getMessage(), e);
        }
    }

    private void walk(KafkaConsumer<String, byte[]> consumer, LongConsumer watcher,
            Consumer<ConsumerRecord<String, byte[]>> reader) {
        TopicPartition place = TopicReader.placeOf(consumer, mailbox, TopicCatalogue.JOURNAL);
        consumer.assign(List.of(place));
        consumer.seekToBeginning(List.of(place));
        long end = consumer.endOffsets(List.of(place)).getOrDefault(place, 0L);
        long passed = 0;
        long movedNanos = System.nanoTime();
        long position = consumer.position(place);
        while (position < end) {
            for (ConsumerRecord<String, byte[]> record : consumer.poll(POLL)) {
                reader.accept(record);
                passed++;
            }
            if (consumer.position(place) > position) {
                position = consumer.position(place);
                movedNanos = System.nanoTime();
                watcher.accept(passed);
            } else if (System.nanoTime() - movedNanos > STALLED.toNanos()) {
                throw ConsoleException.failed("The broker does not hand out "
                        + place.topic() + "; look at its log");
            }
        }
    }

    private boolean isAsked(String key) {
        return key.startsWith(mailbox.prefix()) || key.startsWith(ofTenant);
    }

    private Instant latest(Instant at) {
        return at.isAfter(now) ? at : now;
    }
}
