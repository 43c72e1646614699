package io.syncline.service.config;

import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Checks settings; each names the key that is wrong. */
final class Check {

    private Check() {}

    static void present(String key, @Nullable Object value) {
        if (value == null) {
            throw new ConfigException("Missing setting " + key);
        }
    }

    static void text(String key, @Nullable String value) {
        if (value == null || value.isBlank()) {
            throw new ConfigException("Missing setting " + key);
        }
    }

    static void atLeast(String key, int value, int least) {
        if (value < least) {
            throw new ConfigException(
                    "Setting " + key + " is " + value + ", must be at least " + least);
        }
    }

    static void distinct(String key, List<String> names) {
        Set<String> seen = new HashSet<>();
        for (String name : names) {
            if (!seen.add(name)) {
                throw new ConfigException("Setting " + key + " names " + name + " twice");
            }
        }
    }

    static void positive(String key, @Nullable Duration value) {
        present(key, value);
        if (value != null && !value.isPositive()) {
            throw new ConfigException("Setting " + key + " is " + value
                    + ", must be a duration above zero, such as PT5S");
        }
    }
}
