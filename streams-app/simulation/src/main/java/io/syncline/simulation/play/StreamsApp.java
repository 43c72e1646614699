package io.syncline.simulation.play;

import static java.util.Objects.requireNonNull;

import io.syncline.schemas.topic.Topic;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.function.Function;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.TestInputTopic;
import org.apache.kafka.streams.TestOutputTopic;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.TopologyConfig;
import org.apache.kafka.streams.TopologyTestDriver;
import org.apache.kafka.streams.test.TestRecord;
import org.jspecify.annotations.Nullable;

/**
 * A Streams application with exactly-once: what it wrote and stored since its last commit is seen by
 * nobody, and lost when it dies. It goes on in a new driver, restored from its changelogs as they were
 * at the last commit.
 */
final class StreamsApp implements AutoCloseable {

    private final String name;
    private final Topics topics;
    private final List<Topic> inputs;
    private final List<Topic> outputs;
    private final List<String> stores;
    private final Function<TopologyConfig, Topology> topology;
    private final Stored restore;
    private final Map<String, Integer> committed = new HashMap<>();
    private final Map<String, Integer> read = new HashMap<>();
    private final List<Written> uncommitted = new ArrayList<>();
    private final Map<String, Map<String, Topics.Entry>> changelogs = new LinkedHashMap<>();
    private Driver driver;

    /** Puts what a changelog held back into a store. */
    interface Stored extends BiConsumer<TopologyTestDriver, Map<String, List<Topics.Entry>>> {}

    /** Something written since the last commit. */
    private record Written(String topic, byte[] key, byte @Nullable [] value, long timestamp) {}

    /** A driver with its ends. */
    private record Driver(TopologyTestDriver running,
            Map<String, TestInputTopic<byte[], byte[]>> ins,
            Map<String, TestOutputTopic<byte[], byte[]>> outs) {}

    /**
     * @param stores their names; none for an application without state
     * @param restore fills the stores of a new driver
     */
    StreamsApp(String name, Topics topics, List<Topic> inputs, List<Topic> outputs,
            List<String> stores, Function<TopologyConfig, Topology> topology, Stored restore) {
        this.name = name;
        this.topics = topics;
        this.inputs = List.copyOf(inputs);
        this.outputs = List.copyOf(outputs);
        this.stores = List.copyOf(stores);
        this.topology = topology;
        this.restore = restore;
        this.driver = start();
    }

    /** The inputs that have something to read. */
    List<Topic> waiting() {
        return inputs.stream().filter(topic -> next(topic) < topics.end(topic)).toList();
    }

    /** Reads one record, and keeps what came of it. */
    void process(Topic input) {
        int offset = next(input);
        Topics.Entry entry = topics.at(input, offset);
        read.put(input.name(), offset + 1);
        requireNonNull(driver.ins().get(input.name()))
                .pipeInput(new TestRecord<>(entry.key(), entry.value(), new RecordHeaders(),
                        entry.timestamp()));
        collect();
    }

    /** What it wrote can be seen. @param now the time at which brokers append */
    void commit(Instant now) {
        uncommitted.forEach(written -> {
            Map<String, Topics.Entry> changelog = changelogs.get(written.topic());
            byte[] value = written.value();
            if (changelog != null) {
                keep(changelog, written);
            } else if (value != null) {
                topics.append(written.topic(), new Topics.Entry(written.key(), value,
                        now.toEpochMilli()));
            }
        });
        uncommitted.clear();
        committed.putAll(read);
    }

    /** It dies; another takes its place. */
    void kill() {
        uncommitted.clear();
        read.clear();
        read.putAll(committed);
        driver.running().close();
        driver = start();
    }

    @Override
    public void close() {
        driver.running().close();
    }

    /** What its stores hold, key by key. */
    Map<String, Map<String, Topics.Entry>> stored() {
        return changelogs;
    }

    private int next(Topic topic) {
        return read.getOrDefault(topic.name(), 0);
    }

    private static void keep(Map<String, Topics.Entry> changelog, Written written) {
        byte[] value = written.value();
        String key = new String(written.key(), StandardCharsets.UTF_8);
        if (value == null) {
            changelog.remove(key);
        } else {
            changelog.put(key, new Topics.Entry(written.key(), value, written.timestamp()));
        }
    }

    private void collect() {
        Set<String> produced = driver.running().producedTopicNames();
        driver.outs().forEach((topic, out) -> {
            while (produced.contains(topic) && !out.isEmpty()) {
                TestRecord<byte[], byte[]> record = out.readRecord();
                uncommitted.add(new Written(topic, record.key(), record.value(),
                        record.timestamp()));
            }
        });
    }

    private Driver start() {
        Properties properties = properties();
        TopologyTestDriver running = new TopologyTestDriver(
                topology.apply(new TopologyConfig(new StreamsConfig(properties))), properties,
                Instant.EPOCH);
        Map<String, TestInputTopic<byte[], byte[]>> ins = new HashMap<>();
        inputs.forEach(topic -> ins.put(topic.name(), running.createInputTopic(topic.name(),
                new ByteArraySerializer(), new ByteArraySerializer())));
        Map<String, TestOutputTopic<byte[], byte[]>> outs = new LinkedHashMap<>();
        outputs.forEach(topic -> outs.put(topic.name(), out(running, topic.name())));
        Map<String, List<Topics.Entry>> held = new HashMap<>();
        stores.forEach(store -> {
            String changelog = name + "-" + store + "-changelog";
            outs.put(changelog, out(running, changelog));
            held.put(store, List.copyOf(changelogs
                    .computeIfAbsent(changelog, topic -> new LinkedHashMap<>())
                    .values()));
        });
        restore.accept(running, held);
        return new Driver(running, ins, outs);
    }

    private static TestOutputTopic<byte[], byte[]> out(TopologyTestDriver running,
            String topic) {
        return running.createOutputTopic(topic, new ByteArrayDeserializer(),
                new ByteArrayDeserializer());
    }

    private Properties properties() {
        Properties properties = new Properties();
        properties.put(StreamsConfig.APPLICATION_ID_CONFIG, name);
        properties.put(StreamsConfig.BOOTSTRAP_SERVERS_CONFIG, "none:1");
        properties.put(StreamsConfig.ENSURE_EXPLICIT_INTERNAL_RESOURCE_NAMING_CONFIG, true);
        properties.put(StreamsConfig.STATE_DIR_CONFIG, System.getProperty("java.io.tmpdir")
                + "/syncline-simulation-" + ProcessHandle.current().pid());
        return properties;
    }
}
