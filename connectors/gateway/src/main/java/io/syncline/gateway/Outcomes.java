package io.syncline.gateway;

import io.syncline.schemas.contact.Change;
import io.syncline.schemas.contact.Edited;
import io.syncline.schemas.contact.JournalEntry;
import io.syncline.schemas.ops.DeadLetter;
import io.syncline.schemas.topic.TopicCatalogue;
import io.syncline.service.kafka.KafkaClients;
import io.syncline.service.kafka.PollThread;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.serialization.Deserializer;

/**
 * What came of the latest edits: the change that each caused, or why it was refused. Remembers so
 * many; an older one is found on the topics.
 */
final class Outcomes implements AutoCloseable {

    private static final Duration POLL = Duration.ofMillis(100);
    private static final int REMEMBERED_MAX = 100_000;

    private final KafkaClients clients;
    private final GatewayMeters meters;
    private final Map<String, Outcome> byEdit = Collections.synchronizedMap(new LinkedHashMap<>() {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Outcome> eldest) {
            return size() > REMEMBERED_MAX;
        }
    });
    private final PollThread thread = new PollThread("outcomes", this::run);

    Outcomes(KafkaClients clients, GatewayMeters meters) {
        this.clients = clients;
        this.meters = meters;
    }

    /** What came of an edit. */
    sealed interface Outcome {}

    /** It caused a change, to this version of this item. */
    record Merged(String item, long version, String kind) implements Outcome {}

    /** It could not be processed; it is kept as a dead letter. */
    record Refused(String code, String reason) implements Outcome {}

    void start() {
        thread.start();
    }

    boolean isHealthy() {
        return thread.isHealthy();
    }

    /** What came of an edit of that tenant, once it is known. */
    Optional<Outcome> of(String tenant, String changeId) {
        return Optional.ofNullable(byEdit.get(key(tenant, changeId)));
    }

    @Override
    public void close() {
        thread.close();
    }

    private void run(BooleanSupplier ended) {
        try (KafkaConsumer<String, SpecificRecord> reader = clients.reader();
                Deserializer<SpecificRecord> originals = clients.deserializer()) {
            KafkaClients.fromTheStart(reader, TopicCatalogue.CHANGES,
                    TopicCatalogue.DEAD_LETTERS);
            while (!ended.getAsBoolean()) {
                reader.poll(POLL).forEach(record -> {
                    switch (record.value()) {
                        case Change change -> keep(change.getTenant(), change.getCauseId(),
                                new Merged(change.getItem(), change.getVersion(),
                                        change.getKind().name()));
                        case DeadLetter letter -> refused(letter, originals);
                        default -> throw new IllegalStateException(
                                "A foreign value on " + record.topic());
                    }
                });
            }
        }
    }

    private void refused(DeadLetter letter, Deserializer<SpecificRecord> originals) {
        letter.getValue().ifPresent(bytes -> {
            Refused refused = new Refused(letter.getCode(), letter.getReason());
            switch (original(letter.getTopic(), bytes, originals)) {
                case Edited edited -> keep(edited.getTenant(), edited.getEventId(), refused);
                case JournalEntry entry -> keep(entry.getTenant(), entry.getEventId(), refused);
                case SpecificRecord other -> {
                    // Not an edit: nobody waits for its outcome here.
                }
            }
        });
    }

    /** What was refused; the dead letter itself where its bytes cannot be read. */
    private static SpecificRecord original(String topic, ByteBuffer bytes,
            Deserializer<SpecificRecord> originals) {
        byte[] copy = new byte[bytes.remaining()];
        bytes.duplicate().get(copy);
        try {
            return originals.deserialize(topic, copy);
        } catch (SerializationException e) {
            return new DeadLetter();
        }
    }

    private void keep(String tenant, String changeId, Outcome outcome) {
        byEdit.put(key(tenant, changeId), outcome);
        meters.cameToSomething(tenant, changeId, outcome);
    }

    private static String key(String tenant, String changeId) {
        return tenant + "/" + changeId;
    }
}
