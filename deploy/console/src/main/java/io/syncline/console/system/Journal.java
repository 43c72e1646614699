package io.syncline.console.system;

import io.syncline.schemas.contact.JournalEntry;
import io.syncline.schemas.topic.TopicCatalogue;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndTimestamp;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.Deserializer;

/** Looks single facts up in the journal, which is too long to be read as a whole. */
public final class Journal implements AutoCloseable {

    private static final Duration POLL = Duration.ofMillis(200);
    /** Over so many records it reads on instead of seeking. */
    private static final long GAP_MAX = 2_000;
    /** After so many records a fact that is looked for by its time is given up. */
    private static final int LOOKED_AT_MAX = 20_000;

    private final KafkaConsumer<String, byte[]> consumer;
    private final Deserializer<JournalEntry> values;

    public Journal(TopicReader reader) {
        this.consumer = reader.consumer();
        this.values = reader.values();
    }

    /** The facts at these offsets of a partition; what cannot be read any more is left out. */
    Map<Long, JournalEntry> at(int partition, TreeSet<Long> offsets) {
        TopicPartition place = place(partition);
        Map<Long, JournalEntry> found = new HashMap<>();
        TreeSet<Long> wanted = new TreeSet<>(offsets.headSet(assigned(place)));
        while (!wanted.isEmpty()) {
            long position = consumer.position(place);
            if (wanted.first() < position || wanted.first() > position + GAP_MAX) {
                consumer.seek(place, wanted.first());
            }
            for (ConsumerRecord<String, byte[]> record : consumer.poll(POLL)) {
                if (wanted.contains(record.offset())) {
                    found.put(record.offset(), read(record));
                }
            }
            wanted.headSet(consumer.position(place)).clear();
        }
        return found;
    }

    /** A fact that was told no earlier than this. */
    public Optional<JournalEntry> find(MailboxName mailbox, Instant notBefore, String eventId) {
        TopicPartition place = TopicReader.placeOf(consumer, mailbox, TopicCatalogue.JOURNAL);
        long end = assigned(place);
        OffsetAndTimestamp start = consumer
                .offsetsForTimes(Map.of(place, notBefore.toEpochMilli()))
                .get(place);
        if (start == null) {
            return Optional.empty();
        }
        consumer.seek(place, start.offset());
        long last = Math.min(end, start.offset() + LOOKED_AT_MAX);
        while (consumer.position(place) < last) {
            for (ConsumerRecord<String, byte[]> record : consumer.poll(POLL)) {
                if (record.key().startsWith(mailbox.prefix())) {
                    JournalEntry entry = read(record);
                    if (entry.getEventId().equals(eventId)) {
                        return Optional.of(entry);
                    }
                }
            }
        }
        return Optional.empty();
    }

    @Override
    public void close() {
        consumer.close();
        values.close();
    }

    /** Reads that partition from now on; returns where it ends. */
    private long assigned(TopicPartition place) {
        consumer.assign(List.of(place));
        consumer.seekToBeginning(List.of(place));
        return consumer.endOffsets(List.of(place)).getOrDefault(place, 0L);
    }

    private JournalEntry read(ConsumerRecord<String, byte[]> record) {
        return values.deserialize(TopicCatalogue.JOURNAL.name(), record.value());
    }

    private static TopicPartition place(int partition) {
        return new TopicPartition(TopicCatalogue.JOURNAL.name(), partition);
    }
}
