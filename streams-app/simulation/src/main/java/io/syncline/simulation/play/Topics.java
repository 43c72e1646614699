package io.syncline.simulation.play;

import io.syncline.schemas.topic.Topic;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.avro.specific.SpecificRecord;

/** What stands on the topics, committed; one partition each. */
public final class Topics {

    private final Map<String, List<Entry>> logs = new HashMap<>();

    /** A record. */
    public record Entry(byte[] key, byte[] value, long timestamp) {

        String keyText() {
            return new String(key, StandardCharsets.UTF_8);
        }

        /** Its value, read. */
        public <T extends SpecificRecord> T read(Topic topic, Class<T> type) {
            return Codec.decode(topic, value, type);
        }
    }

    void append(String topic, Entry entry) {
        log(topic).add(entry);
    }

    void append(Topic topic, String key, SpecificRecord value, long timestamp) {
        append(topic.name(), new Entry(key.getBytes(StandardCharsets.UTF_8), Codec.encode(value),
                timestamp));
    }

    /** How many records a topic has. */
    public int end(Topic topic) {
        return log(topic.name()).size();
    }

    /** The record at an offset. */
    public Entry at(Topic topic, int offset) {
        return log(topic.name()).get(offset);
    }

    List<Entry> all(Topic topic) {
        return List.copyOf(log(topic.name()));
    }

    private List<Entry> log(String topic) {
        return logs.computeIfAbsent(topic, name -> new ArrayList<>());
    }
}
