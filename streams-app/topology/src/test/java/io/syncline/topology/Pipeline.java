package io.syncline.topology;

import io.syncline.schemas.contact.Capability;
import io.syncline.schemas.contact.Contact;
import io.syncline.schemas.contact.Decision;
import io.syncline.schemas.contact.DecisionKind;
import io.syncline.schemas.contact.EditKind;
import io.syncline.schemas.contact.Edited;
import io.syncline.schemas.contact.GenerationMark;
import io.syncline.schemas.contact.GenerationStep;
import io.syncline.schemas.contact.JournalEntry;
import io.syncline.schemas.contact.JournalKind;
import io.syncline.schemas.contact.Observed;
import io.syncline.schemas.contact.ObservedKind;
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
import io.syncline.topology.merge.MergeGeneration;
import io.syncline.topology.merge.MergeTopology;
import io.syncline.topology.sequence.SequenceTopology;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.Deserializer;
import org.apache.kafka.common.serialization.Serializer;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.TestInputTopic;
import org.apache.kafka.streams.TopologyConfig;
import org.apache.kafka.streams.TopologyTestDriver;
import org.apache.kafka.streams.state.Stores;
import org.apache.kafka.streams.test.TestRecord;
import org.jspecify.annotations.Nullable;

/** Both applications behind each other, without a broker; time is set by the test. */
final class Pipeline implements AutoCloseable {

    static final String TENANT = "acme";
    static final String MAILBOX = "m1";

    private final StubRegistry registry = new StubRegistry();
    private final Serializer<SpecificRecord> writer = serializer();
    private final Deserializer<SpecificRecord> reader = deserializer();
    /** One pair for all drivers: each has connections of its own, and a history plays hundreds. */
    private final TopicSerdes serdes = new TopicSerdes(
            () -> (topic, value) -> writer.serialize(topic, value),
            () -> (topic, bytes) -> reader.deserialize(topic, bytes));
    private final TopologyTestDriver sequence;
    private final TopologyTestDriver merge;
    private final List<TestRecord<byte[], byte[]>> journal = new ArrayList<>();
    private Instant now = Instant.parse("2026-11-01T09:00:00Z");
    private int facts;

    Pipeline() throws IOException {
        sequence = new TopologyTestDriver(
                SequenceTopology.build(config("sequence"), serdes), properties("sequence"), now);
        merge = newMerge();
    }

    @Override
    public void close() {
        sequence.close();
        merge.close();
        registry.close();
    }

    void pass(Duration time) {
        now = now.plus(time);
    }

    /** A mailbox that has told what it can hold and has been listed. */
    void listed() {
        Observed.Builder capable = observed(ObservedKind.CAPABILITIES);
        List<Capability> capabilities = new ArrayList<>();
        Contact.getClassSchema()
                .getFields()
                .forEach(field -> capabilities
                        .add(new Capability(field.name(), 3)));
        send(TopicCatalogue.OBSERVED, "", capable.setCapabilities(capabilities).build());
        send(TopicCatalogue.OBSERVED, "", observed(ObservedKind.LISTED).build());
    }

    void seen(String id, String version, List<String> fields, Contact contact) {
        seenStamped(id, version, null, fields, contact);
    }

    void seenStamped(String id, String version, @Nullable String stamp, List<String> fields,
            Contact contact) {
        Reading reading = Reading.newBuilder()
                .setStamp(stamp)
                .setExternalId(id)
                .setVersion(version)
                .setModifiedAt(now)
                .setFields(fields)
                .setContact(contact)
                .build();
        send(TopicCatalogue.OBSERVED, id, observed(ObservedKind.ITEM).setItem(reading).build());
    }

    void edited(EditKind kind, String record, List<String> fields, Contact contact) {
        send(TopicCatalogue.EDITED, record, Edited.newBuilder()
                .setTenant(TENANT)
                .setMailbox(MAILBOX)
                .setRecordId(record)
                .setEventId(nextId())
                .setKind(kind)
                .setFields(fields)
                .setContact(contact)
                .setEditedAt(now)
                .build());
    }

    /** The CRM gives a contact to another mailbox. */
    void reassigned(String record, String mailbox, List<String> fields, Contact contact) {
        send(TopicCatalogue.EDITED, record, Edited.newBuilder()
                .setTenant(TENANT)
                .setMailbox(MAILBOX)
                .setRecordId(record)
                .setEventId(nextId())
                .setKind(EditKind.REASSIGN)
                .setFields(fields)
                .setContact(contact)
                .setEditedAt(now)
                .setSeenVersion(1L)
                .setToMailbox(mailbox)
                .build());
    }

    void decided(Decision.Builder decision) {
        send(TopicCatalogue.DECISIONS, "", decision.setTenant(TENANT)
                .setEventId(nextId())
                .setDecidedBy("operator")
                .build());
    }

    void landed(Write write, String id, String version) {
        Reading there = Reading.newBuilder()
                .setExternalId(id)
                .setVersion(version)
                .setModifiedAt(now)
                .setFields(write.getFields())
                .setContact(write.getContact())
                .build();
        send(TopicCatalogue.WRITE_RESULTS, write.getItem(), WriteResult.newBuilder()
                .setEventId(nextId())
                .setWrite(write)
                .setOutcome(WriteOutcome.LANDED)
                .setLandedVersion(version)
                .setPresence(Presence.PRESENT)
                .setNow(there)
                .build());
    }

    /** Puts bytes on a topic as any producer could. */
    void send(Topic topic, byte[] key, byte[] value) {
        TestInputTopic<byte[], byte[]> input = sequence.createInputTopic(topic.name(),
                new ByteArraySerializer(), new ByteArraySerializer());
        input.pipeInput(key, value, now);
        sequence.createOutputTopic(TopicCatalogue.JOURNAL.name(), new ByteArrayDeserializer(),
                new ByteArrayDeserializer()).readRecordsToList().forEach(entry -> {
                    journal.add(entry);
                    fold(merge, entry);
                });
    }

