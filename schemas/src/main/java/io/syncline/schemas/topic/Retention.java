package io.syncline.schemas.topic;

import java.time.Duration;
import java.util.Map;
import org.apache.kafka.common.config.TopicConfig;

/** How long a topic keeps its records. */
public sealed interface Retention {

    /** The newest record of each key stays for ever. */
    record Compacted() implements Retention {}

    /** Every record stays for a time. */
    record KeptFor(Duration time) implements Retention {}

    /** Every record stays. */
    record KeptForEver() implements Retention {}

    /** The topic settings that say so. */
    default Map<String, String> settings() {
        return switch (this) {
            case Compacted() -> Map.of(
                    TopicConfig.CLEANUP_POLICY_CONFIG, TopicConfig.CLEANUP_POLICY_COMPACT,
                    TopicConfig.DELETE_RETENTION_MS_CONFIG,
                    Long.toString(Duration.ofDays(7).toMillis()));
            case KeptFor(Duration time) -> Map.of(
                    TopicConfig.CLEANUP_POLICY_CONFIG, TopicConfig.CLEANUP_POLICY_DELETE,
                    TopicConfig.RETENTION_MS_CONFIG, Long.toString(time.toMillis()));
            case KeptForEver() -> Map.of(
                    TopicConfig.CLEANUP_POLICY_CONFIG, TopicConfig.CLEANUP_POLICY_DELETE,
                    TopicConfig.RETENTION_MS_CONFIG, "-1");
        };
    }
}
