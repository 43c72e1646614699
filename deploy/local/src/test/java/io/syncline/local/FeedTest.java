package io.syncline.local;

import static org.assertj.core.api.Assertions.assertThat;

import io.syncline.feed.run.FeedMain;
import io.syncline.local.process.JavaChild;
import io.syncline.local.process.Ports;
import io.syncline.local.stack.Infrastructure;
import io.syncline.schemas.AvroTrust;
import io.syncline.schemas.contact.Change;
import io.syncline.schemas.contact.Merged;
import io.syncline.schemas.topic.TenantTopics;
import io.syncline.schemas.topic.Topic;
import io.syncline.schemas.topic.TopicCatalogue;
import io.syncline.service.config.ConfigLoader;
import io.syncline.service.kafka.KafkaClients;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.IsolationLevel;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.Deserializer;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** One tenant's topics hold what merged and changes hold of it, whatever is killed, and nothing else. */
class FeedTest {

    static {
        AvroTrust.install();
    }

    private static final Waiting WAITING = new Waiting(Duration.ofSeconds(60));
    private static final int TRANSACTIONS = 120;
    private static final int KILLS = 4;

    private final Infrastructure infrastructure = Running.infrastructure();
    private final long seed = Long.getLong("syncline.seed", System.nanoTime());
    private final String tenant = "a" + Long.toString(System.nanoTime(), 36);
    /** Its name begins like the other's, and it has no topics of its own. */
    private final String other = tenant + "-b";

    @TempDir
    private Path folder;

    @Test
    @Tag("soak")
    void copiesEachRecordOnceInOrderWhoeverIsKilled() throws IOException {
        KafkaClients clients = clients(config("feed", List.of(tenant)));
        CommittedRecords records = new CommittedRecords(clients);
        try (TenantRecords published = new TenantRecords(clients, List.of(tenant, other), seed)) {
            publish(published, 1); // Before anybody asked for a feed.
            try (JavaChild second = start("feed-2", List.of(tenant))) {
                JavaChild feed = start("feed", List.of(tenant));
                WAITING.until("the topics are made",
                        () -> second.isAlive() && copied(records, TopicCatalogue.MERGED));
                for (int kill = 0; kill < KILLS; kill++) {
                    publish(published, TRANSACTIONS / KILLS);
                    bootstrapsWithoutAGap(clients, records);
                    feed.kill();
                    publish(published, 3);
                    feed = start("feed", List.of(tenant));
                }
                second.kill();
                publish(published, 3);

                WAITING.until("all is copied, seed " + seed,
                        () -> copied(records, TopicCatalogue.MERGED)
                                && copied(records, TopicCatalogue.CHANGES));
                bootstrapsWithoutAGap(clients, records);
                feed.close();
            }
        }
        for (Topic topic : List.of(TopicCatalogue.MERGED, TopicCatalogue.CHANGES)) {
            String copy = copyOf(topic).name();
            assertThat(records.of(copy, tenant)).as("seed " + seed)
                    .isEqualTo(records.of(topic.name(), tenant));
            assertThat(records.keys(copy)).isNotEmpty()
                    .allMatch(key -> key.startsWith(tenant + "/"));
            assertThat(records.keys(topic.name())).anyMatch(key -> key.startsWith(other + "/"));
        }
        assertThat(records.of(TenantTopics.merged(tenant).name(), tenant).values())
                .as("tombstones are kept")
                .anySatisfy(lines -> assertThat(lines).anyMatch(line -> line.endsWith(" gone")));
    }

