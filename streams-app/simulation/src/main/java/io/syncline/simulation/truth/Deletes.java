package io.syncline.simulation.truth;

import io.syncline.schemas.contact.Side;
import java.util.EnumSet;
import java.util.Set;

/** Who deleted one person, and whether that must stand. */
final class Deletes {

    private final Set<Side> by = EnumSet.noneOf(Side.class);
    private final Set<Side> notTaken = EnumSet.noneOf(Side.class);
    private boolean deleted;
    private boolean mayLose;
    private boolean rejected;
    private boolean everRejected;
    private boolean approved;

    void deletedAt(Side side) {
        by.add(side);
        deleted = true;
        rejected = false;
    }

    /** It deleted, and took that back at once. */
    void tookBack(Side side) {
        by.add(side);
    }

    /** Whoever deleted it could not tell what they saw: the delete may lose. */
    void mayLose() {
        mayLose = true;
    }

    /** It lives again, and everybody knows. */
    void broughtBack() {
        deleted = false;
    }

    /** An operator rejects its delete, if it is one of those that are held or can be undone. */
    void rejected() {
        if (!approved) {
            rejected = deleted;
            everRejected |= deleted;
        }
    }

    /** An operator approves its delete, which is held. */
    void approved() {
        approved = true;
        rejected = false;
    }

    /** What this side deletes, and was not carried out before, is made there again. */
    void notTakenFrom(Side side) {
        notTaken.add(side);
    }

    /** The sides at which somebody deleted it. */
    Set<Side> by() {
        return by;
    }

    boolean isDeleted() {
        return deleted;
    }

    boolean mustStand() {
        return deleted && !mayLose && !rejected && !notTaken.containsAll(by);
    }

    /** Whether a rejection may have brought it back, though it was deleted once more since. */
    boolean wasRejected() {
        return everRejected;
    }

    /** Whether it may stand again at a side at which somebody deleted it. */
    boolean mayComeBackAt(Side side) {
        return everRejected || notTaken.contains(side);
    }
}
