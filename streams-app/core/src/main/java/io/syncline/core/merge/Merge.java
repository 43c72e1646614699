package io.syncline.core.merge;

import io.syncline.core.fact.Fact;
import io.syncline.core.state.ItemEvent;
import io.syncline.core.state.ItemState;
import java.util.List;

/**
 * The only place that decides. A fact about an item goes through three steps: it is taken in
 * ({@link Observing}, {@link Deleting}, {@link Editing}, {@link Answering}), what changed is
 * published ({@link Publishing}), and what the mailbox must be told is planned ({@link Planning}).
 *
 * <p>
 * The same state, fact and situation always give the same events.
 */
public final class Merge {

    private Merge() {}

    /**
     * What follows from a fact about an item.
     *
     * @param state the item that {@link Locating} found
     */
    public static List<ItemEvent> decide(ItemState state, Fact.OfItem fact, Situation situation) {
        Draft draft = new Draft(state, fact, situation);
        takeIn(draft, fact);
        Publishing.publish(draft);
        if (draft.planWanted()) {
            Planning.plan(draft);
        }
        return draft.events();
    }

    /** The same for an item that nobody can tell from another: it is kept, and written nowhere. */
    public static List<ItemEvent> decideAmbiguous(ItemState state, Fact.OfItem fact,
            Situation situation) {
        Draft draft = new Draft(state, fact, situation);
        draft.add(new ItemEvent.HeldAmbiguous());
        draft.add(new ItemEvent.AlertRaised("ambiguous-match",
                "Several items of this mailbox could be the same person; nothing is written"
                        + " until an operator says which"));
        takeIn(draft, fact);
        return draft.events();
    }

    /** What a due item needs after a fact about its mailbox (rules R14, R16). */
    public static List<ItemEvent> review(ItemState state, Fact.OfMailbox fact,
            Situation situation) {
        Draft draft = new Draft(state, fact, situation);
        Planning.plan(draft);
        return draft.events();
    }

    private static void takeIn(Draft draft, Fact.OfItem fact) {
        switch (fact) {
            case Fact.ItemObserved observed -> Observing.observed(draft, observed);
            case Fact.ItemGone gone -> Deleting.observedGone(draft, gone);
            case Fact.RecordEdited edited -> Editing.edited(draft, edited);
            case Fact.CommandAnswered answered -> Answering.answered(draft, answered);
        }
    }
}
