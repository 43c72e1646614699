package io.syncline.benchmarks.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import io.syncline.benchmarks.AvroBytes;
import io.syncline.benchmarks.Story;
import io.syncline.benchmarks.Told;
import io.syncline.schemas.AvroTrust;
import io.syncline.schemas.contact.JournalEntry;
import io.syncline.schemas.topic.TopicCatalogue;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Properties;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.TestInputTopic;
import org.apache.kafka.streams.TopologyConfig;
import org.apache.kafka.streams.TopologyTestDriver;
import org.apache.kafka.streams.test.TestRecord;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The yardstick reads every fact of a story, and publishes what its contacts came to. */
class LastWriterWinsTopologyTest {

    static {
        AvroTrust.install();
    }

    private static final int CONTACTS = 20;

    private final Properties properties = new Properties();
    private final TopologyTestDriver driver;
    private final TestInputTopic<String, byte[]> journal;

    LastWriterWinsTopologyTest() {
        properties.put(StreamsConfig.APPLICATION_ID_CONFIG, "yardstick");
        properties.put(StreamsConfig.BOOTSTRAP_SERVERS_CONFIG, "127.0.0.1:1");
        driver = new TopologyTestDriver(LastWriterWinsTopology.build(
                new TopologyConfig(new StreamsConfig(properties))), properties);
        journal = driver.createInputTopic(TopicCatalogue.JOURNAL.name(), new StringSerializer(),
                new ByteArraySerializer());
    }

    @AfterEach
    void close() {
        driver.close();
    }

    @Test
    void publishesEveryContactAndSaysNothingOfTheMailbox() {
        Story story = new Story("agent-1", 1, CONTACTS);
        story.opening().forEach(entry -> tell(entry, null));
        assertThat(published()).isEmpty();

        story.taken().forEach(this::tell);

        assertThat(published()).hasSize(CONTACTS).doesNotHaveDuplicates();
    }

    @Test
    void publishesWhatEditsAndAnswersChange() {
        Story story = new Story("agent-1", 1, CONTACTS);
        story.taken().forEach(this::tell);
        published();

        story.round();
        List<Told> round = story.taken();
        round.forEach(this::tell);

        assertThat(published()).hasSizeBetween(CONTACTS, round.size());
    }

    private void tell(Told told) {
        tell(told.entry(), told.said().contact());
    }

    private void tell(JournalEntry entry, @Nullable String contact) {
        byte[] value = AvroBytes.of(entry);
        RecordHeaders headers = new RecordHeaders();
        if (contact != null) {
            headers.add(LastWriterWinsTopology.CONTACT,
                    contact.getBytes(StandardCharsets.UTF_8));
        }
        journal.pipeInput(new TestRecord<>("acme/agent-1/0",
                ByteBuffer.allocate(5 + value.length).put(new byte[5]).put(value).array(),
                headers));
    }

    private List<String> published() {
        return driver.createOutputTopic(LastWriterWinsTopology.OUTPUT, new StringDeserializer(),
                new ByteArrayDeserializer())
                .readKeyValuesToList()
                .stream()
                .map(record -> record.key)
                .toList();
    }
}
