package io.syncline.schemas.generation;

import io.syncline.schemas.ops.Generation;
import io.syncline.schemas.ops.GenerationState;
import java.util.Collection;
import java.util.OptionalInt;

/**
 * Which generation of merge publishes what everybody reads, as the records of all of them say. The first row that
 * holds decides:
 *
 * <pre>
 * where                                         there runs
 * one is RUNNING                                the newest of those; while another is promoted, the former one
 * nothing is said of generation 1               that one: it needs no record
 * one is PROMOTING                              that one: it takes over from one that can run no more
 * else                                          none
 * </pre>
 */
public final class RunningMerge {

    private static final String APPLICATION = "syncline-merge";

    private RunningMerge() {}

    /**
     * Its number.
     *
     * @param records one of each generation that has any
     */
    public static OptionalInt number(Collection<Generation> records) {
        OptionalInt running = newest(records, GenerationState.RUNNING);
        if (running.isPresent()) {
            return running;
        }
        boolean isFirstTold = records.stream().anyMatch(one -> one.getNumber() == 1);
        return isFirstTold ? newest(records, GenerationState.PROMOTING) : OptionalInt.of(1);
    }

    /** The streams application of a generation, which is its consumer group, too. */
    public static String application(int number) {
        return number == 1 ? APPLICATION : APPLICATION + "-" + number;
    }

    private static OptionalInt newest(Collection<Generation> records, GenerationState state) {
        return records.stream()
                .filter(one -> one.getState() == state)
                .mapToInt(Generation::getNumber)
                .max();
    }
}
