package io.syncline.core.merge;

import io.syncline.core.fact.Fact;
import io.syncline.core.fact.Review;
import io.syncline.core.state.ItemEvent.AlertRaised;
import io.syncline.core.state.ItemEvent.AmbiguitySet;
import io.syncline.core.state.ItemState;

/**
 * The only place that decides. A fact about an item goes through three steps: it is taken in
 * ({@link Observing}, {@link Deleting}, {@link Editing}, {@link Answering}), what changed is
 * published ({@link Publishing}), and what the mailbox must be told is planned ({@link Planning}).
 * Each step is a decision table whose rows name their rule; {@link Rules} holds them.
 *
 * <p>
 * The same state, fact and situation always give the same events.
 */
final class Merge {

    private final Rules rules;

    Merge(Rules rules) {
        this.rules = rules;
    }

    /**
     * What follows from a fact about an item.
     *
     * @param state the item that {@link Locating} found
     */
    Fold.Step decide(ItemState state, Fact.OfItem fact, Situation situation,
            ItemLookup lookup) {
        Draft draft = new Draft(rules, state, fact, situation, lookup);
        takeIn(draft, fact);
        return concluded(draft);
    }

    /** The same for an item that nobody can tell from another: it is kept, and written nowhere. */
    Fold.Step decideAmbiguous(ItemState state, Fact.OfItem fact, Situation situation,
            ItemLookup lookup) {
        Draft draft = new Draft(rules, state, fact, situation, lookup);
        draft.add(new AmbiguitySet(true));
        draft.add(new AlertRaised("ambiguous-match",
                "Several items of this mailbox could be the same person; nothing is written"
                        + " until an operator says which"));
        takeIn(draft, fact);
        return draft.step();
    }

    /** What an item needs after a fact that changed the wishes for many (rule R15). */
    Fold.Step review(ItemState state, Fact.OfMailbox fact, Review.Reason reason,
            Situation situation, ItemLookup lookup) {
        Draft draft = new Draft(rules, state, fact, situation, lookup);
        Reviewing.review(draft, reason);
        return concluded(draft);
    }

    private static Fold.Step concluded(Draft draft) {
        Publishing.publish(draft);
        if (draft.planWanted()) {
            Planning.plan(draft);
        }
        return draft.step();
    }

    private static void takeIn(Draft draft, Fact.OfItem fact) {
        switch (fact) {
            case Fact.ItemObserved observed -> Observing.observed(draft, observed);
            case Fact.ItemGone gone -> Deleting.observedGone(draft, gone);
            case Fact.ItemUntracked untracked -> Observing.untracked(draft, untracked);
            case Fact.ItemTranslated translated -> Observing.translated(draft, translated);
            case Fact.RecordEdited edited -> Editing.edited(draft, edited);
            case Fact.CommandAnswered answered -> Answering.answered(draft, answered);
            case Fact.MatchDecided decided -> Matching.decided(draft, decided);
            case Fact.HeldDeleteDecided decided -> Reviewing.heldDelete(draft, decided.approved());
            case Fact.RetryDecided decided -> Reviewing.review(draft, Review.Reason.RETRIED);
            case Fact.VersionTold told -> Renewing.versionTold(draft, told);
            case Fact.RepublishDecided decided -> Renewing.republished(draft);
        }
    }
}
