package io.syncline.source;

import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * How many mailboxes an instance reads at once, and which of them. Thread-safe.
 *
 * <pre>
 * a mailbox                         takes a place
 * is followed                       if one is free
 * is listed for the first time      if one of three quarters is free, and {@link Pace} lets it
 * is closed to us, and was never    if one of an eighth is free: it may open, and its first page would
 *   listed                          come unpaced
 * </pre>
 */
final class Places {

    private static final int CLOSED_OF = 8;
    private static final int LISTED_OF = 4;

    private final Semaphore all;
    private final Semaphore listed;
    private final Semaphore closed;
    private final Pace pace;

    /** What a mailbox's next step is for. */
    enum Purpose {
        FOLLOWED, LISTED_FIRST, CLOSED
    }

    /** One that is taken. */
    final class Place {

        private final Purpose purpose;
        private final long takenNanos;
        private final AtomicBoolean ended = new AtomicBoolean();

        private Place(Purpose purpose, long takenNanos) {
            this.purpose = purpose;
            this.takenNanos = takenNanos;
        }

        /** The mailbox is read: others may be. Called once. */
        void leave() {
            part(purpose).ifPresent(Semaphore::release);
            all.release();
        }

        /** What was read is published, or never will be. */
        void ended() {
            if (purpose == Purpose.LISTED_FIRST && ended.compareAndSet(false, true)) {
                pace.pageEnded(takenNanos);
            }
        }
    }

    /** @param max how many there are */
    Places(int max, Pace pace) {
        this.all = new Semaphore(max);
        this.listed = new Semaphore(Math.max(1, max - max / LISTED_OF));
        this.closed = new Semaphore(Math.max(1, max / CLOSED_OF));
        this.pace = pace;
    }

    /** Whether nobody at all finds one. */
    boolean areTaken() {
        return all.availablePermits() == 0;
    }

    Optional<Place> take(Purpose purpose, long nowNanos) {
        if (!all.tryAcquire()) {
            return Optional.empty();
        }
        Optional<Semaphore> part = part(purpose);
        if (part.isPresent() && !part.get().tryAcquire()) {
            all.release();
            return Optional.empty();
        }
        if (purpose == Purpose.LISTED_FIRST && !pace.pageBegins(nowNanos)) {
            part.ifPresent(Semaphore::release);
            all.release();
            return Optional.empty();
        }
        return Optional.of(new Place(purpose, nowNanos));
    }

    private Optional<Semaphore> part(Purpose purpose) {
        return switch (purpose) {
            case FOLLOWED -> Optional.empty();
            case LISTED_FIRST -> Optional.of(listed);
            case CLOSED -> Optional.of(closed);
        };
    }
}
