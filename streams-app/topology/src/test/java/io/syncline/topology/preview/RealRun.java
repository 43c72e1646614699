package io.syncline.topology.preview;

import io.syncline.core.state.ItemState;
import io.syncline.schemas.contact.Capability;
import io.syncline.schemas.contact.Contact;
import io.syncline.schemas.contact.Decision;
import io.syncline.schemas.contact.DecisionKind;
import io.syncline.schemas.contact.EditKind;
import io.syncline.schemas.contact.Edited;
import io.syncline.schemas.contact.JournalEntry;
import io.syncline.schemas.contact.Observed;
import io.syncline.schemas.contact.ObservedKind;
import io.syncline.schemas.contact.Policy;
import io.syncline.schemas.contact.Presence;
import io.syncline.schemas.contact.Reading;
import io.syncline.schemas.contact.Write;
import io.syncline.schemas.contact.WriteOutcome;
import io.syncline.schemas.contact.WriteResult;
import io.syncline.schemas.serde.KafkaAvroDeserializer;
import io.syncline.schemas.serde.KafkaAvroSerializer;
import io.syncline.schemas.serde.RegistryConfig;
import io.syncline.schemas.serde.StubRegistry;
import io.syncline.schemas.topic.RecordKey;
import io.syncline.schemas.topic.Topic;
import io.syncline.schemas.topic.TopicCatalogue;
import io.syncline.topology.TopicSerdes;
import io.syncline.topology.merge.MergeTopology;
import io.syncline.topology.sequence.SequenceTopology;
import io.syncline.topology.store.MergeStores;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Properties;
import java.util.TreeMap;
import java.util.function.BiConsumer;
import java.util.function.UnaryOperator;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.Deserializer;
import org.apache.kafka.common.serialization.Serializer;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.TopologyConfig;
import org.apache.kafka.streams.TopologyTestDriver;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.Stores;
import org.apache.kafka.streams.test.TestRecord;

/**
 * The real sequence and merge behind each other, told of one mailbox what its source and its CRM tell.
 * Merge's own reviews come back through the decisions topic: at once, or when the test says so.
 */
final class RealRun implements AutoCloseable {

    static final String TENANT = "acme";
    static final String MAILBOX = "m1";

    private final StubRegistry registry = new StubRegistry();
    private final Serializer<SpecificRecord> serializer = serializer();
    private final Deserializer<SpecificRecord> deserializer = deserializer();
    private final List<TestRecord<byte[], byte[]>> journal = new ArrayList<>();
    private final List<TestRecord<byte[], byte[]>> reviews = new ArrayList<>();
    private final boolean reviewsAtOnce;
    private final TopologyTestDriver sequence;
    private final TopologyTestDriver merge;
    private Instant now = Instant.parse("2026-11-01T09:00:00Z");
    private int events;
    private String ids = "";
    private int told;

    RealRun(boolean reviewsAtOnce) throws IOException {
        this.reviewsAtOnce = reviewsAtOnce;
        TopicSerdes serdes = new TopicSerdes(this::serializer, this::deserializer);
        sequence = new TopologyTestDriver(SequenceTopology.build(config("sequence"), serdes),
                properties("sequence"), now);
        merge = new TopologyTestDriver(MergeTopology.build(config("merge"), serdes,
                Stores::inMemoryKeyValueStore), properties("merge"), now);
    }

    @Override
    public void close() {
        sequence.close();
        merge.close();
        registry.close();
    }

    Instant now() {
        return now;
    }

    void pass(Duration time) {
        now = now.plus(time);
    }

    void edited(EditKind kind, String record, List<String> fields, Contact contact) {
        events++;
        send(TopicCatalogue.EDITED, MAILBOX, record, Edited.newBuilder()
                .setTenant(TENANT)
                .setMailbox(MAILBOX)
                .setRecordId(record)
                .setEventId("crm#" + events)
                .setKind(kind)
                .setFields(fields)
                .setContact(contact)
                .setEditedAt(now)
                .setRevision((long) events)
                .build());
    }

    void decided(Decision.Builder decision) {
        events++;
        Decision built = decision.setTenant(TENANT)
                .setEventId("decision#" + events)
                .setDecidedBy("operator")
                .build();
        send(TopicCatalogue.DECISIONS, built.getMailbox().orElse(""), "", built);
    }

    /**
     * Tells a listing as the source does for a mailbox that it has never read.
     *
     * @param eventIds what the facts' ids begin with
     */
    void listed(Listing listing, String eventIds) {
        begin(eventIds);
        if (!listing.policy().equals(Policy.newBuilder().build())) {
            send(TopicCatalogue.DECISIONS, MAILBOX, "", Decision.newBuilder()
                    .setTenant(TENANT)
                    .setMailbox(MAILBOX)
                    .setEventId(nextId())
                    .setKind(DecisionKind.POLICY)
                    .setDecidedBy("source")
                    .setPolicy(listing.policy())
                    .build());
        }
        List<Capability> capabilities = new ArrayList<>();
        listing.entriesMax().forEach((field, max) -> capabilities.add(new Capability(field, max)));
        observed(listing, ObservedKind.CAPABILITIES, "", fact -> fact
                .setCapabilities(capabilities)
                .setIdsStay(listing.idsStay()));
        items(listing);
        observed(listing, ObservedKind.LISTED, "", fact -> fact);
    }

    /** Tells what a listing shows as the source does for a mailbox that it has listed before. */
    void listedAgain(Listing listing, String eventIds) {
        begin(eventIds);
        items(listing);
    }

    /** The source does not get into the mailbox. */
    void closed(Listing listing) {
        begin("closed#");
        observed(listing, ObservedKind.UNAVAILABLE, "", fact -> fact);
    }

