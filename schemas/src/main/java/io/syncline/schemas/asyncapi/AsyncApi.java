package io.syncline.schemas.asyncapi;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.syncline.schemas.topic.Retention;
import io.syncline.schemas.topic.TenantTopics;
import io.syncline.schemas.topic.Topic;
import io.syncline.schemas.topic.TopicCatalogue;
import java.time.Duration;
import java.util.Locale;
import java.util.TreeMap;
import org.apache.avro.Schema;

/**
 * The topic catalogue as an AsyncAPI 3.0.0 document, from the side of whoever subscribes: each topic is a
 * channel, and an operation that receives from it. What a value holds is told as JSON Schema, each type once;
 * on the wire it is Avro under the subject that the channel names.
 *
 * <p>
 * Source: the AsyncAPI specification 3.0.0 and its Kafka bindings 0.5.0.
 */
public final class AsyncApi {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String VERSION = "3.0.0";
    private static final String BINDING = "0.5.0";
    private static final String TENANT = "{tenant}";
    /** A tenant's name that no escape changes, put in where the document has a parameter. */
    private static final String ANY_TENANT = "a-tenant";
    private static final String INTRODUCTION = """
            Every topic of Syncline. Values are Avro in the Confluent wire format (a zero byte, four bytes \
            of schema id, the value), under the subject <topic>-value; below they are told as JSON Schema. \
            Keys are UTF-8 text whose parts are percent-encoded and separated by slashes. Read with \
            isolation.level=read_committed. What is promised about order, duplicates, compatibility and \
            retention, and how to begin: deploy/SUBSCRIBERS.md.""";

    private final ObjectNode document = JSON.createObjectNode();
    private final ObjectNode channels;
    private final ObjectNode operations;
    private final ObjectNode messages;
    private final PayloadSchemas schemas;

    private AsyncApi() {
        document.put("asyncapi", VERSION);
        document.putObject("info")
                .put("title", "Syncline")
                .put("version", "1")
                .put("description", INTRODUCTION)
                .putObject("license")
                .put("name", "Apache 2.0")
                .put("url", "https://www.apache.org/licenses/LICENSE-2.0");
        document.put("defaultContentType", "avro/binary");
        this.channels = document.putObject("channels");
        this.operations = document.putObject("operations");
        ObjectNode components = document.putObject("components");
        this.messages = components.putObject("messages");
        this.schemas = new PayloadSchemas(components.putObject("schemas"));
    }

    /** The document; the same from the same catalogue. */
    public static ObjectNode document() {
        AsyncApi made = new AsyncApi();
        TopicCatalogue.all().forEach(topic -> made.add(topic, topic.name()));
        TenantTopics.of(ANY_TENANT)
                .forEach(topic -> made.add(topic, topic.name().replace(ANY_TENANT, TENANT)));
        return made.document;
    }

    private void add(Topic topic, String address) {
        String id = address.replace("syncline.", "")
                .replace(".v1", "")
                .replace("{tenant}",
                        "of-tenant");
        String name = id.replaceAll("[^A-Za-z0-9]+", "-");
        Schema value = topic.value();
        message(topic, value);
        ObjectNode channel = channels.putObject(name)
                .put("address", address)
                .put("title", address)
                .put("description", description(topic, value));
        if (address.contains(TENANT)) {
            channel.putObject("parameters")
                    .putObject("tenant")
                    .put("description",
                            "The tenant's id; whatever is no letter, digit or dash stands as"
                                    + " an underscore and two hex digits for each byte of UTF-8.");
        }
        channel.putObject("messages")
                .putObject(value.getName())
                .put("$ref", "#/components/messages/" + value.getName());
        ObjectNode binding = channel.putObject("bindings").putObject("kafka");
        binding.set("topicConfiguration", settings(topic));
        binding.put("bindingVersion", BINDING);
        operations.putObject("receive-" + name)
                .put("action", "receive")
                .put("summary", "Read " + address)
                .putObject("channel")
                .put("$ref", "#/channels/" + name);
    }

    private void message(Topic topic, Schema value) {
        if (messages.has(value.getName())) {
            return;
        }
        ObjectNode message = messages.putObject(value.getName())
                .put("name", value.getFullName())
                .put("title", value.getName())
                .put("summary", String.valueOf(value.getDoc()))
                .put("contentType", "avro/binary");
        message.set("payload", schemas.of(value));
        ObjectNode binding = message.putObject("bindings").putObject("kafka");
        binding.putObject("key").put("type", "string").put("description", topic.key());
        binding.put("schemaIdLocation", "payload")
                .put("schemaIdPayloadEncoding", "confluent")
                .put("schemaLookupStrategy", "TopicNameStrategy")
                .put("bindingVersion", BINDING);
    }

    private static String description(Topic topic, Schema value) {
        return String.valueOf(value.getDoc()).replaceAll(" Topic: [^ ]*?(, compacted)?\\.$", "")
                + " Key: " + topic.key() + ". Written by " + topic.owner() + ". "
                + kept(topic.retention()) + " "
                + switch (topic.spread()) {
                    case BY_MAILBOX ->
                        "Spread over partitions by tenant/mailbox, so that one mailbox's"
                                + " records are in one order.";
                    case SINGLE -> "One partition.";
                } + " Subject: " + topic.subject().replace(ANY_TENANT, TENANT) + ".";
    }

    private static String kept(Retention retention) {
        return switch (retention) {
            case Retention.Compacted() -> "Compacted: the newest record of each key stays.";
            case Retention.KeptFor(Duration time) -> "Records are kept for " + time.toDays()
                    + " days.";
            case Retention.KeptForEver() -> "Records are kept for ever.";
        };
    }

    /** The settings that the binding knows, typed as it wants them. */
    private static ObjectNode settings(Topic topic) {
        ObjectNode settings = JSON.createObjectNode();
        new TreeMap<>(topic.settings()).forEach((name, value) -> {
            switch (name) {
                case "cleanup.policy" -> settings.putArray(name)
                        .add(value.toLowerCase(Locale.ROOT));
                case "retention.ms", "delete.retention.ms", "max.message.bytes" -> settings
                        .put(name, Long.parseLong(value));
                default -> {
                    // The binding has no place for it.
                }
            }
        });
        return settings;
    }
}