    /** Folds the whole journal again, from nothing, and says what came out. */
    List<TestRecord<byte[], byte[]>> replayed(Topic topic) {
        try (TopologyTestDriver again = newMerge()) {
            journal.forEach(entry -> fold(again, entry));
            return output(again, topic);
        }
    }

    /** The journal so far, as it stands on its topic. */
    List<TestRecord<byte[], byte[]>> entries() {
        return List.copyOf(journal);
    }

    /** Hands a decision in as it is. */
    void told(Decision decision) {
        send(TopicCatalogue.DECISIONS, "//".getBytes(StandardCharsets.UTF_8),
                writer.serialize(TopicCatalogue.DECISIONS.name(), decision));
    }

    /** A step of generations, as an operator hands it in. */
    void marked(GenerationStep step, int from, int to) {
        told(mark(step, from, to, nextId()));
    }

    /** The same, as it stands in the journal. */
    TestRecord<byte[], byte[]> entry(GenerationStep step, int from, int to, Instant at,
            String eventId) {
        Decision decision = mark(step, from, to, eventId);
        JournalEntry entry = JournalEntry.newBuilder()
                .setTenant("")
                .setMailbox("")
                .setEventId(decision.getEventId())
                .setKind(JournalKind.DECIDED)
                .setDecision(decision)
                .build();
        return new TestRecord<>("//".getBytes(StandardCharsets.UTF_8),
                writer.serialize(TopicCatalogue.JOURNAL.name(), entry), at);
    }

    private static Decision mark(GenerationStep step, int from, int to, String eventId) {
        return Decision.newBuilder()
                .setTenant("")
                .setEventId(eventId)
                .setDecidedBy("operator")
                .setKind(DecisionKind.GENERATION)
                .setGeneration(new GenerationMark(step, from, to, -1))
                .build();
    }

    /** Folds a journal from nothing by a generation, and gives what it wrote to these topics. */
    Map<String, List<TestRecord<byte[], byte[]>>> folded(MergeGeneration generation,
            List<TestRecord<byte[], byte[]>> entries, List<String> topics) {
        try (TopologyTestDriver driver = newMerge(generation)) {
            entries.forEach(entry -> fold(driver, entry));
            Map<String, List<TestRecord<byte[], byte[]>>> outputs = new HashMap<>();
            topics.forEach(topic -> outputs.put(topic, output(driver, topic)));
            return outputs;
        }
    }

    <T extends SpecificRecord> T decode(Topic topic, TestRecord<byte[], byte[]> record,
            Class<T> type) {
        return type.cast(reader.deserialize(topic.name(), record.value()));
    }

    List<TestRecord<byte[], byte[]>> output(Topic topic) {
        return output(merge, topic);
    }

    <T extends SpecificRecord> List<T> read(Topic topic, Class<T> type) {
        return output(merge, topic).stream()
                .map(record -> type.cast(reader.deserialize(topic.name(),
                        record.value())))
                .toList();
    }

    <T extends SpecificRecord> List<T> refused(Class<T> type) {
        Topic topic = TopicCatalogue.DEAD_LETTERS;
        return output(sequence, topic).stream()
                .map(record -> type.cast(reader.deserialize(topic.name(),
                        record.value())))
                .toList();
    }

    List<JournalEntry> journal() {
        return journal.stream()
                .map(entry -> (JournalEntry) reader
                        .deserialize(TopicCatalogue.JOURNAL.name(), entry.value()))
                .toList();
    }

    private static List<TestRecord<byte[], byte[]>> output(TopologyTestDriver driver,
            Topic topic) {
        return output(driver, topic.name());
    }

    private static List<TestRecord<byte[], byte[]>> output(TopologyTestDriver driver,
            String topic) {
        return driver.createOutputTopic(topic, new ByteArrayDeserializer(),
                new ByteArrayDeserializer()).readRecordsToList();
    }

    private static void fold(TopologyTestDriver driver, TestRecord<byte[], byte[]> entry) {
        driver.createInputTopic(TopicCatalogue.JOURNAL.name(), new ByteArraySerializer(),
                new ByteArraySerializer()).pipeInput(entry);
    }

    private TopologyTestDriver newMerge() {
        return newMerge(MergeGeneration.of(1));
    }

    private TopologyTestDriver newMerge(MergeGeneration generation) {
        return new TopologyTestDriver(MergeTopology.build(config("merge"), serdes,
                Stores::inMemoryKeyValueStore, generation), properties("merge"), now);
    }

    private Observed.Builder observed(ObservedKind kind) {
        return Observed.newBuilder()
                .setTenant(TENANT)
                .setMailbox(MAILBOX)
                .setProvider("graph")
                .setEventId(nextId())
                .setKind(kind);
    }

    private void send(Topic topic, String id, SpecificRecord value) {
        send(topic, new RecordKey(TENANT, MAILBOX, id).text()
                .getBytes(StandardCharsets.UTF_8),
                writer.serialize(topic.name(), value));
    }

    private String nextId() {
        facts++;
        return "e" + facts;
    }

    private Serializer<SpecificRecord> serializer() {
        KafkaAvroSerializer serializer = new KafkaAvroSerializer();
        serializer.configure(settings(), false);
        return serializer;
    }

    private Deserializer<SpecificRecord> deserializer() {
        KafkaAvroDeserializer deserializer = new KafkaAvroDeserializer();
        deserializer.configure(settings(), false);
        return deserializer;
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
