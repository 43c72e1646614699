package io.syncline.console.rebuild;

import io.syncline.console.system.RunningSystem;
import io.syncline.schemas.topic.TopicCatalogue;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;

/**
 * Finds which items the new generation has to publish anew after it took over: those of which it had kept
 * something else to itself than the former one has published, and which it has not published since. It can be
 * asked again after any interruption: what is published in the meantime is not found again.
 */
final class Republishing {

    private final RunningSystem system;
    private final GenerationName taken;
    private final NavigableMap<Integer, Long> silentSince;

    /**
     * @param taken the generation that took over
     * @param silentSince where it had gone silent before, if it ever ran
     */
    Republishing(RunningSystem system, GenerationName taken,
            NavigableMap<Integer, Long> silentSince) {
        this.system = system;
        this.taken = taken;
        this.silentSince = silentSince;
    }

    /**
     * @param handovers where the former one went silent, by partition
     * @return the keys of the items
     */
    List<String> differing(NavigableMap<Integer, Long> handovers, Watcher watcher) {
        List<String> differing = new ArrayList<>();
        handovers.forEach((partition, handover) -> {
            watcher.at("looking for items that differ, a partition at a time", partition,
                    handovers.size());
            try (Prints published = new Prints(system, TopicCatalogue.MERGED.name(), partition);
                    Prints kept = new Prints(system, taken.privateTopic(), partition)) {
                differing.addAll(differing(published.now(), kept.now(),
                        silentSince.getOrDefault(partition, 0L), handover));
            }
        });
        return differing;
    }

    /**
     * @param since what was kept before counts no more
     * @param handover what was published after it was published by the new one
     */
    static List<String> differing(Map<String, Print> published, Map<String, Print> kept,
            long since, long handover) {
        return kept.entrySet()
                .stream()
                .filter(item -> item.getValue().offset() >= since
                        && item.getValue().offset() < handover)
                .filter(item -> {
                    Print there = published.get(item.getKey());
                    return there == null
                            || there.offset() < handover && !there.isSame(item.getValue());
                })
                .map(Map.Entry::getKey)
                .sorted()
                .toList();
    }
}
