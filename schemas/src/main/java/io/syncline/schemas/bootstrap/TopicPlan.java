package io.syncline.schemas.bootstrap;

import static java.util.Objects.requireNonNull;

import io.syncline.schemas.topic.Topic;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.ExecutionException;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AlterConfigOp;
import org.apache.kafka.clients.admin.Config;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.config.ConfigResource;

/**
 * How the topics of a broker differ from those that are wanted, and what would make them alike. Only
 * settings that the catalogue names are compared; whatever else somebody set on a topic stays.
 *
 * @param steps in order of the topics' names
 * @param foreign topics that begin like ours and that nobody declares; they are left alone
 */
public record TopicPlan(List<Step> steps, List<String> foreign) {

    private static final String OURS = "syncline.";

    public TopicPlan {
        steps = List.copyOf(steps);
        foreign = List.copyOf(foreign);
    }

    /** One topic that is not as it is wanted. */
    public sealed interface Step {

        /** The topic. */
        String topic();
    }

    /** It is missing. */
    public record Create(String topic, int partitions, short replicas,
            Map<String, String> settings) implements Step {}

    /** Some of its settings differ. */
    public record Configure(String topic, Map<String, Difference> settings) implements Step {}

    /** It differs in what must not be changed while records stand on it. */
    public record Refuse(String topic, String reason) implements Step {}

    /** A setting as it is, and as it is wanted. */
    public record Difference(String now, String wanted) {}

    /**
     * Compares; changes nothing.
     *
     * @param wanted every topic that shall be there
     * @param mailboxPartitions how many partitions every topic that is spread by mailbox has
     * @param replicas the replication factor of topics that are to be created
     */
    public static TopicPlan of(Admin admin, Collection<Topic> wanted, int mailboxPartitions,
            short replicas) throws InterruptedException {
        try {
            Set<String> existing = new TreeSet<>(admin.listTopics().names().get());
            List<Topic> present = wanted.stream()
                    .filter(topic -> existing.contains(topic.name()))
                    .toList();
            Map<String, TopicDescription> found = admin
                    .describeTopics(present.stream().map(Topic::name).toList())
                    .allTopicNames()
                    .get();
            Map<ConfigResource, Config> settings = admin
                    .describeConfigs(present.stream().map(TopicPlan::resource).toList())
                    .all()
                    .get();
            Map<String, Step> steps = new TreeMap<>();
            for (Topic topic : wanted) {
                if (!existing.remove(topic.name())) {
                    steps.put(topic.name(), new Create(topic.name(),
                            topic.partitions(mailboxPartitions), replicas, topic.settings()));
                    continue;
                }
                compare(topic, requireNonNull(found.get(topic.name())).partitions().size(),
                        requireNonNull(settings.get(resource(topic))), mailboxPartitions)
                        .forEach(step -> steps.put(topic.name(), step));
            }
            return new TopicPlan(List.copyOf(steps.values()),
                    existing.stream().filter(name -> name.startsWith(OURS)).toList());
        } catch (ExecutionException e) {
            throw new IllegalStateException("The broker refused to describe topics: "
                    + e.getCause(), e);
        }
    }

    /** Whether everything is as it is wanted. */
    public boolean isEmpty() {
        return steps.isEmpty();
    }

    /** What stands in the way; while there is any, nothing is applied. */
    public List<Refuse> refused() {
        return steps.stream()
                .filter(Refuse.class::isInstance)
                .map(Refuse.class::cast)
                .toList();
    }

    /**
     * Creates and changes what differs. Each step can be repeated: what failed half way is done by planning
     * and applying again.
     *
     * @throws IllegalStateException if something is refused, or the broker does not do it
     */
    public void apply(Admin admin) throws InterruptedException {
        if (!refused().isEmpty()) {
            throw new IllegalStateException("Nothing was changed: " + refused().stream()
                    .map(Refuse::reason)
                    .collect(Collectors.joining("; ")));
        }
        List<NewTopic> missing = new ArrayList<>();
        Map<ConfigResource, Collection<AlterConfigOp>> changed = new TreeMap<>(
                (left, right) -> left.name().compareTo(right.name()));
        for (Step step : steps) {
            switch (step) {
                case Create(String topic, int partitions, short replicas, Map<String, String> settings) ->
                    missing
                            .add(new NewTopic(topic, partitions, replicas).configs(settings));
                case Configure(String topic, Map<String, Difference> settings) -> changed.put(
                        new ConfigResource(ConfigResource.Type.TOPIC, topic), changes(settings));
                case Refuse refuse -> throw new IllegalStateException(refuse.reason());
            }
        }
        try {
            admin.createTopics(missing).all().get();
            admin.incrementalAlterConfigs(changed).all().get();
        } catch (ExecutionException e) {
            throw new IllegalStateException("The broker refused to create or change topics: "
                    + e.getCause(), e);
        }
    }

    private static List<Step> compare(Topic topic, int partitions, Config settings,
            int mailboxPartitions) {
        int expected = topic.partitions(mailboxPartitions);
        if (partitions != expected) {
            return List.of(new Refuse(topic.name(), Bootstrap.otherPartitions(topic, partitions,
                    expected)));
        }
        Map<String, Difference> differing = new TreeMap<>();
        topic.settings().forEach((name, wanted) -> {
            ConfigEntry entry = settings.get(name);
            String now = entry == null ? "" : Objects.toString(entry.value(), "");
            if (!now.equals(wanted)) {
                differing.put(name, new Difference(now, wanted));
            }
        });
        return differing.isEmpty() ? List.of() : List.of(new Configure(topic.name(), differing));
    }

    private static Collection<AlterConfigOp> changes(Map<String, Difference> settings) {
        return settings.entrySet()
                .stream()
                .map(entry -> new AlterConfigOp(
                        new ConfigEntry(entry.getKey(), entry.getValue().wanted()),
                        AlterConfigOp.OpType.SET))
                .toList();
    }

    private static ConfigResource resource(Topic topic) {
        return new ConfigResource(ConfigResource.Type.TOPIC, topic.name());
    }
}
