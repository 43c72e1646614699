package io.syncline.topology;

import io.syncline.schemas.topic.MailboxPartitioner;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.serialization.Deserializer;
import org.apache.kafka.common.serialization.Serializer;
import org.apache.kafka.streams.processor.StreamPartitioner;

/**
 * Makes the serializers of topic values; each user gets its own, since none is shared by threads.
 *
 * @param serializer makes a configured serializer
 * @param deserializer makes a configured deserializer
 */
public record TopicSerdes(Supplier<Serializer<SpecificRecord>> serializer,
        Supplier<Deserializer<SpecificRecord>> deserializer) {

    /** Partitions by mailbox, as every producer does. */
    public static StreamPartitioner<String, SpecificRecord> byMailbox() {
        return (topic, key, value, partitions) -> Optional
                .of(Set.of(MailboxPartitioner.partition(key, partitions)));
    }
}
