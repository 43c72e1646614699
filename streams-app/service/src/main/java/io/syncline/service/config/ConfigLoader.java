package io.syncline.service.config;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.cfg.CoercionAction;
import com.fasterxml.jackson.databind.cfg.CoercionInputShape;
import com.fasterxml.jackson.databind.exc.UnrecognizedPropertyException;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.type.LogicalType;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Reads the configuration, once, at {@code main}. What comes later wins:
 * <ol>
 * <li>{@code syncline-defaults.yaml} in this jar, which documents every key
 * <li>the YAML file
 * <li>environment variables {@code SYNCLINE_<PATH>}, such as SYNCLINE_KAFKA_BOOTSTRAPSERVERS
 * </ol>
 */
public final class ConfigLoader {

    private static final String PREFIX = "SYNCLINE_";
    private static final ObjectMapper YAML = mapper();

    private ConfigLoader() {}

    /**
     * @param file the YAML file
     * @param environment the environment variables
     * @throws ConfigException naming the key that is unknown, missing or malformed
     */
    public static SynclineConfig load(Path file, Map<String, String> environment) {
        if (!Files.isReadable(file)) {
            throw new ConfigException("Cannot read the configuration file " + file
                    + "; name another one as the argument");
        }
        try {
            return load(YAML.readTree(file.toFile()), environment, file.toString());
        } catch (JsonProcessingException e) {
            throw new ConfigException(file + " is not YAML: " + e.getOriginalMessage(), e);
        } catch (IOException e) {
            throw new ConfigException("Cannot read " + file + ": " + e.getMessage(), e);
        }
    }

    static SynclineConfig load(JsonNode file, Map<String, String> environment, String where) {
        try (InputStream defaults = ConfigLoader.class
                .getResourceAsStream("/syncline-defaults.yaml")) {
            ObjectNode tree = (ObjectNode) YAML.readTree(defaults);
            if (file instanceof ObjectNode settings) {
                overlay(tree, settings);
            }
            environment.forEach((name, value) -> override(tree, name, value));
            return YAML.treeToValue(tree, SynclineConfig.class);
        } catch (UnrecognizedPropertyException e) {
            throw new ConfigException("Unknown setting " + path(e) + " in " + where
                    + "; known here: " + e.getKnownPropertyIds(), e);
        } catch (JsonMappingException e) {
            throw reason(e, where);
        } catch (IOException e) {
            throw new ConfigException("Cannot read the defaults: " + e.getMessage(), e);
        }
    }

    private static ConfigException reason(JsonMappingException e, String where) {
        return e.getCause() instanceof ConfigException named
                ? new ConfigException(named.getMessage() + " (in " + where
                        + ", or as an environment variable)", e)
                : new ConfigException("Setting " + path(e) + " in " + where + ": "
                        + e.getOriginalMessage(), e);
    }

    private static void overlay(ObjectNode under, ObjectNode over) {
        over.properties().forEach(entry -> {
            if (entry.getValue() instanceof ObjectNode child
                    && under.get(entry.getKey()) instanceof ObjectNode target) {
                overlay(target, child);
            } else {
                under.set(entry.getKey(), entry.getValue());
            }
        });
    }

    private static void override(ObjectNode tree, String name, String value) {
        if (!name.startsWith(PREFIX)) {
            return;
        }
        ObjectNode node = tree;
        String[] path = name.substring(PREFIX.length()).split("_", -1);
        for (int i = 0; i < path.length; i++) {
            String key = keyIn(node, path[i]).orElseThrow(() -> new ConfigException(
                    "Environment variable " + name + " names no setting"));
            if (i == path.length - 1) {
                node.put(key, value);
            } else if (node.get(key) instanceof ObjectNode child) {
                node = child;
            } else {
                throw new ConfigException("Environment variable " + name
                        + " goes below a setting; lists are set in the file");
            }
        }
    }

    private static Optional<String> keyIn(ObjectNode node, String capitals) {
        Iterator<String> names = node.fieldNames();
        while (names.hasNext()) {
            String name = names.next();
            if (name.toUpperCase(Locale.ROOT).equals(capitals)) {
                return Optional.of(name);
            }
        }
        return Optional.empty();
    }

    private static String path(JsonMappingException e) {
        return e.getPath()
                .stream()
                .map(step -> step.getFieldName() == null
                        ? "[" + step.getIndex() + "]"
                        : step.getFieldName())
                .collect(Collectors.joining("."));
    }

    private static ObjectMapper mapper() {
        ObjectMapper mapper = YAMLMapper.builder()
                .addModule(new JavaTimeModule())
                .enable(MapperFeature.ACCEPT_CASE_INSENSITIVE_ENUMS)
                .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
                .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
                .build();
        mapper.coercionConfigFor(LogicalType.DateTime)
                .setCoercion(CoercionInputShape.Integer, CoercionAction.Fail);
        return mapper;
    }
}
