package io.syncline.topology.run;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.syncline.schemas.contact.Change;
import io.syncline.schemas.contact.Conflict;
import io.syncline.schemas.contact.JournalEntry;
import io.syncline.schemas.contact.Write;
import io.syncline.schemas.ops.Alert;
import io.syncline.schemas.ops.DeadLetter;
import io.syncline.schemas.topic.TopicCatalogue;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.serialization.Serializer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Counts and, at debug, tells what an application publishes, where it leaves for its topic: what
 * decides knows nothing of metrics. What a transaction publishes that is aborted afterwards is counted
 * again. Thread-safe.
 *
 * <pre>
 * counter                    tags             one for each
 * syncline.journal.facts     tenant, kind     fact appended to the journal
 * syncline.merge.changes     tenant, kind     change of an item
 * syncline.merge.conflicts   tenant, kind     value that did not win
 * syncline.merge.commands    tenant, provider, kind   command to a mailbox
 * syncline.merge.alerts      tenant, code     alert about a mailbox or an item
 * syncline.dead.letters      code             record that could not be processed
 * </pre>
 */
final class Published {

    private static final Logger LOGGER = LoggerFactory.getLogger(Published.class);
    private static final String TENANT = "tenant";
    private static final String KIND = "kind";

    private final MeterRegistry meters;
    /** By name and the values of tags: to find a counter in the registry takes longer. */
    private final Map<List<String>, Counter> counters = new ConcurrentHashMap<>();

    Published(MeterRegistry meters) {
        this.meters = meters;
    }

    /** The same serializer, watched. */
    Serializer<SpecificRecord> watched(Serializer<SpecificRecord> serializer) {
        return new Watched(serializer);
    }

    private void published(String topic, SpecificRecord value) {
        switch (value) {
            case JournalEntry entry when topic.equals(TopicCatalogue.JOURNAL.name()) ->
                appended(entry);
            case Change change when topic.equals(TopicCatalogue.CHANGES.name()) ->
                changed(change);
            case Conflict conflict -> conflicted(conflict);
            case Write write -> issued(write);
            case Alert alert -> count("syncline.merge.alerts", "Alerts about mailboxes and items",
                    TENANT, alert.getTenant().orElse(""), "code", alert.getCode());
            case DeadLetter letter -> refused(letter);
            default -> {
                // Of merged items, reviews and private topics nothing is counted here.
            }
        }
    }

    private void appended(JournalEntry entry) {
        count("syncline.journal.facts", "Facts appended to the journal", TENANT,
                entry.getTenant(), KIND, lower(entry.getKind()));
        LOGGER.atDebug()
                .addKeyValue(TENANT, entry.getTenant())
                .addKeyValue("mailbox", entry.getMailbox())
                .addKeyValue("causeId", entry.getEventId())
                .addKeyValue(KIND, entry.getKind())
                .log("Appended a fact to the journal");
    }

    private void changed(Change change) {
        count("syncline.merge.changes", "Changes of items", TENANT, change.getTenant(), KIND,
                lower(change.getKind()));
        LOGGER.atDebug()
                .addKeyValue(TENANT, change.getTenant())
                .addKeyValue("mailbox", change.getMailbox())
                .addKeyValue("item", change.getItem())
                .addKeyValue("causeId", change.getCauseId())
                .addKeyValue(KIND, change.getKind())
                .addKeyValue("version", change.getVersion())
                .log("Changed an item");
    }

    private void conflicted(Conflict conflict) {
        count("syncline.merge.conflicts", "Values that did not win", TENANT,
                conflict.getTenant(), KIND, lower(conflict.getKind()));
        LOGGER.atDebug()
                .addKeyValue(TENANT, conflict.getTenant())
                .addKeyValue("mailbox", conflict.getMailbox())
                .addKeyValue("item", conflict.getItem())
                .addKeyValue("causeId", conflict.getCauseId())
                .addKeyValue(KIND, conflict.getKind())
                .addKeyValue("field", conflict.getField().orElse(""))
                .log("Kept a value that did not win");
    }

    private void issued(Write write) {
        count("syncline.merge.commands", "Commands to mailboxes", TENANT, write.getTenant(),
                "provider", write.getProvider(), KIND, lower(write.getKind()));
        LOGGER.atDebug()
                .addKeyValue(TENANT, write.getTenant())
                .addKeyValue("mailbox", write.getMailbox())
                .addKeyValue("item", write.getItem())
                .addKeyValue("causeId", write.getCauseId())
                .addKeyValue("writeId", write.getWriteId())
                .addKeyValue(KIND, write.getKind())
                .addKeyValue("number", write.getNumber())
                .log("Issued a command");
    }

    /** Whose it is stands in its bytes; its reason may quote what is wrong with them. */
    private void refused(DeadLetter letter) {
        count("syncline.dead.letters", "Records that could not be processed", "code",
                letter.getCode());
        LOGGER.atWarn()
                .addKeyValue("code", letter.getCode())
                .addKeyValue("topic", letter.getTopic())
                .addKeyValue("partition", letter.getPartition())
                .addKeyValue("offset", letter.getOffset())
                .log("A record could not be processed; it is kept as a dead letter");
    }

    /** @param tags names and values by turns */
    private void count(String name, String description, String... tags) {
        List<String> key = new ArrayList<>(List.of(tags));
        key.add(name);
        counters.computeIfAbsent(key, unknown -> Counter.builder(name)
                .description(description)
                .tags(tags)
                .register(meters)).increment();
    }

    private static String lower(Enum<?> kind) {
        return kind.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** Serializes as another one does, and tells of each value. */
    private final class Watched implements Serializer<SpecificRecord> {

        private final Serializer<SpecificRecord> serializer;

        private Watched(Serializer<SpecificRecord> serializer) {
            this.serializer = serializer;
        }

        @Override
        public void configure(Map<String, ?> settings, boolean isKey) {
            serializer.configure(settings, isKey);
        }

        @Override
        public byte[] serialize(String topic, SpecificRecord value) {
            byte[] bytes = serializer.serialize(topic, value);
            published(topic, value);
            return bytes;
        }

        @Override
        public byte[] serialize(String topic, Headers headers, SpecificRecord value) {
            byte[] bytes = serializer.serialize(topic, headers, value);
            published(topic, value);
            return bytes;
        }

        @Override
        public void close() {
            serializer.close();
        }
    }
}
