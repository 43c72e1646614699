package io.syncline.core.merge;

import io.syncline.core.fact.Review;
import io.syncline.core.state.ItemEvent.Restored;
import io.syncline.core.state.ItemState;
import io.syncline.core.state.Life;
import io.syncline.core.state.Replica;
import java.time.Instant;
import java.util.Set;

/**
 * Looks at an item again after a fact that changed what is wished for many (rules R15, R20).
 *
 * <pre>
 * reason     an item                                        then
 * READY      that is due                                    planned again
 * WISHES     -                                              planned again
 * APPROVED   whose delete was held until the decision       deleted
 * REJECTED   whose delete was held until the decision       lives, made again where it was deleted
 * REJECTED   whose delete was let through in that window    lives, made again
 * REMOVAL    -                                              planned again: what we made goes
 * </pre>
 */
final class Reviewing {

    private static final String RULE = "R20";

    private Reviewing() {}

    static void review(Draft draft, Review.Reason reason) {
        switch (reason) {
            case READY, WISHES, REMOVAL -> {
                // Planned again, as after any fact.
            }
            case APPROVED -> decided(draft, true);
            case REJECTED -> {
                decided(draft, false);
                undo(draft);
            }
        }
    }

    /** An operator decides about this one item. */
    static void heldDelete(Draft draft, boolean approved) {
        if (!(draft.state().life() instanceof Life.DeleteHeld held)) {
            return;
        }
        if (approved) {
            Deleting.carriedOut(draft, held.stamp(), false, RULE);
            Deleting.keepUnseen(draft, held.stamp());
        } else {
            draft.add(new Restored(draft.stamp(draft.now(), held.stamp().replica()), RULE));
        }
        if (!approved && held.stamp().replica() == Replica.CRM) {
            draft.wantRepeat();
        }
    }

    private static void decided(Draft draft, boolean approved) {
        Instant decidedAt = draft.mailbox().guard().decidedAt();
        if (draft.state().life() instanceof Life.DeleteHeld held
                && !held.heldAt().isAfter(decidedAt)) {
            heldDelete(draft, approved);
        }
    }

    private static void undo(Draft draft) {
        boolean undone = draft.mailbox().guard().undone().contains(draft.state().key().item());
        if (undone && draft.state().life() instanceof Life.Deleted(var stamp)) {
            draft.add(new Restored(draft.stamp(draft.now(), stamp.replica()), RULE));
        }
    }
}
