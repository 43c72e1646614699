package io.syncline.console.rebuild;

import io.syncline.console.system.ConsoleException;
import io.syncline.console.system.RunningSystem;
import java.time.Duration;
import java.util.Map;
import java.util.NavigableMap;
import java.util.concurrent.locks.LockSupport;

/** How far a group is behind places of a topic, and waiting until it is not any more. */
final class Lag {

    private static final Duration LOOK_INTERVAL = Duration.ofMillis(200);
    /** Among so few offsets may be none of a record: what ends a transaction takes one, too. */
    private static final long LOOKED_AT_MAX = 200;

    private final RunningSystem system;
    private final Offsets offsets;

    Lag(RunningSystem system) {
        this.system = system;
        this.offsets = new Offsets(system);
    }

    /**
     * How many offsets a group has before it up to some ends; 0 where no record is among them.
     *
     * @param ends by partition
     */
    long behind(String group, String topic, Map<Integer, Long> ends) {
        NavigableMap<Integer, Long> next = offsets.committed(group, topic);
        long behind = 0;
        for (Map.Entry<Integer, Long> end : ends.entrySet()) {
            long from = next.getOrDefault(end.getKey(), 0L);
            long gap = end.getValue() - from;
            if (gap > LOOKED_AT_MAX || gap > 0 && hasRecord(topic, end.getKey(), from,
                    end.getValue())) {
                behind += gap;
            }
        }
        return behind;
    }

    /**
     * Waits until a group has passed all that stands before some ends.
     *
     * @return false if it has not within the patience
     */
    boolean await(String group, String topic, Map<Integer, Long> ends, String doing,
            Patience patience) {
        long behind = behind(group, topic, ends);
        long all = behind;
        while (behind > 0) {
            if (patience.isOver()) {
                return false;
            }
            patience.watcher().at(doing, all - behind, all);
            pause();
            behind = behind(group, topic, ends);
            all = Math.max(all, behind);
        }
        return true;
    }

    static void pause() {
        LockSupport.parkNanos(LOOK_INTERVAL.toNanos());
        if (Thread.currentThread().isInterrupted()) {
            throw ConsoleException.failed("Interrupted; the same command goes on");
        }
    }

    private boolean hasRecord(String topic, int partition, long from, long end) {
        try (PartitionRecords records = new PartitionRecords(system, topic, partition)) {
            return records.hasRecord(from, end);
        }
    }
}
