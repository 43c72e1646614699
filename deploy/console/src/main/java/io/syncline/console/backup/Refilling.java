package io.syncline.console.backup;

import io.syncline.console.backup.Contents.File;
import io.syncline.console.system.ConsoleException;
import io.syncline.schemas.topic.Topic;
import io.syncline.service.kafka.KafkaClients;
import java.nio.ByteBuffer;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jspecify.annotations.Nullable;

/** Writes the records of one partition where they stood, in order and with their times. */
final class Refilling implements AutoCloseable {

    private final File file;
    private final Map<Integer, Integer> ids;
    private final boolean mustKeepTime;
    private final KafkaProducer<byte[], byte[]> producer;
    private final AtomicReference<@Nullable String> failure = new AtomicReference<>();

    /**
     * @param ids the new number of each schema by its old one
     * @param mustKeepTime whether it is wrong if the broker sets times of its own
     */
    Refilling(KafkaClients clients, File file, Map<Integer, Integer> ids, boolean mustKeepTime) {
        this.file = file;
        this.ids = ids;
        this.mustKeepTime = mustKeepTime;
        Map<String, Object> settings = new HashMap<>(clients.common());
        settings.put(ProducerConfig.ACKS_CONFIG, "all");
        settings.put(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, true);
        settings.put(ProducerConfig.COMPRESSION_TYPE_CONFIG, "lz4");
        settings.put(ProducerConfig.MAX_REQUEST_SIZE_CONFIG, Topic.RECORD_BYTES_MAX);
        this.producer = new KafkaProducer<>(settings, new ByteArraySerializer(),
                new ByteArraySerializer());
    }

    @SuppressWarnings("FutureReturnValueIgnored") // The callback hears what failed.
    void send(RecordFile.Entry entry) {
        producer.send(new ProducerRecord<>(file.topic(), file.partition(), entry.timestamp(),
                entry.key(), renumbered(entry.value())),
                (place, problem) -> heard(entry, place, problem));
    }

    /** @throws ConsoleException if one of them is not where it should be */
    void finish() {
        producer.flush();
        String told = failure.get();
        if (told != null) {
            throw ConsoleException.failed("Cannot restore " + file.topic() + ": " + told
                    + ". Delete the topics that have begun to fill, and begin again");
        }
    }

    @Override
    public void close() {
        producer.close();
    }

    private void heard(RecordFile.Entry entry, @Nullable RecordMetadata place,
            @Nullable Exception problem) {
        if (problem != null) {
            failure.compareAndSet(null, problem.toString());
        } else if (mustKeepTime && place != null && place.timestamp() != entry.timestamp()) {
            failure.compareAndSet(null, "the broker gives the journal's records times of its own;"
                    + " it did not take message.timestamp.type=CreateTime");
        }
    }

    private byte @Nullable [] renumbered(byte @Nullable [] value) {
        if (value == null || ids.isEmpty()) {
            return value;
        }
        int old = Backup.idOf(value);
        Integer now = ids.get(old);
        if (now == null) {
            throw ConsoleException.failed("A value of " + file.topic() + " names the schema " + old
                    + ", which is not in the backup");
        }
        byte[] renumbered = value.clone();
        ByteBuffer.wrap(renumbered).putInt(1, now);
        return renumbered;
    }
}
