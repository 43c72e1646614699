package io.syncline.core.merge;

import io.syncline.core.fact.Command;
import io.syncline.core.fact.Fact;
import io.syncline.core.fact.Presence;
import io.syncline.core.fact.Reading;
import io.syncline.core.fact.Review;
import io.syncline.core.item.ItemKey;
import io.syncline.core.item.ItemKind;
import io.syncline.core.state.ItemEvent;
import io.syncline.core.state.ItemEvent.CopyFound;
import io.syncline.core.state.ItemState;
import io.syncline.core.state.MailboxState;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * Folds one fact into the items that it concerns; what the topology and every test call.
 *
 * <p>
 * A fact about a whole mailbox changes the wishes for many items. It looks at the first of them itself
 * and asks for a {@link Review} of the rest, which comes back as a fact of its own (rule R15).
 */
public final class Fold {

    /** The fold by the sync protocol. */
    public static final Fold PROTOCOL = new Fold(Rules.PROTOCOL);

    private final Rules rules;
    private final Merge merge;

    public Fold(Rules rules) {
        this.rules = rules;
        this.merge = new Merge(rules);
    }

    /** What a fact did to one item. */
    public record Step(ItemState before, ItemState after, List<ItemEvent> events) {}

    /**
     * What a fact did.
     *
     * @param steps one an item, in order
     * @param refusals why it could not be processed; empty if it could
     * @param mailbox the mailbox's state after it
     * @param reviews what is to be looked at next
     */
    public record Folded(List<Step> steps, List<Target.Refused> refusals, MailboxState mailbox,
            List<Review> reviews) {

        static Folded steps(List<Step> steps, MailboxState mailbox) {
            return new Folded(steps, List.of(), mailbox, List.of());
        }

        static Folded refused(Target.Refused refusal, MailboxState mailbox) {
            return new Folded(List.of(), List.of(refusal), mailbox, List.of());
        }
    }

    /** Folds a fact of that mailbox. */
    public Folded fold(ItemKey place, Fact fact, Situation situation, ItemLookup lookup) {
        return switch (fact) {
            case Fact.OfItem ofItem -> ofItem(place, ofItem, situation, lookup);
            case Fact.OfMailbox ofMailbox -> ofMailbox(place, ofMailbox, situation, lookup);
        };
    }

    private Folded ofItem(ItemKey place, Fact.OfItem fact, Situation situation,
            ItemLookup lookup) {
        MailboxState before = situation.mailbox();
        return switch (Locating.locate(rules, place, fact, situation, lookup)) {
            // It may be the end of what a create has made and not yet answered.
            case Target.Nothing() when fact instanceof Fact.ItemGone ->
                Folded.steps(List.of(), before.afterStrayGone(situation.now()));
            case Target.Nothing() -> Folded.steps(List.of(), before);
            case Target.Refused refused when fact instanceof Fact.CommandAnswered answered ->
                counted(answered, refused, situation, lookup);
            case Target.Refused refused -> Folded.refused(refused, before);
            case Target.Ambiguous(ItemState state) -> counted(
                    List.of(merge.decideAmbiguous(state, fact, situation, lookup)), situation);
            case Target.Item(ItemState state) -> {
                List<Step> steps = new ArrayList<>(List.of(merge.decide(state, fact,
                        situation, lookup)));
                steps.addAll(copies(place, steps.getFirst(), situation, lookup));
                steps.addAll(joined(steps.getFirst(), fact, situation, lookup));
                yield released(counted(steps, situation));
            }
        };
    }

    /** Of an item that only another generation of merge knows, what the sink was given is counted on. */
    private Folded counted(Fact.CommandAnswered answered, Target.Refused refusal,
            Situation situation, ItemLookup lookup) {
        Draft draft = new Draft(rules, ItemState.unknown(answered.command().key()), answered,
                situation, lookup);
        draft.add(new ItemEvent.CommandsSeen(answered.command().number()));
        return new Folded(List.of(draft.step()), List.of(refusal), situation.mailbox(),
                List.of());
    }

    private Folded ofMailbox(ItemKey place, Fact.OfMailbox fact, Situation situation,
            ItemLookup lookup) {
        if (fact instanceof Fact.RemovalWanted && situation.mailbox().reach().enabled()) {
            return Folded.refused(new Target.Refused("mailbox-takes-part", "Mailbox "
                    + place.mailbox() + " takes part; disable it before its items are removed"),
                    situation.mailbox());
        }
        MailboxState mailbox = situation.mailbox().after(fact, situation.now());
        Folded folded = Folded.steps(List.of(), mailbox);
        List<Review> asked = new ArrayList<>();
        for (Review review : MailboxState.reviewsAfter(fact)) {
            if (isOnlyAsked(review, fact)) {
                asked.add(review);
            } else {
                folded = walk(place, fact, review, situation.with(mailbox), lookup);
            }
        }
        asked.addAll(folded.reviews());
        return new Folded(folded.steps(), List.of(), folded.mailbox(), asked);
    }

