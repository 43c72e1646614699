package io.syncline.console.rebuild;

import io.syncline.schemas.ops.Comparison;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What comparing all items came to.
 *
 * @param equal how many are the same
 * @param counts of those that are not, by verdict; each verdict but EQUAL is there
 * @param differences some of them, {@link #DIFFERENCES_MAX} at most
 * @param behind versions from which the other generation must count on, by key: of items that the running one
 *        has published under a higher version, or that only it has
 */
public record Compared(long equal, Map<Verdict, Long> counts, List<Difference> differences,
        Map<String, Long> behind) {

    /** How many differences are looked at field by field. */
    public static final int DIFFERENCES_MAX = 100;

    private static final int EXAMPLES_MAX = 20;

    public Compared {
        counts = Map.copyOf(counts);
        differences = List.copyOf(differences);
        behind = new TreeMap<>(behind);
    }

    /** Whether every item is the same, and none was changing meanwhile. */
    public boolean isEqual() {
        return !isDifferent() && count(Verdict.MOVING) == 0;
    }

    /** Whether an item differs, or only one of the two has it. */
    public boolean isDifferent() {
        return count(Verdict.DIFFERING) + count(Verdict.MISSING) + count(Verdict.EXTRA) > 0;
    }

    public long count(Verdict verdict) {
        return verdict == Verdict.EQUAL ? equal : counts.getOrDefault(verdict, 0L);
    }

    /** In a sentence. */
    public String sentence() {
        String versions = behind.isEmpty()
                ? ""
                : "; " + Figures.number(behind.size())
                        + " are to be counted on from another version";
        return Figures.number(equal) + " items are equal, "
                + Figures.number(count(Verdict.DIFFERING)) + " differ, "
                + Figures.number(count(Verdict.MISSING)) + " are missing, "
                + Figures.number(count(Verdict.EXTRA)) + " are too many, "
                + Figures.number(count(Verdict.MOVING)) + " were changing" + versions + ".";
    }

    Comparison record(Instant at) {
        return Comparison.newBuilder()
                .setAt(at)
                .setEqual(equal)
                .setDiffering(count(Verdict.DIFFERING))
                .setMissing(count(Verdict.MISSING))
                .setExtra(count(Verdict.EXTRA))
                .setMoving(count(Verdict.MOVING))
                .setExamples(differences.stream()
                        .limit(EXAMPLES_MAX)
                        .map(Difference::sentence)
                        .toList())
                .build();
    }

    /** Whether a comparison that was noted has found every item the same. */
    static boolean isPassed(Comparison noted) {
        return noted.getDiffering() + noted.getMissing() + noted.getExtra()
                + noted.getMoving() == 0;
    }

    /** Adds partitions up. */
    static final class Sum {

        private final Map<Verdict, Long> counts = new EnumMap<>(Verdict.class);
        private final Map<Verdict, List<String>> keys = new EnumMap<>(Verdict.class);
        private final Map<String, Long> behind = new TreeMap<>();

        void add(Verdicts.Judged judged) {
            counts.merge(Verdict.EQUAL, judged.equal(), Long::sum);
            judged.keys().forEach((verdict, some) -> {
                counts.merge(verdict, (long) some.size(), Long::sum);
                List<String> kept = keys.computeIfAbsent(verdict, kind -> new ArrayList<>());
                some.stream().limit(DIFFERENCES_MAX - kept.size()).forEach(kept::add);
            });
            behind.putAll(judged.behind());
        }

        /** Which are worth a closer look, by verdict. */
        Map<Verdict, List<String>> keys() {
            return keys;
        }

        Compared with(List<Difference> differences) {
            Map<Verdict, Long> others = new EnumMap<>(Verdict.class);
            for (Verdict verdict : Verdict.values()) {
                if (verdict != Verdict.EQUAL) {
                    others.put(verdict, counts.getOrDefault(verdict, 0L));
                }
            }
            return new Compared(counts.getOrDefault(Verdict.EQUAL, 0L), others, differences,
                    behind);
        }
    }
}
