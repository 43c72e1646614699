package io.syncline.schemas.bootstrap;

import static java.util.Objects.requireNonNull;

import io.syncline.schemas.serde.RegistryClient;
import io.syncline.schemas.topic.Topic;
import io.syncline.schemas.topic.TopicCatalogue;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.TopicDescription;

/** Creates what the catalogue declares; running it again changes nothing. */
public final class Bootstrap {

    /** Every schema must be readable by every other version of its subject, old and new. */
    public static final String COMPATIBILITY = "FULL_TRANSITIVE";

    private static final Duration VISIBLE_TIMEOUT = Duration.ofSeconds(30);
    private static final Duration LOOK_INTERVAL = Duration.ofMillis(100);

    private Bootstrap() {}

    /**
     * Creates the missing topics and checks the partition counts of those that exist.
     *
     * @param mailboxPartitions how many partitions every topic that is spread by mailbox has
     * @param replicas the replication factor of new topics
     * @throws IllegalStateException if an existing topic has another number of partitions, since
     *         then one mailbox would stand in two partitions
     */
    public static void createTopics(Admin admin, int mailboxPartitions, short replicas)
            throws InterruptedException {
        try {
            Set<String> existing = admin.listTopics().names().get();
            List<Topic> present = TopicCatalogue.all()
                    .stream()
                    .filter(topic -> existing.contains(topic.name()))
                    .toList();
            Map<String, TopicDescription> found = admin
                    .describeTopics(present.stream().map(Topic::name).toList())
                    .allTopicNames()
                    .get();
            present.forEach(topic -> checkPartitions(topic,
                    requireNonNull(found.get(topic.name())).partitions().size(),
                    mailboxPartitions));
            List<NewTopic> missing = TopicCatalogue.all()
                    .stream()
                    .filter(topic -> !existing.contains(topic.name()))
                    .map(topic -> new NewTopic(topic.name(), topic.partitions(mailboxPartitions),
                            replicas).configs(topic.settings()))
                    .toList();
            admin.createTopics(missing).all().get();
            awaitTopics(admin);
        } catch (ExecutionException e) {
            throw new IllegalStateException("The broker refused to create or describe topics: "
                    + e.getCause(), e);
        }
    }

    /** The broker that answers may hear of new topics a moment after the controller made them. */
    private static void awaitTopics(Admin admin) throws InterruptedException, ExecutionException {
        List<String> all = TopicCatalogue.all().stream().map(Topic::name).toList();
        long deadline = System.nanoTime() + VISIBLE_TIMEOUT.toNanos();
        while (!admin.listTopics().names().get().containsAll(all)) {
            if (System.nanoTime() > deadline) {
                throw new IllegalStateException("The broker does not show the topics it created");
            }
            Thread.sleep(LOOK_INTERVAL);
        }
    }

    /**
     * Sets the compatibility level, makes sure that it stuck, and registers every schema.
     *
     * @throws IllegalStateException if the registry keeps another level
     */
    public static void registerSchemas(RegistryClient registry) {
        setCompatibility(registry);
        TopicCatalogue.all().forEach(topic -> registry.register(topic.subject(), topic.value()));
    }

    static void setCompatibility(RegistryClient registry) {
        registry.setCompatibility(COMPATIBILITY);
        String level = registry.compatibility();
        if (!level.equals(COMPATIBILITY)) {
            throw new IllegalStateException("The schema registry keeps compatibility " + level
                    + " although it was set to " + COMPATIBILITY);
        }
    }

    private static void checkPartitions(Topic topic, int found, int mailboxPartitions) {
        int expected = topic.partitions(mailboxPartitions);
        if (found != expected) {
            throw new IllegalStateException(otherPartitions(topic, found, expected));
        }
    }

    static String otherPartitions(Topic topic, int found, int expected) {
        return "Topic " + topic.name() + " has " + found + " partitions, but " + expected
                + " are configured; set them alike, or start with new topics: a mailbox must stay"
                + " in one partition";
    }
}