    /** The same after all. */
    void opened(Listing listing) {
        begin("opened#");
        observed(listing, ObservedKind.AVAILABLE, "", fact -> fact);
    }

    /** The mailbox carries out a command as it is told. */
    void landed(Write write, String id, String version) {
        events++;
        send(TopicCatalogue.WRITE_RESULTS, MAILBOX, write.getItem(), WriteResult.newBuilder()
                .setEventId("result#" + events)
                .setWrite(write)
                .setOutcome(WriteOutcome.LANDED)
                .setLandedVersion(version)
                .setPresence(Presence.PRESENT)
                .setNow(Reading.newBuilder()
                        .setExternalId(id)
                        .setVersion(version)
                        .setModifiedAt(now)
                        .setFields(write.getFields())
                        .setContact(write.getContact())
                        .build())
                .build());
    }

    /** Brings the reviews that merge has asked for back into the journal, until it asks for none. */
    void review() {
        while (!reviews.isEmpty()) {
            TestRecord<byte[], byte[]> review = reviews.removeFirst();
            send(TopicCatalogue.DECISIONS, review.key(), review.value());
        }
    }

    /** The journal with its own times. */
    void journal(BiConsumer<JournalEntry, Instant> reader) {
        journal.forEach(entry -> reader.accept(
                decode(TopicCatalogue.JOURNAL, entry, JournalEntry.class),
                entry.getRecordTime()));
    }

    /** What merge has told since this was last asked. */
    <T extends SpecificRecord> List<T> read(Topic topic, Class<T> type) {
        return output(merge, topic).stream().map(record -> decode(topic, record, type)).toList();
    }

    /** What merge remembers, by id. */
    NavigableMap<String, ItemState> items() {
        NavigableMap<String, ItemState> items = new TreeMap<>();
        try (KeyValueIterator<String, ItemState> all = merge
                .<String, ItemState>getKeyValueStore(MergeStores.ITEMS)
                .all()) {
            all.forEachRemaining(entry -> items.put(entry.value.key().item(), entry.value));
        }
        return items;
    }

    private void begin(String eventIds) {
        ids = eventIds;
        told = 0;
    }

    private String nextId() {
        told++;
        return ids + told;
    }

    private void items(Listing listing) {
        listing.readings()
                .forEach(reading -> observed(listing, ObservedKind.ITEM, reading.getExternalId(),
                        fact -> fact.setItem(reading)));
    }

    private void observed(Listing listing, ObservedKind kind, String id,
            UnaryOperator<Observed.Builder> branch) {
        send(TopicCatalogue.OBSERVED, MAILBOX, id, branch.apply(Observed.newBuilder()
                .setTenant(TENANT)
                .setMailbox(MAILBOX)
                .setProvider(listing.provider())
                .setEventId(nextId())
                .setKind(kind)).build());
    }

    private void send(Topic topic, String mailbox, String id, SpecificRecord value) {
        String key = RecordKey.prefix(TENANT, mailbox) + RecordKey.join(id);
        send(topic, key.getBytes(StandardCharsets.UTF_8),
                serializer.serialize(topic.name(), value));
        if (reviewsAtOnce) {
            review();
        }
    }

    private void send(Topic topic, byte[] key, byte[] value) {
        sequence.createInputTopic(topic.name(), new ByteArraySerializer(),
                new ByteArraySerializer()).pipeInput(key, value, now);
        for (TestRecord<byte[], byte[]> entry : output(sequence, TopicCatalogue.JOURNAL)) {
            journal.add(entry);
            merge.createInputTopic(TopicCatalogue.JOURNAL.name(), new ByteArraySerializer(),
                    new ByteArraySerializer()).pipeInput(entry);
        }
        reviews.addAll(output(merge, TopicCatalogue.DECISIONS));
    }

    private <T extends SpecificRecord> T decode(Topic topic, TestRecord<byte[], byte[]> record,
            Class<T> type) {
        return type.cast(deserializer.deserialize(topic.name(), record.value()));
    }

    private static List<TestRecord<byte[], byte[]>> output(TopologyTestDriver driver,
            Topic topic) {
        return driver.createOutputTopic(topic.name(), new ByteArrayDeserializer(),
                new ByteArrayDeserializer()).readRecordsToList();
    }

    private Serializer<SpecificRecord> serializer() {
        KafkaAvroSerializer made = new KafkaAvroSerializer();
        made.configure(settings(), false);
        return made;
    }

    private Deserializer<SpecificRecord> deserializer() {
        KafkaAvroDeserializer made = new KafkaAvroDeserializer();
        made.configure(settings(), false);
        return made;
    }

    private Map<String, String> settings() {
        Map<String, String> settings = new HashMap<>();
        settings.put(RegistryConfig.URL, registry.url());
        settings.put(RegistryConfig.AUTO_REGISTER, "true");
        settings.put(RegistryConfig.RETRIES_MAX, "0");
        return settings;
    }

    private static TopologyConfig config(String name) {
        return new TopologyConfig(new StreamsConfig(properties(name)));
    }

    private static Properties properties(String name) {
        Properties properties = new Properties();
        properties.put(StreamsConfig.APPLICATION_ID_CONFIG, name);
        properties.put(StreamsConfig.BOOTSTRAP_SERVERS_CONFIG, "none:1");
        properties.put(StreamsConfig.ENSURE_EXPLICIT_INTERNAL_RESOURCE_NAMING_CONFIG, true);
        properties.put(StreamsConfig.STATE_DIR_CONFIG,
                Path.of("target", "streams-" + System.nanoTime()).toString());
        return properties;
    }
}
