package io.syncline.console.rebuild;

import io.syncline.console.system.RunningSystem;
import io.syncline.schemas.contact.Merged;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.common.serialization.Deserializer;

/** Looks some items up on {@code merged}, or on a private topic like it. */
final class Items {

    private Items() {}

    /** As they are now, by key; one that is not there is left out. */
    static Map<String, Merged> of(RunningSystem system, String topic, int partition,
            Set<String> wanted) {
        Map<String, Merged> items = new HashMap<>();
        try (PartitionRecords records = new PartitionRecords(system, topic, partition);
                Deserializer<Merged> values = system.clients().deserializer()) {
            records.readToEnd(record -> {
                if (wanted.contains(record.key()) && record.value() != null) {
                    items.put(record.key(), values.deserialize(topic, record.value()));
                }
            });
        }
        return items;
    }
}
