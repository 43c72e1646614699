package io.syncline.benchmarks.pipeline;

import io.syncline.benchmarks.Story;
import io.syncline.benchmarks.Told;
import io.syncline.schemas.contact.JournalEntry;
import io.syncline.schemas.topic.MailboxPartitioner;
import io.syncline.schemas.topic.RecordKey;
import io.syncline.schemas.topic.Topic;
import io.syncline.schemas.topic.TopicCatalogue;
import io.syncline.service.kafka.KafkaClients;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.ToLongFunction;
import java.util.stream.IntStream;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.StringSerializer;

/**
 * Fills the journal with what happens in many mailboxes side by side: each fact of one is followed by one of
 * the next, so that no store can do with a few contacts at a time.
 */
final class Journal {

    private static final int BATCH_BYTES = 131_072;
    private static final int LINGER_MS = 20;
    /** Less than what a broker allows where nothing is set: 15 minutes. */
    private static final int TRANSACTION_TIMEOUT_MS = 600_000;
    /** So many mailboxes at a time, where all would not go into memory. */
    private static final int ABREAST = 40;

    private final KafkaClients clients;
    private final int partitions;

    /**
     * How much there is to read.
     *
     * @param rounds of edits, of three facts a contact each, after the listing
     */
    record Size(int mailboxes, int contactsEach, int rounds) {

        int contacts() {
            return mailboxes * contactsEach;
        }
    }

    Journal(KafkaClients clients, int partitions) {
        this.clients = clients;
        this.partitions = partitions;
    }

    /**
     * Appends a first listing, and one edit of each contact by the CRM with what it leads to; a few mailboxes
     * side by side, then the next ones, so that any number of them can be told of.
     *
     * @return how many facts
     */
    long fillInTurn(Size size, Consumer<String> progress) {
        long facts = 0;
        try (KafkaProducer<String, SpecificRecord> producer = producer(Map.of())) {
            Appender journal = new Appender(producer);
            for (int first = 0; first < size.mailboxes(); first += ABREAST) {
                List<Story> stories = stories(first,
                        Math.min(first + ABREAST, size.mailboxes()), size.contactsEach());
                facts += open(stories, Into.JOURNAL, journal);
                stories.parallelStream().forEach(Story::editedInCrm);
                facts += append(stories, Into.JOURNAL, journal);
                journal.await();
                progress.accept("The journal holds %,d facts about %,d contacts".formatted(facts,
                        Math.min(first + ABREAST, size.mailboxes()) * size.contactsEach()));
            }
        }
        return facts;
    }

    private static List<Story> stories(int first, int end, int contactsEach) {
        return IntStream.range(first, end)
                .parallel()
                .mapToObj(number -> new Story("agent-" + number, number, contactsEach))
                .toList();
    }

    private long open(List<Story> stories, Into into, Appender journal) {
        long facts = 0;
        for (Story story : stories) {
            for (JournalEntry entry : story.opening()) {
                journal.append(record(into, entry, "0"));
                facts++;
            }
        }
        return facts;
    }

    /**
     * Appends everything.
     *
     * @return how many facts
     */
    long fill(Size size, Consumer<String> progress) {
        Filling filling = new Filling(Into.JOURNAL, size, progress);
        return filling.listing() + filling.rounds(size.rounds());
    }

    /** Is about to tell the same as source, gateway and sink do, each on its topic, for sequence to bring here. */
    Filling told(Size size, Consumer<String> progress) {
        return new Filling(Into.TOLD, size, progress);
    }

    /** What is appended piece by piece, each in one transaction: who reads sees all of a piece at once. */
    final class Filling {

        private final Into into;
        private final Consumer<String> progress;
        private final List<Story> stories;
        private long facts;
        private long shownNanos;

        private Filling(Into into, Size size, Consumer<String> progress) {
            this.into = into;
            this.progress = progress;
            this.stories = stories(0, size.mailboxes(), size.contactsEach());
        }

        /** Appends what the first listing tells; how many facts. */
        long listing() {
            return inTransaction(journal -> open(stories, into, journal)
                    + append(stories, into, journal));
        }

