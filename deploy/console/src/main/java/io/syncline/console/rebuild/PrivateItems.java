package io.syncline.console.rebuild;

import io.syncline.console.system.ConsoleException;
import io.syncline.console.system.RunningSystem;
import io.syncline.schemas.contact.Merged;
import io.syncline.schemas.serde.RegistryClient;
import io.syncline.schemas.serde.RegistryConfig;
import io.syncline.schemas.topic.TopicCatalogue;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.producer.ProducerRecord;

/**
 * A topic of an operator's own that holds items as they once were: compacted, keyed and partitioned as
 * {@code merged} is.
 *
 * @param name 1 to 40 small letters, digits and dashes
 */
record PrivateItems(String name) {

    private static final Pattern NAME = Pattern.compile("[a-z0-9][a-z0-9-]{0,39}");

    PrivateItems {
        if (!NAME.matcher(name).matches()) {
            throw ConsoleException
                    .wrongUsage("'" + name + "' is no name for a topic of items: up to"
                            + " 40 small letters, digits and dashes, such as before-import");
        }
    }

    String topic() {
        return "syncline-rebuild-" + name + "-merged";
    }

    /** @throws ConsoleException if it is there already */
    void create(RunningSystem system) {
        if (!new Offsets(system).partitions(topic()).isEmpty()) {
            throw ConsoleException.failed("There is a topic " + topic() + " already; drop it first:"
                    + " deploy/syncline rebuild drop " + name + ", or name another with --into");
        }
        try (RegistryClient registry = new RegistryClient(
                new RegistryConfig(system.clients().registrySettings()))) {
            registry.register(topic() + "-value", TopicCatalogue.MERGED.value());
        }
        int partitions = new Offsets(system).partitions(TopicCatalogue.MERGED.name()).size();
        Offsets.answer(system.admin()
                .createTopics(List.of(new NewTopic(topic(), Optional.of(partitions),
                        Optional.empty()).configs(TopicCatalogue.MERGED.settings())))
                .all());
    }

    /** Publishes items; returns when all stand there. */
    void publish(RunningSystem system, Map<String, Merged> items) {
        List<ProducerRecord<String, SpecificRecord>> records = new ArrayList<>();
        items.forEach((key, item) -> records.add(new ProducerRecord<>(topic(), key, item)));
        PlainWriter.write(system, records);
    }

    /** @throws ConsoleException if there is none */
    void drop(RunningSystem system) {
        if (new Offsets(system).partitions(topic()).isEmpty()) {
            throw ConsoleException.failed("There is no topic " + topic()
                    + "; nothing was dropped");
        }
        Abandonment.delete(system.admin().deleteTopics(List.of(topic())).all());
    }
}
