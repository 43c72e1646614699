package io.syncline.console.rebuild;

import io.syncline.console.system.ConsoleException;
import java.time.Instant;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.function.Function;

/** How far the journal is folded. */
public sealed interface Until {

    /** All that stands there now. */
    record Now() implements Until {}

    /** What was appended up to a time, by the broker's clock. */
    record Time(Instant at) implements Until {}

    /**
     * What was appended up to places, these included; partitions of which none is named are not folded.
     *
     * @param places the offset of the last entry, by partition
     */
    record Places(NavigableMap<Integer, Long> places) implements Until {
        public Places {
            places = new TreeMap<>(places);
        }

        /** @param texts each partition:offset */
        public static Places parse(Iterable<String> texts) {
            NavigableMap<Integer, Long> places = new TreeMap<>();
            for (String text : texts) {
                try {
                    int colon = text.indexOf(':');
                    places.put(Integer.parseInt(text.substring(0, Math.max(0, colon))),
                            Long.parseLong(text.substring(colon + 1)));
                } catch (NumberFormatException e) {
                    throw ConsoleException.wrongUsage("'" + text + "' is not partition:offset, such"
                            + " as 3:1200");
                }
            }
            return new Places(places);
        }
    }

    /**
     * Before which offset each partition ends for it.
     *
     * @param ends where they end now
     * @param atTime asks for the first entry of each partition after a time; -1 where there is none
     */
    default NavigableMap<Integer, Long> before(NavigableMap<Integer, Long> ends,
            Function<Instant, Map<Integer, Long>> atTime) {
        NavigableMap<Integer, Long> before = new TreeMap<>();
        switch (this) {
            case Now() -> before.putAll(ends);
            case Time(Instant at) -> atTime.apply(at.plusMillis(1))
                    .forEach((partition, offset) -> before.put(partition, offset < 0
                            ? ends.getOrDefault(partition, 0L)
                            : offset));
            case Places(var places) -> places.forEach((partition, offset) -> {
                Long end = ends.get(partition);
                if (end == null) {
                    throw ConsoleException.failed("The journal has no partition " + partition
                            + "; it has " + ends.size() + ", counted from 0");
                }
                before.put(partition, Math.min(end, offset + 1));
            });
        }
        return before;
    }
}
