import io.syncline.schemas.AvroTrust;
import io.syncline.schemas.contact.Change;
import io.syncline.schemas.contact.Merged;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListOffsetsOptions;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.IsolationLevel;
import org.apache.kafka.common.TopicPartition;

/**
 * Keeps a table of all contacts: begins with the items as they are now (merged), then follows each step
 * (changes), without a gap and without taking a step twice. Run it with deploy/examples/java/run.
 *
 * Prints a line for every step that it takes, separated by tabs: the key, the version, what happened, the name.
 */
public final class FollowContacts {

    private static final Duration POLL = Duration.ofMillis(500);

    private final Map<String, Object> settings;
    private final String merged;
    private final String changes;
    /** The version of each item that the table holds. A real subscriber keeps it with its own data. */
    private final Map<String, Long> versions = new HashMap<>();

    private FollowContacts(String kafka, String registry, String topics) {
        settings = Map.of(
                "bootstrap.servers", kafka,
                "isolation.level", "read_committed", // Else it would see what was taken back.
                "enable.auto.commit", false,
                "auto.offset.reset", "earliest",
                "key.deserializer", "org.apache.kafka.common.serialization.StringDeserializer",
                "value.deserializer", "io.syncline.schemas.serde.KafkaAvroDeserializer",
                "schema.registry.url", registry);
        merged = topics + ".merged.v1";
        changes = topics + ".changes.v1";
    }

    public static void main(String[] arguments) throws Exception {
        if (arguments.length < 2) {
            System.err.println("Usage: FollowContacts <Kafka> <registry> [<topics>], such as"
                    + " 127.0.0.1:9092 http://127.0.0.1:8081/apis/ccompat/v7"
                    + " syncline.tenant.acme.contact");
            System.exit(2);
        }
        AvroTrust.install(); // Before the first use of a generated class.
        new FollowContacts(arguments[0], arguments[1],
                arguments.length > 2 ? arguments[2] : "syncline.contact").run();
    }

    private void run() throws Exception {
        // 1. Where the steps end now. What is committed there, and only that, merge has written to merged too.
        Map<TopicPartition, Long> noted = ends(changes, IsolationLevel.READ_COMMITTED);
        // 2. All items, up to where their topic ends now, with what is not committed yet: the commit of a
        // transaction reaches one topic after the other, and what it wrote must be waited for.
        Map<TopicPartition, Long> ends = ends(merged, IsolationLevel.READ_UNCOMMITTED);
        try (KafkaConsumer<String, Merged> consumer = new KafkaConsumer<>(settings)) {
            consumer.assign(ends.keySet());
            consumer.seekToBeginning(ends.keySet());
            while (ends.entrySet()
                    .stream()
                    .anyMatch(end -> consumer.position(end.getKey()) < end.getValue())) {
                consumer.poll(POLL).forEach(this::take);
            }
        }
        // 3. The steps, from where they ended. What the items held already is skipped by its version.
        try (KafkaConsumer<String, Change> consumer = new KafkaConsumer<>(settings)) {
            consumer.assign(noted.keySet());
            noted.forEach(consumer::seek);
            while (true) {
                consumer.poll(POLL).forEach(this::step);
                System.out.flush();
            }
        }
    }

    private void take(ConsumerRecord<String, Merged> record) {
        Merged item = record.value();
        if (item == null) { // A tombstone: the item is to be forgotten.
            versions.remove(record.key());
            say(record.key(), 0, "FORGOTTEN", "");
        } else if (isNew(record.key(), item.getVersion())) {
            say(record.key(), item.getVersion(), item.getDeleted() ? "DELETED" : "IS",
                    item.getContact().getDisplayName().orElse(""));
        }
    }

    private void step(ConsumerRecord<String, Change> record) {
        Change change = record.value();
        if (isNew(record.key(), change.getVersion())) {
            say(record.key(), change.getVersion(), change.getKind().name(),
                    change.getContact().getDisplayName().orElse(""));
        }
    }

    private boolean isNew(String key, long version) {
        if (versions.getOrDefault(key, 0L) >= version) {
            return false;
        }
        versions.put(key, version);
        return true;
    }

    private Map<TopicPartition, Long> ends(String topic, IsolationLevel level) throws Exception {
        try (Admin admin = Admin
                .create(Map.of("bootstrap.servers", settings.get("bootstrap.servers")))) {
            Collection<TopicPartition> places = admin.describeTopics(List.of(topic))
                    .allTopicNames()
                    .get()
                    .get(topic)
                    .partitions()
                    .stream()
                    .map(partition -> new TopicPartition(topic, partition.partition()))
                    .toList();
            return admin.listOffsets(places.stream()
                    .collect(Collectors.toMap(place -> place, place -> OffsetSpec.latest())),
                    new ListOffsetsOptions(level))
                    .all()
                    .get()
                    .entrySet()
                    .stream()
                    .collect(Collectors.toMap(Map.Entry::getKey,
                            entry -> entry.getValue().offset()));
        }
    }

    private static void say(String key, long version, String what, String name) {
        System.out.println(key + "\t" + version + "\t" + what + "\t" + name);
    }
}
