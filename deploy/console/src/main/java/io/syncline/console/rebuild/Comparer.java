package io.syncline.console.rebuild;

import io.syncline.console.rebuild.Verdicts.Judged;
import io.syncline.console.system.ConsoleException;
import io.syncline.console.system.RunningSystem;
import io.syncline.schemas.contact.GenerationStep;
import io.syncline.schemas.contact.Merged;
import io.syncline.schemas.ops.Generation;
import io.syncline.schemas.ops.GenerationState;
import io.syncline.schemas.topic.MailboxPartitioner;
import io.syncline.schemas.topic.TopicCatalogue;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Set;
import java.util.TreeMap;

/**
 * Compares what two generations of merge have published, item by item and one partition after the other.
 * Both topics go on meanwhile: what is changing is looked at again a few times, and told apart.
 */
final class Comparer {

    private static final String MERGED = TopicCatalogue.MERGED.name();
    private static final String JOURNAL = TopicCatalogue.JOURNAL.name();
    private static final int ROUNDS_MAX = 10;

    private final RunningSystem system;
    private final Offsets offsets;
    private final GenerationName running;
    private final GenerationName other;
    private final NavigableMap<Integer, Long> silentSince;
    private final boolean runningEnded;

    /**
     * @param other the one that is compared with the running one
     * @param silentSince where it went silent in each partition, if it ever ran
     * @param runningEnded whether the running one folds no more, so that it is judged by all it ever published
     */
    Comparer(RunningSystem system, Generation running, Generation other,
            NavigableMap<Integer, Long> silentSince, boolean runningEnded) {
        this.system = system;
        this.offsets = new Offsets(system);
        this.running = new GenerationName(running.getNumber());
        this.other = new GenerationName(other.getNumber());
        this.silentSince = silentSince;
        this.runningEnded = runningEnded;
    }

    /** Where a generation that ran before went silent, in each partition; empty where it never ran. */
    static NavigableMap<Integer, Long> silentSince(RunningSystem system, Generations all,
            Generation other) {
        boolean hasRun = other.getState() == GenerationState.RETIRED
                || other.getState() == GenerationState.PROMOTING
                        && (other.getNumber() == 1 || other.getPromotedAt().isPresent());
        if (!hasRun) {
            return new TreeMap<>();
        }
        try (Marks marks = new Marks(system, all)) {
            return marks.readOn()
                    .last(mark -> mark.getStep() == GenerationStep.HANDOVER
                            && mark.getFrom() == other.getNumber());
        }
    }

    /**
     * Compares all items.
     *
     * @throws ConsoleException if the other one publishes nothing
     */
    Compared compare(Watcher watcher) {
        Collection<Integer> partitions = offsets.partitions(other.privateTopic());
        if (partitions.isEmpty()) {
            throw ConsoleException.failed("There is no topic " + other.privateTopic() + ": no merge"
                    + " service has taken up " + other + " yet. One does whose setting merge.build"
                    + " is the build that the generation was started with");
        }
        Compared.Sum sum = new Compared.Sum();
        int done = 0;
        for (int partition : partitions) {
            watcher.at("comparing items, a partition at a time", done, partitions.size());
            sum.add(compare(partition));
            done++;
        }
        return sum.with(differences(sum.keys(), partitions.size()));
    }

    private Judged compare(int partition) {
        try (Prints here = new Prints(system, MERGED, partition);
                Prints there = new Prints(system, other.privateTopic(), partition)) {
            Judged judged = judge(partition, here, there);
            for (int round = 1; round < ROUNDS_MAX
                    && !judged.of(Verdict.MOVING).isEmpty(); round++) {
                Lag.pause();
                judged = judge(partition, here, there);
            }
            return judged;
        }
    }

    /** How far both have come is asked before it is read what they have published up to there. */
    private Judged judge(int partition, Prints here, Prints there) {
        long passed = Math.min(runningEnded ? Long.MAX_VALUE : passed(running, partition),
                passed(other, partition));
        return new Verdicts(passed, silentSince.getOrDefault(partition, 0L))
                .judge(here.now(), there.now());
    }

    private long passed(GenerationName generation, int partition) {
        return offsets.committed(generation.application(), JOURNAL).getOrDefault(partition, 0L);
    }

    private List<Difference> differences(Map<Verdict, List<String>> keys, int partitions) {
        Map<Integer, Set<String>> places = new TreeMap<>();
        keys.forEach((verdict, some) -> {
            if (verdict != Verdict.MOVING) {
                some.forEach(key -> places
                        .computeIfAbsent(MailboxPartitioner.partition(key, partitions),
                                place -> new HashSet<>())
                        .add(key));
            }
        });
        Map<String, Merged> here = new HashMap<>();
        Map<String, Merged> there = new HashMap<>();
        places.forEach((partition, wanted) -> {
            here.putAll(Items.of(system, MERGED, partition, wanted));
            there.putAll(Items.of(system, other.privateTopic(), partition, wanted));
        });
        List<Difference> differences = new ArrayList<>();
        keys.forEach((verdict, some) -> {
            if (verdict != Verdict.MOVING) {
                some.forEach(key -> differences
                        .add(Difference.of(key, verdict, here.get(key), there.get(key))));
            }
        });
        return differences.subList(0, Math.min(differences.size(), Compared.DIFFERENCES_MAX));
    }
}
