package io.syncline.console.rebuild;

import io.syncline.console.system.ConsoleException;
import io.syncline.console.system.RunningSystem;
import io.syncline.schemas.generation.RunningMerge;
import io.syncline.schemas.ops.Generation;
import io.syncline.schemas.ops.GenerationState;
import io.syncline.schemas.topic.TopicCatalogue;
import io.syncline.service.kafka.CompactedPartition;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
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
        return of(RunningMerge.number(byNumber.values())
                .orElseThrow(() -> ConsoleException.failed("No generation runs, as "
                        + TopicCatalogue.GENERATIONS.name()
                        + " has it; was a record deleted there?")));
    }

    /** The one that is being promoted. */
    Optional<Generation> promoted() {
        return byNumber.values()
                .stream()
                .filter(one -> one.getState() == GenerationState.PROMOTING)
                .findFirst();
    }

    /** @throws ConsoleException if one is being promoted: two at once would be in each other's way */
    void requireNoPromotion() {
        promoted().ifPresent(one -> {
            throw ConsoleException.failed("Generation " + one.getNumber() + " is being promoted;"
                    + " finish that first: deploy/syncline rebuild promote " + one.getNumber());
        });
    }

    /** Where the journal ended when the first generation with a record was started; no mark stands before. */
    NavigableMap<Integer, Long> firstNoted() {
        NavigableMap<Integer, Long> first = new TreeMap<>();
        byNumber.values()
                .stream()
                .map(Standings::noted)
                .forEach(noted -> noted.forEach(
                        (partition, offset) -> first.merge(partition, offset, Math::min)));
        return first;
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
