package io.syncline.schemas.serde;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.syncline.schemas.AvroTrust;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.avro.Schema;

/**
 * Confluent's schema registry protocol, as far as Syncline needs it. Thread-safe; ids are cached for
 * ever, since a registry never gives an id to another schema.
 *
 * <p>
 * Source: Confluent's Schema Registry API reference; seen to work with Apicurio Registry 3.3.3 under
 * {@code /apis/ccompat/v7}. Every method throws a {@link RegistryException}.
 */
public final class RegistryClient implements AutoCloseable {

    static {
        AvroTrust.install();
    }

    private static final ObjectMapper JSON = new ObjectMapper();

    private final RegistryHttp http;
    private final Map<Integer, Schema> schemas = new ConcurrentHashMap<>();
    private final Map<SubjectSchema, Integer> ids = new ConcurrentHashMap<>();

    public RegistryClient(RegistryConfig config) {
        this.http = new RegistryHttp(config);
    }

    /** The id under which the subject holds this very schema. */
    public int idOf(String subject, Schema schema) {
        return ids.computeIfAbsent(new SubjectSchema(subject, schema),
                key -> post("/subjects/" + encode(subject), schema).get("id").asInt());
    }

    /** Registers the schema if the subject does not hold it yet. */
    public int register(String subject, Schema schema) {
        return ids.computeIfAbsent(new SubjectSchema(subject, schema),
                key -> post("/subjects/" + encode(subject) + "/versions", schema).get("id")
                        .asInt());
    }

    /** The schema that an id stands for. */
    public Schema schemaOf(int id) {
        return schemas.computeIfAbsent(id, key -> new Schema.Parser()
                .parse(http.send("GET", "/schemas/ids/" + id, null).get("schema").asText()));
    }

    /** Sets the compatibility level of every subject that has none of its own. */
    public void setCompatibility(String level) {
        ObjectNode body = JSON.createObjectNode().put("compatibility", level);
        http.send("PUT", "/config", body);
    }

    /** The compatibility level of every subject that has none of its own. */
    public String compatibility() {
        JsonNode answer = http.send("GET", "/config", null);
        return answer.path("compatibilityLevel").asText(answer.path("compatibility").asText());
    }

    /** How many versions a subject has; 0 if it is not known. */
    public int versions(String subject) {
        try {
            return http.send("GET", "/subjects/" + encode(subject) + "/versions", null).size();
        } catch (RegistryException.Unknown e) {
            return 0;
        }
    }

    /** Whether the subject holds this very schema. */
    public boolean holds(String subject, Schema schema) {
        try {
            return idOf(subject, schema) >= 0;
        } catch (RegistryException.Unknown e) {
            return false;
        }
    }

    /**
     * Whether the registry would take the schema as the next version of a subject that it knows; nothing is
     * registered.
     *
     * @return what is wrong, in the registry's words; empty if nothing is
     */
    public List<String> incompatibilities(String subject, Schema schema) {
        JsonNode answer = post("/compatibility/subjects/" + encode(subject)
                + "/versions?verbose=true", schema);
        if (answer.path("is_compatible").asBoolean()) {
            return List.of();
        }
        List<String> messages = answer.path("messages")
                .valueStream()
                .map(JsonNode::asText)
                .toList();
        return messages.isEmpty() ? List.of("it is not compatible") : messages;
    }

    @Override
    public void close() {
        http.close();
    }

    private JsonNode post(String path, Schema schema) {
        return http.send("POST", path, JSON.createObjectNode().put("schema", schema.toString()));
    }

    private static String encode(String subject) {
        return URLEncoder.encode(subject, StandardCharsets.UTF_8);
    }

    /** A schema's hash is computed once and kept inside it, so this key is cheap. */
    private record SubjectSchema(String subject, Schema schema) {}
}
