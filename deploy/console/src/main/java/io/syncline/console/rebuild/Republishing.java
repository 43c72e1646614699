package io.syncline.console.rebuild;

import io.syncline.console.system.RunningSystem;
import io.syncline.schemas.topic.TopicCatalogue;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.NavigableSet;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Finds which items the new generation has to publish anew after it took over, and has not published since: those
 * of which it had kept something else to itself than the former one has published, or the same under a higher
 * version, and those that only the former one had, of which it tells the end. It can be asked again after any
 * interruption: what is published in the meantime is not found again.
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
        NavigableSet<String> keys = new TreeSet<>();
        kept.forEach((key, print) -> {
            boolean counts = print.offset() >= since && print.offset() < handover;
            if (counts && isOther(published.get(key), print, handover)) {
                keys.add(key);
            }
        });
        published.forEach((key, print) -> {
            Print there = kept.get(key);
            boolean isUnknown = there == null || there.offset() < since;
            if (isUnknown && print.offset() >= since && print.offset() < handover) {
                keys.add(key);
            }
        });
        return List.copyOf(keys);
    }

    private static boolean isOther(@Nullable Print published, Print kept, long handover) {
        return published == null || published.offset() < handover
                && (!published.isSame(kept) || published.version() < kept.version());
    }
}
