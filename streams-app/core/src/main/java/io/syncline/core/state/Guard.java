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
 * @param passed the deletes of the last hour that were let through, oldest first, and all that belong to a
 *        wave of which some are held
 * @param held how many are held
 * @param heldAt when one was held last
 * @param decided when an operator last decided about all of them
 * @param undone the items whose deletes rejections undo; empty once that is done
 * @param rejecting how many rejections are still being carried out
 */
public record Guard(List<Passed> passed, int held, Instant heldAt, Decided decided,
        Set<String> undone, int rejecting) {

    public static final Guard NONE = new Guard(List.of(), 0, Instant.EPOCH, Decided.NEVER,
            Set.of(), 0);

    /** Over how long deletes are counted. */
    public static final Duration WINDOW = Duration.ofHours(1);
    /** So many deletes an hour are always let through. */
    public static final int PASSED_MIN = 20;
    /** One in so many living items may be deleted in an hour. */
    public static final int SHARE = 10;
    /** How many let-through deletes are kept for a rejection. */
    static final int KEPT_MAX = 10_000;

    /**
     * A delete that was let through.
     *
     * @param livingBefore how many items of the mailbox lived just before
     * @param ofWave whether another was held within the hour after it: a rejection undoes both
     */
    public record Passed(Instant at, String item, int livingBefore, boolean ofWave) {

        private Passed ofWave(boolean isOfWave) {
            return new Passed(at, item, livingBefore, isOfWave);
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
        List<Passed> window = ofTheHour(now);
        int before = window.isEmpty() ? living : window.getFirst().livingBefore();
        return window.size() < Math.max(PASSED_MIN, before / SHARE);
    }

    /** Whether the next one that is held begins a wave. */
    public boolean beginsWave(Instant now) {
        return held == 0 || !heldAt.isAfter(now.minus(WINDOW));
    }

    /** Whether a rejection undoes the delete of an item; not if it was deleted once more since. */
    public boolean undoes(String item) {
        return undone.contains(item)
                && passed.stream().noneMatch(delete -> delete.item().equals(item));
    }

    /** A delete was let through. */
    Guard let(Instant now, String item, int livingBefore) {
        List<Passed> kept = new ArrayList<>(passed.stream()
                .filter(delete -> delete.ofWave() || isOfTheHour(delete, now))
                .toList());
        kept.add(new Passed(now, item, livingBefore, false));
        int surplus = Math.max(0, kept.size() - KEPT_MAX);
        return new Guard(kept.subList(surplus, kept.size()), held, heldAt, decided, undone,
                rejecting);
    }

    /** So many more are held, or fewer. */
    Guard withHeld(int change, Instant now) {
        boolean areNone = held + change == 0;
        List<Passed> marked = passed.stream()
                .map(delete -> delete.ofWave(!areNone
                        && (delete.ofWave() || change > 0 && isOfTheHour(delete, now))))
                .toList();
        return new Guard(marked, held + change, change > 0 ? now : heldAt, decided, undone,
                rejecting);
    }

    /** All that is held is decided about; a rejection undoes what went before as well. */
    Guard decided(Instant now, boolean approved) {
        int walks = approved ? rejecting : rejecting + 1;
        if (held == 0) { // There is nothing to decide about, and nothing more to undo.
            return new Guard(passed, held, heldAt, decided, undone, walks);
        }
        return approved
                ? new Guard(ofTheHour(now).stream().map(delete -> delete.ofWave(false)).toList(),
                        held, heldAt, new Decided(now, decided.rejectedAt()), undone, walks)
                : new Guard(List.of(), held, heldAt, new Decided(decided.approvedAt(), now),
                        withPassed(), walks);
    }

    /** A rejection has gone through all items; only the last of several knows that all is undone. */
    Guard rejected() {
        return new Guard(passed, held, heldAt, decided, rejecting > 1 ? undone : Set.of(),
                Math.max(0, rejecting - 1));
    }

    private Set<String> withPassed() {
        return Stream.concat(undone.stream(), passed.stream()
                .filter(Passed::ofWave)
                .map(Passed::item)).collect(Collectors.toUnmodifiableSet());
    }

    private List<Passed> ofTheHour(Instant now) {
        return passed.stream().filter(delete -> isOfTheHour(delete, now)).toList();
    }

    private static boolean isOfTheHour(Passed delete, Instant now) {
        return delete.at().isAfter(now.minus(WINDOW));
    }
}
