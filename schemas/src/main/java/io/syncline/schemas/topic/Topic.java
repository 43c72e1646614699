package io.syncline.schemas.topic;

import java.util.HashMap;
import java.util.Map;
import org.apache.avro.Schema;
import org.apache.kafka.common.config.TopicConfig;

/**
 * One topic, declared once; creation, serdes and documentation are derived from it.
 *
 * @param name {@code syncline.<entity>.<kind>.v<n>}
 * @param key what its key is, for people
 * @param value the Avro schema of its values
 * @param spread over how many partitions it goes
 * @param retention how long it keeps records
 * @param clock who sets the records' timestamps
 * @param owner who writes it
 */
public record Topic(String name, String key, Schema value, Spread spread, Retention retention,
        Clock clock, String owner) {

    /** The largest record; a cursor names every contact of its mailbox. */
    public static final int RECORD_BYTES_MAX = 16 * 1024 * 1024;

    /** Over how many partitions a topic goes. */
    public enum Spread {
        /** As many as all item topics, by mailbox: they must agree. */
        BY_MAILBOX,
        /** One partition: small, and read as a whole. */
        SINGLE
    }

    /** Who sets the records' timestamps. */
    public enum Clock {
        /** The producer, when it made the record. */
        PRODUCER,
        /** The broker, when it appended the record: the protocol's only clock (rule R1). */
        BROKER
    }

    /** The schema registry's subject for its values. */
    public String subject() {
        return name + "-value";
    }

    /** How many partitions it gets, given the number that all item topics share. */
    public int partitions(int mailboxPartitions) {
        return switch (spread) {
            case BY_MAILBOX -> mailboxPartitions;
            case SINGLE -> 1;
        };
    }

    /** The settings it is created with. */
    public Map<String, String> settings() {
        Map<String, String> settings = new HashMap<>(retention.settings());
        settings.put(TopicConfig.MAX_MESSAGE_BYTES_CONFIG, Integer.toString(RECORD_BYTES_MAX));
        settings.put(TopicConfig.MESSAGE_TIMESTAMP_TYPE_CONFIG, switch (clock) {
            case PRODUCER -> "CreateTime";
            case BROKER -> "LogAppendTime";
        });
        return Map.copyOf(settings);
    }
}
