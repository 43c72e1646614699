package io.syncline.topology.run;

import io.syncline.schemas.ops.Generation;
import io.syncline.schemas.ops.GenerationState;
import java.util.Collection;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * What the records of generations ask of a process.
 *
 * @param folded the generations that it folds, by number, and how often they commit
 * @param abandoned those of which it keeps nothing
 */
record Hosted(Map<Integer, Pace> folded, Set<Integer> abandoned) {

    private static final int FIRST = 1;

    Hosted {
        folded = Map.copyOf(folded);
        abandoned = Set.copyOf(abandoned);
    }

    /**
     * The first generation needs no record: it runs wherever no build is named.
     *
     * @param build for which the process was set up
     */
    static Hosted of(Collection<Generation> records, String build) {
        Map<Integer, Pace> folded = new TreeMap<>();
        boolean isFirstToldOf = records.stream().anyMatch(record -> record.getNumber() == FIRST);
        if (!isFirstToldOf && build.isEmpty()) {
            folded.put(FIRST, Pace.LIVE);
        }
        for (Generation record : records) {
            if (record.getBuild().equals(build)) {
                switch (record.getState()) {
                    case RUNNING, PROMOTING -> folded.put(record.getNumber(), Pace.LIVE);
                    case FOLDING, RETIRED -> folded.put(record.getNumber(), Pace.SILENT);
                    case ABANDONED -> {
                        // Nobody folds it any more.
                    }
                    case UNKNOWN -> throw new IllegalStateException("This build does not know the"
                            + " state of generation " + record.getNumber() + " of merge; run a"
                            + " newer build, nothing was lost");
                }
            }
        }
        return new Hosted(folded, records.stream()
                .filter(record -> record.getState() == GenerationState.ABANDONED)
                .map(Generation::getNumber)
                .collect(Collectors.toUnmodifiableSet()));
    }
}
