package io.syncline.console.rebuild;

import io.syncline.console.system.RunningSystem;
import io.syncline.schemas.contact.Merged;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.serialization.Deserializer;

/** The items of one partition of {@code merged}, or of a private topic like it, as prints; read on and on. */
final class Prints implements AutoCloseable {

    private final String topic;
    private final Predicate<String> asked;
    private final PartitionRecords records;
    private final Deserializer<Merged> values;
    private final Map<String, Print> items = new TreeMap<>();

    Prints(RunningSystem system, String topic, int partition) {
        this(system, topic, partition, key -> true);
    }

    /** @param asked of which keys the items are read */
    Prints(RunningSystem system, String topic, int partition, Predicate<String> asked) {
        this.topic = topic;
        this.asked = asked;
        this.records = new PartitionRecords(system, topic, partition);
        this.values = system.clients().deserializer();
    }

    /** Everything that has been published by now; by key. */
    Map<String, Print> now() {
        records.readToEnd(this::take);
        return items;
    }

    @Override
    public void close() {
        records.close();
        values.close();
    }

    private void take(ConsumerRecord<String, byte[]> record) {
        if (!asked.test(record.key())) {
            return;
        }
        if (record.value() == null) {
            items.remove(record.key());
        } else {
            items.put(record.key(), Print.taken(values.deserialize(topic, record.value())));
        }
    }
}
