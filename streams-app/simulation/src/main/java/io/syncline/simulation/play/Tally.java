package io.syncline.simulation.play;

import java.util.Map;
import java.util.TreeMap;

/** How often each rule decided and each fault came to pass. */
public final class Tally {

    private final Map<String, Long> hits = new TreeMap<>();

    public void hit(String name) {
        hits.merge(name, 1L, Long::sum);
    }

    public void add(Tally other) {
        other.hits.forEach((name, count) -> hits.merge(name, count, Long::sum));
    }

    /** By name. */
    public Map<String, Long> hits() {
        return Map.copyOf(hits);
    }

    public long of(String name) {
        return hits.getOrDefault(name, 0L);
    }
}