    @Test
    void givesATenantThatIsNamedLaterEverythingFromTheBeginning() throws IOException {
        KafkaClients clients = clients(config("feed", List.of(tenant)));
        CommittedRecords records = new CommittedRecords(clients);
        try (TenantRecords published = new TenantRecords(clients, List.of(tenant, other), seed)) {
            publish(published, 20);
            try (JavaChild feed = start("feed", List.of(tenant))) {
                WAITING.until("the first is copied, seed " + seed,
                        () -> feed.isAlive() && copied(records, TopicCatalogue.CHANGES));
            }
            try (JavaChild feed = start("feed", List.of(tenant, other))) {
                WAITING.until("the second is copied, seed " + seed, () -> feed.isAlive()
                        && exists(clients, TenantTopics.changes(other).name())
                        && records.of(TenantTopics.changes(other).name(), other)
                                .equals(records.of(TopicCatalogue.CHANGES.name(), other)));
            }
        }
        assertThat(records.of(TenantTopics.merged(other).name(), other)).as("seed " + seed)
                .isEqualTo(records.of(TopicCatalogue.MERGED.name(), other));
    }

    /** Whoever notes where the changes end and then reads all items has each item at least that new. */
    private void bootstrapsWithoutAGap(KafkaClients clients, CommittedRecords records) {
        String changes = TenantTopics.changes(tenant).name();
        String merged = TenantTopics.merged(tenant).name();
        Map<TopicPartition, Long> noted = records.ends(changes, IsolationLevel.READ_COMMITTED);
        Map<TopicPartition, Long> ends = records.ends(merged, IsolationLevel.READ_UNCOMMITTED);
        Map<String, Long> known = new HashMap<>();
        Map<String, Long> told = new TreeMap<>();
        try (Deserializer<SpecificRecord> values = clients.deserializer()) {
            records.read(merged, ends, record -> {
                if (record.value() != null) {
                    known.merge(record.key(), ((Merged) Objects.requireNonNull(
                            values.deserialize(merged, record.value()))).getVersion(), Long::max);
                }
            });
            records.read(changes, noted, record -> told.merge(record.key(),
                    ((Change) Objects.requireNonNull(
                            values.deserialize(changes, record.value()))).getVersion(),
                    Long::max));
        }
        assertThat(told).as("seed " + seed)
                .allSatisfy((key, version) -> assertThat(known.get(key))
                        .as(key)
                        .isGreaterThanOrEqualTo(version));
    }

    private boolean copied(CommittedRecords records, Topic topic) {
        return exists(clientsOf(), copyOf(topic).name())
                && records.of(copyOf(topic).name(), tenant)
                        .equals(records.of(topic.name(), tenant));
    }

    private Topic copyOf(Topic topic) {
        return topic.equals(TopicCatalogue.MERGED)
                ? TenantTopics.merged(tenant)
                : TenantTopics.changes(tenant);
    }

    private static boolean exists(KafkaClients clients, String topic) {
        try (var admin = clients.admin()) {
            return admin.listTopics().names().get().contains(topic);
        } catch (InterruptedException | ExecutionException e) {
            throw new AssertionError(e);
        }
    }

    private static void publish(TenantRecords published, int transactions) {
        for (int i = 0; i < transactions; i++) {
            published.publish();
        }
    }

    private JavaChild start(String name, List<String> tenants) throws IOException {
        return JavaChild.start(JavaChild.Launch.of(name, 128, FeedMain.class,
                List.of(config(name, tenants).toString()),
                Path.of("target", "feed-logs-" + tenant)));
    }

    private KafkaClients clientsOf() {
        return clients(folder.resolve("feed.yaml"));
    }

    private static KafkaClients clients(Path config) {
        return new KafkaClients(ConfigLoader.load(config, Map.of()));
    }

    private Path config(String name, List<String> tenants) throws IOException {
        return Files.writeString(folder.resolve(name + ".yaml"), """
                kafka: {bootstrapServers: "%s", partitions: %d, replicas: 1}
                registry: {url: "%s"}
                feed: {tenants: [%s]}
                observability: {port: %d}
                """.formatted(infrastructure.bootstrapServers(), Infrastructure.PARTITIONS,
                infrastructure.registryUrl(), String.join(", ", tenants), Ports.free()));
    }
}
