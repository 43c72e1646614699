package io.syncline.ews.client;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What the service says and we do not know: kinds of changes, keys, codes. A value that vanished
 * without a word would look like one that a person deleted. Each is logged when it first comes, and
 * counted. Thread-safe.
 */
public final class Unfamiliar {

    private static final Logger LOGGER = LoggerFactory.getLogger(Unfamiliar.class);
    private static final int DISTINCT_MAX = 1_000;

    private final Map<String, LongAdder> counts = new ConcurrentHashMap<>();

    /**
     * Takes note of one.
     *
     * @param what such as {@code phone key}
     * @param value the service's own word; never what a person entered
     */
    public void met(String what, String value) {
        String key = what + " " + value;
        if (counts.size() >= DISTINCT_MAX && !counts.containsKey(key)) {
            return;
        }
        LongAdder count = counts.computeIfAbsent(key, name -> {
            LOGGER.atWarn()
                    .addKeyValue("what", what)
                    .addKeyValue("value", value)
                    .log("The service says something that this build does not know");
            return new LongAdder();
        });
        count.increment();
    }

    /** How often this was met. */
    public long count(String what, String value) {
        LongAdder count = counts.get(what + " " + value);
        return count == null ? 0 : count.sum();
    }
}
