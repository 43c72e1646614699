package io.syncline.console.rebuild;

import io.syncline.console.system.ConsoleException;
import io.syncline.console.system.RunningSystem;
import io.syncline.schemas.ops.Generation;
import io.syncline.schemas.ops.GenerationState;
import io.syncline.schemas.topic.TopicCatalogue;
import io.syncline.service.kafka.CompactedPartition;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;

/**
 * The generations of merge as their topic holds them now. The first needs no record: where it has none, it
 * runs.
 *
 * @param byNumber all that were ever started
 */
public record Generations(NavigableMap<Integer, Generation> byNumber) {

    private static final String FIRST_BY = "syncline";

    public Generations {
        byNumber = new TreeMap<>(byNumber);
    }

    /** Reads them. */
    public static Generations of(RunningSystem system) {
        Map<String, Generation> newest = CompactedPartition.newest(system.clients(),
                TopicCatalogue.GENERATIONS, 0);
        return of(newest.values().stream().toList());
    }

    static Generations of(List<Generation> records) {
        NavigableMap<Integer, Generation> all = new TreeMap<>();
        all.put(1, first());
        records.forEach(record -> all.put(record.getNumber(), record));
        return new Generations(all);
    }

    /** All of them, by number. */
    public List<Generation> all() {
        return List.copyOf(byNumber.values());
    }

    /** @throws ConsoleException if there is none of that number */
    public Generation of(int number) {
        Generation found = byNumber.get(number);
        if (found == null) {
            throw ConsoleException.failed("There is no generation " + number
                    + "; see: deploy/syncline rebuild status");
        }
        return found;
    }

    /** The one whose outputs everybody reads; while another is being promoted, the former one. */
    public Generation running() {
        return byNumber.values()
                .stream()
                .filter(one -> one.getState() == GenerationState.RUNNING)
                .max(Comparator.comparing(Generation::getNumber))
                .orElseThrow(() -> ConsoleException.failed("No generation runs, as "
                        + TopicCatalogue.GENERATIONS.name() + " has it; write the record of the one"
                        + " that does: state RUNNING"));
    }

    /** The number of the next that is started; one is never used again. */
    int next() {
        return byNumber.lastKey() + 1;
    }

    private static Generation first() {
        return Generation.newBuilder()
                .setNumber(1)
                .setState(GenerationState.RUNNING)
                .setStartedBy(FIRST_BY)
                .setStartedAt(Instant.EPOCH)
                .build();
    }
}
