package io.syncline.core.state;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Counts the deletes of a mailbox, both directions together, and holds what is too many (rule R20).
 *
 * @param passed the deletes of the last hour that were let through, oldest first; while some are held,
 *        also those since an hour before the first of them
 * @param held how many are held
 * @param wave when those that are held came
 * @param decided when an operator last decided about all of them
 * @param undone the items whose deletes rejections undo; empty once that is done
 * @param rejecting how many rejections are still being carried out
 */
public record Guard(List<Passed> passed, int held, Wave wave, Decided decided,
        Set<String> undone, int rejecting) {

    public static final Guard NONE = new Guard(List.of(), 0, Wave.NONE, Decided.NEVER, Set.of(), 0);

    /** Over how long deletes are counted. */
    public static final Duration WINDOW = Duration.ofHours(1);
    /** So many deletes an hour are always let through. */
    public static final int PASSED_MIN = 20;
    /** One in so many living items may be deleted in an hour. */
    public static final int SHARE = 10;
    /** How many let-through deletes are kept for a rejection. */
    static final int KEPT_MAX = 10_000;

    /** @param livingBefore how many items of the mailbox lived just before */
    public record Passed(Instant at, String item, int livingBefore) {}

    /**
     * @param first when the first delete was held since nothing was
     * @param last when the last one was
     */
    public record Wave(Instant first, Instant last) {

        static final Wave NONE = new Wave(Instant.EPOCH, Instant.EPOCH);

        /** Whether a delete that was let through then belongs to it: what followed it does not. */
        private boolean includes(Instant at) {
            return at.isAfter(first.minus(WINDOW)) && !at.isAfter(last);
        }
    }

    /** Two times, since what came between two decisions is only the later one's affair. */
    public record Decided(Instant approvedAt, Instant rejectedAt) {

        static final Decided NEVER = new Decided(Instant.EPOCH, Instant.EPOCH);
    }

    public Guard {
        passed = List.copyOf(passed);
        undone = Set.copyOf(undone);
    }

    /** Whether one more delete is let through. */
    public boolean lets(Instant now, int living) {
        List<Passed> window = since(now.minus(WINDOW));
        int before = window.isEmpty() ? living : window.getFirst().livingBefore();
        return window.size() < Math.max(PASSED_MIN, before / SHARE);
    }

    /** Whether a rejection undoes the delete of an item; not if it was deleted once more since. */
    public boolean undoes(String item) {
        return undone.contains(item)
                && passed.stream().noneMatch(delete -> delete.item().equals(item));
    }

    /** A delete was let through. */
    Guard let(Instant now, String item, int livingBefore) {
        Instant from = held > 0 ? wave.first() : now;
        List<Passed> kept = new ArrayList<>(since(from.minus(WINDOW)));
        kept.add(new Passed(now, item, livingBefore));
        int surplus = Math.max(0, kept.size() - KEPT_MAX);
        return new Guard(kept.subList(surplus, kept.size()), held, wave, decided, undone,
                rejecting);
    }

    /** So many more are held, or fewer. */
    Guard withHeld(int change, Instant now) {
        Wave grown = change > 0 ? new Wave(held == 0 ? now : wave.first(), now) : wave;
        return new Guard(passed, held + change, grown, decided, undone, rejecting);
    }

    /** All that is held is decided about; a rejection undoes what went before as well. */
    Guard decided(Instant now, boolean approved) {
        int walks = approved ? rejecting : rejecting + 1;
        if (held == 0) { // There is nothing to decide about, and nothing more to undo.
            return new Guard(passed, held, wave, decided, undone, walks);
        }
        return approved
                ? new Guard(since(now.minus(WINDOW)), held, wave,
                        new Decided(now, decided.rejectedAt()), undone, walks)
                : new Guard(List.of(), held, wave, new Decided(decided.approvedAt(), now),
                        withPassed(), walks);
    }

    /** A rejection has gone through all items; only the last of several knows that all is undone. */
    Guard rejected() {
        return new Guard(passed, held, wave, decided, rejecting > 1 ? undone : Set.of(),
                Math.max(0, rejecting - 1));
    }

    private Set<String> withPassed() {
        return Stream.concat(undone.stream(), passed.stream()
                .filter(delete -> wave.includes(delete.at()))
                .map(Passed::item)).collect(Collectors.toUnmodifiableSet());
    }

    private List<Passed> since(Instant start) {
        return passed.stream().filter(delete -> delete.at().isAfter(start)).toList();
    }
}
