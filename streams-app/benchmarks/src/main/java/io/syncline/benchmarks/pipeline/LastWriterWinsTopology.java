package io.syncline.benchmarks.pipeline;

import static java.util.Objects.requireNonNull;

import io.syncline.benchmarks.EntryReader;
import io.syncline.schemas.contact.Contact;
import io.syncline.schemas.contact.Edited;
import io.syncline.schemas.contact.JournalEntry;
import io.syncline.schemas.contact.Reading;
import io.syncline.schemas.topic.TopicCatalogue;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.apache.avro.specific.SpecificDatumReader;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.TopologyConfig;
import org.apache.kafka.streams.processor.api.ContextualProcessor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.Stores;
import org.jspecify.annotations.Nullable;

/**
 * The yardstick: journal to contacts, of each field the newest value, with one store. It reads the
 * entry, reads the stored contact, takes what is newer, stores it and publishes it.
 */
final class LastWriterWinsTopology {

    /** Where the contacts go. */
    static final String OUTPUT = "last-writer-wins";
    /** Names the contact beside an entry, since an edit does not know the mailbox's id. */
    static final String CONTACT = "contact";

    private static final String STORE = "contacts";
    /** The registry's, before the entry. */
    private static final int PREFIX_BYTES = 5;

    private LastWriterWinsTopology() {}

    static Topology build(TopologyConfig config) {
        Topology topology = new Topology(config);
        topology.addSource("read", new StringDeserializer(), new ByteArrayDeserializer(),
                TopicCatalogue.JOURNAL.name());
        topology.addProcessor("overwrite", Overwriting::new, "read");
        // Not cached, as merge's items are not: with Kafka's record cache it is a third slower.
        topology.addStateStore(
                Stores.keyValueStoreBuilder(Stores.persistentKeyValueStore(STORE), Serdes.String(),
                        Serdes.ByteArray()).withLoggingEnabled(Map.of()),
                "overwrite");
        topology.addSink("publish", OUTPUT, new StringSerializer(), new ByteArraySerializer(),
                "overwrite");
        return topology;
    }

    private static final class Overwriting
            extends
                ContextualProcessor<String, byte[], String, byte[]> {

        private final EntryReader reader = new EntryReader();
        private final SpecificDatumReader<Contact> stored = StampedContact.reader();
        private @Nullable KeyValueStore<String, byte[]> contacts;

        @Override
        public void init(ProcessorContext<String, byte[]> context) {
            super.init(context);
            contacts = context.getStateStore(STORE);
        }

        @Override
        public void process(Record<String, byte[]> record) {
            Header named = record.headers().lastHeader(CONTACT);
            if (named != null) {
                JournalEntry entry = reader.read(record.value(), PREFIX_BYTES);
                overwrite(new String(named.value(), StandardCharsets.UTF_8), entry, record);
            } // Else it is about the mailbox.
        }

        private void overwrite(String id, JournalEntry entry, Record<String, byte[]> record) {
            KeyValueStore<String, byte[]> store = requireNonNull(contacts);
            StampedContact contact = StampedContact.read(stored, store.get(id));
            boolean changed = switch (entry.getKind()) {
                case OBSERVED -> entry.getObserved()
                        .flatMap(observed -> observed.getItem())
                        .map(reading -> take(contact, reading))
                        .orElse(false);
                case EDITED -> entry.getEdited()
                        .map(edited -> take(contact, edited))
                        .orElse(false);
                case WRITE_RESULT -> entry.getResult()
                        .flatMap(result -> result.getNow())
                        .map(reading -> take(contact, reading))
                        .orElse(false);
                case DECIDED, UNKNOWN -> false;
            };
            if (changed) {
                byte[] values = contact.contact();
                store.put(id, contact.stamped(values));
                context().forward(record.withKey(id).withValue(values));
            }
        }

        private static boolean take(StampedContact contact, Reading reading) {
            return take(contact, reading.getContact(), reading.getFields(),
                    reading.getModifiedAt());
        }

        private static boolean take(StampedContact contact, Edited edited) {
            return take(contact, edited.getContact(), edited.getFields(), edited.getEditedAt());
        }

        private static boolean take(StampedContact contact, Contact said, List<String> fields,
                Instant at) {
            return contact.take(said, fields, at.toEpochMilli());
        }
    }
}
