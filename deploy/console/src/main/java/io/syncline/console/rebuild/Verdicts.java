package io.syncline.console.rebuild;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Judges the items of one partition, as two generations have published them. An item is judged at a place
 * of the journal that both have passed; the first row that holds decides:
 *
 * <pre>
 * of the item                                                         it is
 * both published the same                                             equal
 * one of them published it after the place that both have passed      moving
 * the running one published it before the other went silent,          equal: the other published it
 *   and the other has not since                                         itself, or took it over so
 * only the running one has it                                         missing
 * only the other one has it                                           extra
 * both have it                                                        differing
 * </pre>
 *
 * What a generation kept to itself before it ran is stale once it has run: only what it published since it
 * went silent counts. Versions may differ, since they count what was published; they are told apart.
 *
 * @param passed the first offset of the journal that not both generations have folded
 * @param silentSince from which offset on the other one publishes to itself, having run before; 0: it never ran
 */
record Verdicts(long passed, long silentSince) {

    /**
     * All items of the partition.
     *
     * @param keys of those that are not equal, by verdict
     * @param behind items that the running one has published under a higher version, or that only it has, with
     *        that version
     */
    record Judged(long equal, Map<Verdict, List<String>> keys, Map<String, Long> behind) {

        List<String> of(Verdict verdict) {
            return keys.getOrDefault(verdict, List.of());
        }
    }

    /**
     * @param running what the running generation has published, by key
     * @param other what the one that is compared has
     */
    Judged judge(Map<String, Print> running, Map<String, Print> other) {
        long equal = 0;
        Map<Verdict, List<String>> keys = new TreeMap<>();
        Map<String, Long> behind = new TreeMap<>();
        Set<String> all = new TreeSet<>(running.keySet());
        all.addAll(other.keySet());
        for (String key : all) {
            Print here = running.get(key);
            Print there = live(other.get(key));
            if (here == null && there == null) {
                continue; // Deleted by the running one since the other kept it to itself.
            }
            Verdict verdict = judge(here, there);
            if (verdict == Verdict.EQUAL) {
                equal++;
            } else {
                keys.computeIfAbsent(verdict, kind -> new ArrayList<>()).add(key);
            }
            if (here != null && (verdict == Verdict.MISSING
                    || there != null && there.version() < here.version())) {
                behind.put(key, here.version());
            }
        }
        return new Judged(equal, keys, behind);
    }

    private Verdict judge(@Nullable Print here,
            @Nullable Print there) {
        if (here != null && there != null && here.isSame(there)) {
            return Verdict.EQUAL;
        }
        if (here != null && here.offset() >= passed || there != null && there.offset() >= passed) {
            return Verdict.MOVING;
        }
        if (there == null) {
            return here != null && here.offset() < silentSince ? Verdict.EQUAL : Verdict.MISSING;
        }
        return here == null ? Verdict.EXTRA : Verdict.DIFFERING;
    }

    private @Nullable Print live(
            @Nullable Print kept) {
        return kept == null || kept.offset() < silentSince ? null : kept;
    }
}
