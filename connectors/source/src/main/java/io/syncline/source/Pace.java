package io.syncline.source;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;

/**
 * Says when a first listing may go on, so that what it tells never stands long in front of a live edit: all
 * facts of a partition wait in one line. Thread-safe; knows no clock and no broker.
 *
 * <pre>
 * told, but not merged yet                              one more page of a first listing
 * less than merge took in the last half second,         is read
 *   or than one page
 * more                                                  waits; three seconds at most since the last one began
 * nobody can say                                        is read
 * </pre>
 *
 * A page that is being read counts as a full one until it is known what it told, but no longer than three
 * seconds: one that hangs keeps no other from being read. So the delay that merge is
 * kept at is half a second whatever it can do, and nobody has to say how much that is.
 */
final class Pace {

    /** How long a live edit may stand behind what first listings told. */
    private static final Duration DELAY = Duration.ofMillis(500);
    /** A partition that is stuck must not keep all others from being listed at all. */
    private static final Duration PATIENCE = Duration.ofSeconds(3);
    /** Over which merge's speed is measured; it commits some ten times meanwhile. */
    private static final Duration WINDOW = Duration.ofSeconds(2);
    private static final double NANOS = Duration.ofSeconds(1).toNanos();

    private final int pageSize;
    private final Deque<Taken> window = new ArrayDeque<>();
    private boolean known = true;
    private long waiting;
    /** Told since {@link #lookBegins}, and so perhaps not among what waits. */
    private long toldSince;
    /** When those began that are being read and count, the oldest first. */
    private final Deque<Long> pages = new ArrayDeque<>();
    private long begunNanos;
    private long askedNanos;
    private boolean asked;

    /** How much merge had taken by when. */
    private record Taken(long nanos, long facts) {}

    /** Nothing waits, as far as is known. @param pageSize how many facts one page may tell, about */
    Pace(int pageSize, long nowNanos) {
        this.pageSize = pageSize;
        this.begunNanos = nowNanos;
    }

    /** Counts one more page in, if it may be read now; whoever reads it tells {@link #pageEnded} when that was. */
    synchronized boolean pageBegins(long nowNanos) {
        askedNanos = nowNanos;
        asked = true;
        while (!pages.isEmpty() && isLate(pages.getFirst(), nowNanos)) {
            pages.removeFirst();
        }
        if (known && !isLate(begunNanos, nowNanos)
                && waiting + toldSince + (long) pages.size() * pageSize >= allowed()) {
            return false;
        }
        pages.addLast(nowNanos);
        begunNanos = nowNanos;
        return true;
    }

    /** What the page told is published, or it told nothing. */
    synchronized void pageEnded(long itsBeginNanos) {
        pages.removeFirstOccurrence(itsBeginNanos);
    }

    /** Facts were published, by whatever step. */
    synchronized void told(int facts) {
        toldSince += facts;
    }

    /** Whether anybody asked so lately that it is worth a look. */
    synchronized boolean isAsked(long nowNanos) {
        return asked && nowNanos - askedNanos < WINDOW.toNanos();
    }

    /** A look begins: what was told before will be found by it. Returns what {@link #looked} needs. */
    synchronized long lookBegins() {
        return toldSince;
    }

    /**
     * @param toldBefore what {@link #lookBegins} returned
     * @param waits facts that are told and not merged
     * @param taken a number that grows with each fact that merge has taken
     */
    synchronized void looked(long toldBefore, long waits, long taken, long nowNanos) {
        known = true;
        waiting = waits;
        toldSince -= toldBefore;
        while (!window.isEmpty() && nowNanos - window.getFirst().nanos() > WINDOW.toNanos()) {
            window.removeFirst();
        }
        window.addLast(new Taken(nowNanos, taken));
    }

    /** Nobody can say what waits: listings go on as if nothing did. */
    synchronized void unknown() {
        known = false;
        toldSince = 0;
        window.clear();
    }

    private static boolean isLate(long beginNanos, long nowNanos) {
        return nowNanos - beginNanos > PATIENCE.toNanos();
    }

    private double allowed() {
        return Math.max(pageSize, perSecond() * DELAY.toNanos() / NANOS);
    }

    private double perSecond() {
        if (window.size() < 2) {
            return 0;
        }
        Taken first = window.getFirst();
        Taken last = window.getLast();
        long nanos = last.nanos() - first.nanos();
        return nanos < DELAY.toNanos() ? 0 : (last.facts() - first.facts()) * NANOS / nanos;
    }
}