        /** Appends so many rounds; how many facts. */
        long rounds(int rounds) {
            return inTransaction(journal -> {
                long appended = 0;
                for (int round = 0; round < rounds; round++) {
                    stories.parallelStream().forEach(Story::round);
                    appended += append(stories, into, journal);
                    progress.accept("%s %,d facts".formatted(into.place, facts + appended));
                }
                return appended;
            });
        }

        /** From when on the last piece may have been seen, by {@link System#nanoTime}. */
        long shownNanos() {
            return shownNanos;
        }

        private long inTransaction(ToLongFunction<Appender> appending) {
            try (KafkaProducer<String, SpecificRecord> producer = producer(Map.of(
                    ProducerConfig.TRANSACTIONAL_ID_CONFIG, "bench-filling",
                    ProducerConfig.TRANSACTION_TIMEOUT_CONFIG, TRANSACTION_TIMEOUT_MS))) {
                producer.initTransactions();
                producer.beginTransaction();
                Appender journal = new Appender(producer);
                long appended = appending.applyAsLong(journal);
                journal.await();
                shownNanos = System.nanoTime();
                producer.commitTransaction();
                facts += appended;
                return appended;
            }
        }
    }

    private long append(List<Story> stories, Into into, Appender journal) {
        List<List<Told>> told = new ArrayList<>();
        stories.forEach(story -> told.add(story.taken()));
        int longest = told.stream().mapToInt(List::size).max().orElse(0);
        long facts = 0;
        for (int i = 0; i < longest; i++) {
            for (List<Told> one : told) {
                if (i < one.size()) {
                    journal.append(record(into, one.get(i)));
                    facts++;
                }
            }
        }
        return facts;
    }

    private ProducerRecord<String, SpecificRecord> record(Into into, Told told) {
        String contact = told.said().contact();
        ProducerRecord<String, SpecificRecord> record = record(into, told.entry(), contact);
        record.headers()
                .add(LastWriterWinsTopology.CONTACT,
                        (told.mailbox() + "/" + contact).getBytes(StandardCharsets.UTF_8));
        return record;
    }

    private ProducerRecord<String, SpecificRecord> record(Into into, JournalEntry entry,
            String id) {
        String key = new RecordKey(entry.getTenant(), entry.getMailbox(), id).text();
        Appended appended = into.of(entry);
        return new ProducerRecord<>(appended.topic().name(),
                MailboxPartitioner.partition(key, partitions), key, appended.value());
    }

    /** A fact as it is appended. */
    private record Appended(Topic topic, SpecificRecord value) {}

    /** Where facts are appended. */
    private enum Into {

        /** As entries, in the one order. */
        JOURNAL("The journal holds") {
            @Override
            Appended of(JournalEntry entry) {
                return new Appended(TopicCatalogue.JOURNAL, entry);
            }
        },

        /** As they are told. */
        TOLD("The topics that sequence reads hold") {
            @Override
            Appended of(JournalEntry entry) {
                return switch (entry.getKind()) {
                    case OBSERVED -> new Appended(TopicCatalogue.OBSERVED,
                            entry.getObserved().orElseThrow());
                    case EDITED -> new Appended(TopicCatalogue.EDITED,
                            entry.getEdited().orElseThrow());
                    case WRITE_RESULT -> new Appended(TopicCatalogue.WRITE_RESULTS,
                            entry.getResult().orElseThrow());
                    case DECIDED, UNKNOWN -> throw new IllegalStateException(
                            "No story tells such an entry: " + entry.getEventId());
                };
            }
        };

        private final String place;

        Into(String place) {
            this.place = place;
        }

        abstract Appended of(JournalEntry entry);
    }

    /** As fast as the broker takes it: nobody reads meanwhile. */
    private KafkaProducer<String, SpecificRecord> producer(Map<String, Object> more) {
        Map<String, Object> settings = clients.common();
        settings.putAll(more);
        settings.put(ProducerConfig.COMPRESSION_TYPE_CONFIG, "lz4");
        settings.put(ProducerConfig.BATCH_SIZE_CONFIG, BATCH_BYTES);
        settings.put(ProducerConfig.LINGER_MS_CONFIG, LINGER_MS);
        return new KafkaProducer<>(settings, new StringSerializer(), clients.serializer());
    }
}
