package io.syncline.sink;

import java.util.TreeSet;

/**
 * Which commands of a partition are unfinished, so that only what lies below the lowest of them is
 * committed. Thread-safe.
 */
final class Offsets {

    private final TreeSet<Long> unfinished = new TreeSet<>();
    private long next;

    synchronized void begun(long offset) {
        unfinished.add(offset);
        next = offset + 1;
    }

    synchronized void finished(long offset) {
        unfinished.remove(offset);
    }

    /** The offset to commit. */
    synchronized long committable() {
        return unfinished.isEmpty() ? next : unfinished.first();
    }

    synchronized int unfinishedCount() {
        return unfinished.size();
    }
}
