package io.syncline.service.kafka;

import io.syncline.service.config.ConfigException;
import java.io.IOException;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** A file of client properties, as Kafka's own tools take it with {@code --command-config}. */
final class PropertiesFile {

    private PropertiesFile() {}

    /**
     * @param key the setting that names the file
     * @param file null: no properties
     * @throws ConfigException naming the setting if the file cannot be read
     */
    static Map<String, String> read(String key, @Nullable Path file) {
        if (file == null) {
            return Map.of();
        }
        Properties properties = new Properties();
        try (Reader reader = Files.newBufferedReader(file, StandardCharsets.UTF_8)) {
            properties.load(reader);
        } catch (IOException | IllegalArgumentException e) {
            throw new ConfigException("Cannot read " + file + ", which the setting " + key
                    + " names; it holds a property a line, such as security.protocol=SASL_SSL",
                    e);
        }
        Map<String, String> read = new TreeMap<>();
        properties.stringPropertyNames()
                .forEach(name -> read.put(name, properties.getProperty(name)));
        return read;
    }
}
