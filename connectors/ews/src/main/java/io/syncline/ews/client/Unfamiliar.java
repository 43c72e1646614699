package io.syncline.ews.client;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What the service says and we do not know: kinds of changes, keys, codes. A value that vanished
 * without a word would look like one that a person deleted. Each is logged when it first comes, and
 * counted in {@code syncline.ews.unfamiliar} by what it is; the words themselves are the service's,
 * without end, and stand in the log only. Thread-safe.
 */
public final class Unfamiliar {

    private static final Logger LOGGER = LoggerFactory.getLogger(Unfamiliar.class);
    private static final int DISTINCT_MAX = 1_000;

    private final MeterRegistry meters;
    private final Map<String, LongAdder> counts = new ConcurrentHashMap<>();

    /** What can be unfamiliar. */
    public enum What {
        RESPONSE_CODE,
        KIND_OF_CHANGE,
        KIND_OF_EVENT,
        CONNECTION_STATUS,
        PHONE_KEY,
        ADDRESS_KEY,
        EMAIL_KEY,
        /** A field whose value is not as we know it. */
        FORM_OF_A_VALUE,
        /** A time that is none. */
        FORM_OF_A_TIME,
        /** The code with which the service refuses to show an item. */
        ITEM_NOT_SHOWN;

        private String words() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }
    }

    public Unfamiliar(MeterRegistry meters) {
        this.meters = meters;
        // Each is there to be watched before it is ever met.
        Stream.of(What.values()).forEach(this::counter);
    }

    /**
     * Takes note of one.
     *
     * @param value the service's own word; never what a person entered
     */
    public void met(What what, String value) {
        counter(what).increment();
        String key = key(what, value);
        if (counts.size() >= DISTINCT_MAX && !counts.containsKey(key)) {
            return;
        }
        LongAdder count = counts.computeIfAbsent(key, name -> {
            LOGGER.atWarn()
                    .addKeyValue("what", what.words())
                    .addKeyValue("value", value)
                    .log("The service says something that this build does not know");
            return new LongAdder();
        });
        count.increment();
    }

    /** How often this was met. */
    public long count(What what, String value) {
        LongAdder count = counts.get(key(what, value));
        return count == null ? 0 : count.sum();
    }

    private Counter counter(What what) {
        return Counter.builder("syncline.ews.unfamiliar")
                .description("What EWS says and this build does not know; the log has the words")
                .tag("what", what.words())
                .register(meters);
    }

    private static String key(What what, String value) {
        return what + " " + value;
    }
}