    /** Of all items of all mailboxes at once, a mark in the journal looks at none itself. */
    private static boolean isOnlyAsked(Review review, Fact.OfMailbox fact) {
        return review.reason() == Review.Reason.RELEASE && !(fact instanceof Fact.ReviewWanted);
    }

    /** Looks at the next items of a walk. */
    private Folded walk(ItemKey place, Fact.OfMailbox fact, Review review, Situation situation,
            ItemLookup lookup) {
        ItemKey from = new ItemKey(place.tenant(), place.mailbox(), review.afterItem());
        List<ItemState> next = review.reason() == Review.Reason.READY
                ? lookup.dueAfter(from, Review.ITEMS_MAX + 1)
                : lookup.itemsAfter(from, Review.ITEMS_MAX + 1);
        List<Step> steps = next.stream()
                .limit(Review.ITEMS_MAX)
                .map(item -> merge.review(item, fact, review.reason(), situation, lookup))
                .filter(step -> !step.events().isEmpty())
                .toList();
        Folded folded = counted(steps, situation);
        if (next.size() <= Review.ITEMS_MAX) {
            return Folded.steps(steps, folded.mailbox().afterReview(review.reason()));
        }
        return new Folded(steps, List.of(), folded.mailbox(), List.of(
                review.after(next.get(Review.ITEMS_MAX - 1).key().item())));
    }

    /** The mailbox counts its items and their deletes. */
    private static Folded counted(List<Step> steps, Situation situation) {
        Instant now = situation.now();
        MailboxState mailbox = situation.mailbox();
        for (Step step : steps) {
            boolean counts = step.events()
                    .stream()
                    .anyMatch(event -> event instanceof ItemEvent.Deleted deleted
                            && deleted.counted());
            mailbox = mailbox.after(step.before(), step.after(), counts, now);
        }
        return Folded.steps(steps, mailbox);
    }

    /** Who waited until it was known who an ambiguous contact is, is planned again (rule R16). */
    private static Folded released(Folded folded) {
        boolean perhaps = folded.steps()
                .stream()
                .anyMatch(step -> step.before().trouble().ambiguous());
        return perhaps
                ? new Folded(folded.steps(), folded.refusals(), folded.mailbox(),
                        List.of(new Review(Review.Reason.READY, "")))
                : folded;
    }

    /** A copy that a user made is a fact about another item: the stamp on it counts as none. */
    private List<Step> copies(ItemKey place, Step first, Situation situation,
            ItemLookup lookup) {
        List<Step> steps = new ArrayList<>();
        // Two readings of one copy may have waited: the second is about the item that the first made.
        ItemLookup seen = new AfterStep(lookup, first.after(), situation.kind());
        for (ItemEvent event : first.events()) {
            if (event instanceof CopyFound(Fact.ItemObserved copy)) {
                Fact.ItemObserved unstamped = new Fact.ItemObserved(copy.eventId(),
                        copy.reading().unstamped());
                for (Step step : ofItem(place, unstamped, situation, seen).steps()) {
                    steps.add(step);
                    seen = new AfterStep(seen, step.after(), situation.kind());
                }
            }
        }
        return steps;
    }

    /** An item that turned out to be another's person hands its copies over. */
    private List<Step> joined(Step first, Fact.OfItem fact, Situation situation,
            ItemLookup lookup) {
        List<Step> steps = new ArrayList<>();
        boolean hasJoined = first.events().stream().anyMatch(ItemEvent.Joined.class::isInstance);
        if (fact instanceof Fact.MatchDecided decided && hasJoined) {
            ItemKey key = first.before().key();
            lookup.item(new ItemKey(key.tenant(), key.mailbox(), decided.sameAs()))
                    .ifPresent(other -> {
                        ItemState state = other;
                        for (Fact.OfItem known : Matching.factsOf(first.before(), decided)) {
                            Step step = merge.decide(state, known, situation, lookup);
                            state = step.after();
                            steps.add(step);
                        }
                    });
        }
        return steps;
    }

    /**
     * The items as they are after a first step. A copy that waited behind the original's command waits no
     * more: it is found by what it is.
     */
    private record AfterStep(ItemLookup lookup, ItemState changed, ItemKind kind)
            implements
                ItemLookup {

        @Override
        public Optional<ItemState> item(ItemKey key) {
            return key.equals(changed.key()) ? Optional.of(changed) : lookup.item(key);
        }

        @Override
        public List<ItemState> having(IndexEntry entry) {
            if (entry.by() == IndexEntry.By.AWAITED) {
                return List.of();
            }
            return withChanged(lookup.having(entry),
                    IndexEntry.of(changed, kind).contains(entry));
        }

        @Override
        public List<ItemState> itemsAfter(ItemKey from, int itemsMax) {
            return withChanged(lookup.itemsAfter(from, itemsMax),
                    changed.key().item().compareTo(from.item()) > 0);
        }

        private List<ItemState> withChanged(List<ItemState> found, boolean belongs) {
            List<ItemState> items = new ArrayList<>(found);
            items.removeIf(item -> item.key().equals(changed.key()));
            if (belongs) {
                items.add(changed);
            }
            items.sort(Comparator.comparing(item -> item.key().item()));
            return items;
        }
    }
}
