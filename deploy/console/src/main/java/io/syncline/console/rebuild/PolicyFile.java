package io.syncline.console.rebuild;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import io.syncline.console.system.ConsoleException;
import io.syncline.schemas.contact.Contact;
import io.syncline.schemas.contact.Direction;
import io.syncline.schemas.contact.FieldPolicy;
import io.syncline.schemas.contact.Policy;
import io.syncline.schemas.contact.Preference;
import io.syncline.service.config.ConfigException;
import io.syncline.service.config.ConfigLoader;
import io.syncline.service.config.SynclineConfig;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;

/** Policies in a file: one alone, written as {@code tenants.policy} of the configuration is, or a configuration. */
public final class PolicyFile {

    private static final ObjectMapper YAML = YAMLMapper.builder()
            .enable(MapperFeature.ACCEPT_CASE_INSENSITIVE_ENUMS)
            .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .build();

    /** Nobody is asked at the addresses of a configuration that only tells policies, so it may lack them. */
    private static final Map<String, String> NOWHERE = Map.of("SYNCLINE_KAFKA_BOOTSTRAPSERVERS",
            "127.0.0.1:1", "SYNCLINE_REGISTRY_URL", "http://127.0.0.1:1");

    private PolicyFile() {}

    /** @throws ConsoleException naming what is wrong with it */
    public static Policy read(Path file) {
        if (!Files.isReadable(file)) {
            throw ConsoleException.wrongUsage("Cannot read the policy " + file);
        }
        try {
            JsonNode tree = YAML.readTree(file.toFile());
            JsonNode policy = tree.has("policy") ? tree.get("policy") : tree;
            return told(YAML.treeToValue(policy, SynclineConfig.Policy.class));
        } catch (JsonProcessingException e) {
            throw ConsoleException.wrongUsage(file + " is no policy as tenants.policy of the"
                    + " configuration is: " + e.getOriginalMessage());
        } catch (IOException e) {
            throw ConsoleException.failed("Cannot read " + file + ": " + e.getMessage(), e);
        }
    }

    /**
     * The policies of all tenants of a configuration, by their ids; a tenant for which it says nothing has the
     * defaults, as it would if the services ran with it.
     *
     * @throws ConsoleException naming what is wrong with it
     */
    public static Map<String, Policy> ofConfiguration(Path file) {
        try {
            Map<String, Policy> policies = new TreeMap<>();
            ConfigLoader.load(file, NOWHERE)
                    .tenants()
                    .forEach(tenant -> policies.put(tenant.id(), told(tenant.policy())));
            return policies;
        } catch (ConfigException e) {
            throw ConsoleException.wrongUsage(file + " is no configuration: " + e.getMessage());
        }
    }

    private static Policy told(SynclineConfig.Policy policy) {
        return Policy.newBuilder()
                .setFields(policy.fields()
                        .stream()
                        .map(field -> new FieldPolicy(known(field.field()),
                                Direction.valueOf(field.direction().name()),
                                Preference.valueOf(field.preference().name())))
                        .toList())
                .setDeletes(Direction.valueOf(policy.deletes().name()))
                .setDeleteBeatsEdit(policy.deleteBeatsEdit())
                .setPrivateContacts(policy.privateContacts())
                .setCategories(policy.categories())
                .build();
    }

    private static String known(String field) {
        if (Contact.getClassSchema().getField(field) == null) {
            throw ConsoleException.wrongUsage("The policy names the field " + field
                    + ", which a contact does not have; one is jobTitle");
        }
        return field;
    }
}
