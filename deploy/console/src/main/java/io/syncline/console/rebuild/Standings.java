package io.syncline.console.rebuild;

import io.syncline.console.system.RunningSystem;
import io.syncline.schemas.ops.Generation;
import io.syncline.schemas.ops.GenerationState;
import io.syncline.schemas.topic.TopicCatalogue;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.OptionalLong;
import java.util.TreeMap;
import java.util.concurrent.locks.LockSupport;

/** Measures how far each generation is. */
final class Standings {

    private static final String JOURNAL = TopicCatalogue.JOURNAL.name();

    private final Offsets offsets;
    private final Lag lag;
    private final WithheldItems withheld;

    Standings(RunningSystem system) {
        this.offsets = new Offsets(system);
        this.lag = new Lag(system);
        this.withheld = new WithheldItems(system);
    }

    /**
     * All generations, by number.
     *
     * @param measured for how long their rate is measured; zero: it is not
     */
    List<Standing> now(Generations generations, Duration measured) {
        Map<Integer, Long> before = new HashMap<>();
        long beganNanos = System.nanoTime();
        if (measured.isPositive()) {
            generations.all().forEach(one -> before.put(one.getNumber(), passed(one)));
            LockSupport.parkNanos(measured.toNanos());
        }
        int running = generations.running().getNumber();
        NavigableMap<Integer, Long> ends = offsets.ends(JOURNAL);
        return generations.all()
                .stream()
                .map(one -> standing(one, one.getNumber() == running, ends, before, beganNanos))
                .toList();
    }

    private Standing standing(Generation generation, boolean running,
            NavigableMap<Integer, Long> ends, Map<Integer, Long> before, long beganNanos) {
        if (generation.getState() == GenerationState.ABANDONED) {
            return new Standing(generation, false, 0, 0, 0, 0, 0, OptionalLong.empty());
        }
        String group = new GenerationName(generation.getNumber()).application();
        NavigableMap<Integer, Long> noted = noted(generation);
        long all = noted.values().stream().mapToLong(Long::longValue).sum();
        double seconds = (System.nanoTime() - beganNanos) / 1e9;
        long passed = passed(generation) - before.getOrDefault(generation.getNumber(), 0L);
        return new Standing(generation, running, all - lag.behind(group, JOURNAL, noted), all,
                lag.behind(group, JOURNAL, ends), before.isEmpty() ? 0 : passed / seconds,
                offsets.members(group),
                running ? withheld.of(generation) : OptionalLong.empty());
    }

    private long passed(Generation generation) {
        return offsets
                .committed(new GenerationName(generation.getNumber()).application(), JOURNAL)
                .values()
                .stream()
                .mapToLong(Long::longValue)
                .sum();
    }

    static NavigableMap<Integer, Long> noted(Generation generation) {
        NavigableMap<Integer, Long> noted = new TreeMap<>();
        for (int partition = 0; partition < generation.getUntil().size(); partition++) {
            noted.put(partition, generation.getUntil().get(partition));
        }
        return noted;
    }
}
