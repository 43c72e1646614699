package io.syncline.core.merge;

import io.syncline.core.fact.Review.Reason;
import io.syncline.core.item.Value;
import io.syncline.core.state.Guard;
import io.syncline.core.state.ItemEvent.FactRefused;
import io.syncline.core.state.ItemEvent.Restored;
import io.syncline.core.state.ItemEvent.Side;
import io.syncline.core.state.Life;
import io.syncline.core.state.Replica;
import io.syncline.core.state.Slot;
import io.syncline.core.state.Stamp;
import java.time.Instant;
import java.util.List;

/**
 * Looks at an item again after a fact that changed what is wished for many, or after an operator's
 * decision about its delete (rules R15, R20). The first row that holds decides:
 *
 * <pre>
 * an item                                          then
 * whose held delete is approved                    deleted; if the tenant takes no deletes of that side
 *                                                    any more, lives, and a Conflict tells
 * whose held delete is rejected                    lives, made again where it was deleted
 * whose delete was let through in a window that    lives, made again
 *   is rejected
 * of which something was refused, where an         planned again, as if nothing had been
 *   operator wants that tried again
 * with a command of before a generation of merge   the command ends, as if it had not been answered; what
 *   took over                                         it was to write is withheld, until it is released
 * of which something is withheld, and released     planned again
 * any other, where a generation has taken over     nothing
 * any other                                        planned again, as after any fact; where a removal is wanted,
 *                                                    what was refused as a whole is tried again (R18)
 * </pre>
 *
 * A decision about all deletes of a mailbox is about those that were held when it was made; one about a
 * single item whose delete is not held is refused.
 */
final class Reviewing {

    private static final String RULE = "R20";
    private static final Table<Reviewed> REVIEWED = new Table<>("looked at again");

    static final List<Rule<?>> ROWS = List.of(
            REVIEWED.row("R20 a held delete is approved",
                    reviewed -> reviewed.isHeld() && reviewed.is(Reason.APPROVED),
                    Reviewed::carryOut),
            REVIEWED.row("R20 a held delete is rejected",
                    reviewed -> reviewed.isHeld() && reviewed.is(Reason.REJECTED),
                    Reviewed::keep),
            REVIEWED.row("R20 a delete of the rejected window", Reviewed::isUndone,
                    Reviewed::undo),
            REVIEWED.row("R14 what was refused is tried again", Reviewed::isRefused,
                    reviewed -> Refusals.forgetAll(reviewed.draft())),
            REVIEWED.row("R14 a command of before the handover", Reviewed::isOfFormer,
                    Reviewed::giveUp),
            REVIEWED.row("R14 what was withheld is released", Reviewed::isReleased,
                    reviewed -> Withholding.release(reviewed.draft())),
            REVIEWED.otherwise("R15 planned again", Reviewed::planAgain));

    private Reviewing() {}

    static void review(Draft draft, Reason reason) {
        Guard.Decided decided = draft.mailbox().guard().decided();
        draft.rules()
                .decide(REVIEWED, new Reviewed(draft, reason, reason == Reason.APPROVED
                        ? decided.approvedAt()
                        : decided.rejectedAt()));
    }

    /** An operator decides about this one item. */
    static void heldDelete(Draft draft, boolean approved) {
        if (!draft.state().isDeleteHeld()) {
            draft.add(new FactRefused("not-held", "The delete of " + draft.state().key().item()
                    + " is not held, or was decided about before"));
            return;
        }
        draft.rules()
                .decide(REVIEWED, new Reviewed(draft,
                        approved ? Reason.APPROVED : Reason.REJECTED, Instant.MAX));
    }

    /** @param heldUntil the decision is about what was held by then */
    private record Reviewed(Draft draft, Reason reason, Instant heldUntil) {

        boolean is(Reason other) {
            return reason == other;
        }

        boolean isHeld() {
            return draft.state().life() instanceof Life.DeleteHeld held
                    && !held.heldAt().isAfter(heldUntil);
        }

        boolean isUndone() {
            return is(Reason.REJECTED) && draft.state().isDeleted()
                    && draft.mailbox().guard().undoes(draft.state().key().item());
        }

        boolean isRefused() {
            return is(Reason.RETRIED) && Refusals.areThereAny(draft);
        }

        boolean isOfFormer() {
            return is(Reason.RELEASE) && draft.state().slot() instanceof Slot.Taken taken
                    && draft.isOfFormerGeneration(taken.command());
        }

        boolean isReleased() {
            return is(Reason.RELEASE) && draft.isReleased() && draft.state().isWithheld();
        }

        /** Nobody sent it, so nobody will answer; nothing that waits behind it has to wait any more. */
        void giveUp() {
            if (draft.state().slot() instanceof Slot.Taken taken) {
                if (draft.isReleased()) {
                    Withholding.release(draft);
                } else {
                    Withholding.withhold(draft, taken.command());
                }
                Answering.giveUp(draft);
            }
        }

        void carryOut() {
            if (draft.state().life() instanceof Life.DeleteHeld(Stamp stamp, Instant heldAt)) {
                if (Deleting.isTaken(draft, stamp.replica())) {
                    Deleting.carriedOut(draft, stamp, false, RULE);
                    Deleting.keepUnseen(draft, stamp);
                } else {
                    draft.add(Deleting.conflict("policy", new Side(Value.NONE, stamp), stamp));
                    keep();
                }
            }
        }

        void keep() {
            if (draft.state().life() instanceof Life.DeleteHeld(Stamp stamp, Instant heldAt)) {
                restore(stamp);
                if (stamp.replica() == Replica.CRM) {
                    draft.wantRepeat();
                }
            }
        }

        void undo() {
            if (draft.state().life() instanceof Life.Deleted(Stamp stamp)) {
                restore(stamp);
            }
        }

        /** Whoever wants a removal once more wants it tried once more; a takeover changes no other wish. */
        void planAgain() {
            if (is(Reason.REMOVAL)) {
                Refusals.forgetTheWhole(draft);
            } else if (is(Reason.RELEASE)) {
                draft.wantNoPlan();
            }
        }

        private void restore(Stamp deleted) {
            draft.add(new Restored(draft.stamp(draft.now(), deleted.replica()), RULE));
        }
    }
}
