package io.syncline.core.merge;

import io.syncline.core.fact.Command;
import io.syncline.core.fact.Fact;
import io.syncline.core.fact.Presence;
import io.syncline.core.fact.Reading;
import io.syncline.core.item.ItemKey;
import io.syncline.core.state.Evolution;
import io.syncline.core.state.ItemEvent;
import io.syncline.core.state.ItemEvent.CopyFound;
import io.syncline.core.state.ItemState;
import io.syncline.core.state.MailboxState;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Folds one fact into the items that it concerns; what the topology and every test call. */
public final class Fold {

    private Fold() {}

    /** What a fact did to one item. */
    public record Step(ItemState before, ItemState after, List<ItemEvent> events) {}

    /**
     * What a fact did.
     *
     * @param steps one an item, in order
     * @param refusals why it could not be processed; empty if it could
     * @param mailbox the mailbox's state after it
     */
    public record Folded(List<Step> steps, List<Target.Refused> refusals, MailboxState mailbox) {}

    /** Folds a fact about an item of that mailbox. */
    public static Folded fold(String tenant, String mailbox, Fact.OfItem fact,
            Situation situation, ItemLookup lookup) {
        MailboxState before = situation.mailbox();
        return switch (Locating.locate(tenant, mailbox, fact, situation.kind(), lookup)) {
            // It may be the end of what a create has made and not yet answered.
            case Target.Nothing() -> new Folded(List.of(), List.of(),
                    before.afterStrayGone(situation.now()));
            case Target.Refused refused -> new Folded(List.of(), List.of(refused), before);
            case Target.Ambiguous(ItemState state) -> new Folded(
                    List.of(step(state, Merge.decideAmbiguous(state, fact, situation))),
                    List.of(), before);
            case Target.Item(ItemState state) -> {
                Step first = step(state,
                        Merge.decide(state, withoutForeignObject(state, fact, lookup), situation));
                yield new Folded(withCopies(tenant, mailbox, first, situation, lookup),
                        List.of(), before);
            }
        };
    }

    /** Plans what the due items need after a fact about their mailbox. */
    public static List<Step> review(List<ItemState> due, Fact.OfMailbox fact,
            Situation situation) {
        return due.stream()
                .map(item -> step(item, Merge.review(item, fact, situation)))
                .filter(step -> !step.events().isEmpty())
                .toList();
    }

    /** What the sink found in place of a create is not ours to take if it is another item's. */
    private static Fact.OfItem withoutForeignObject(ItemState state, Fact.OfItem fact,
            ItemLookup lookup) {
        if (fact instanceof Fact.CommandAnswered answer
                && answer.command().verb() == Command.Verb.CREATE
                && answer.presence() instanceof Presence.There(Reading found)
                && lookup.linked(found.provider(), found.externalId())
                        .filter(other -> !other.key().equals(state.key()))
                        .isPresent()) {
            return new Fact.CommandAnswered(answer.eventId(), answer.command(),
                    Fact.Outcome.REJECTED, "", new Presence.NotRead(),
                    "the mailbox has another item's object in its place", answer.attempts());
        }
        return fact;
    }

    /** A copy that a user made is a fact about another item: the stamp on it counts as none. */
    private static List<Step> withCopies(String tenant, String mailbox, Step first,
            Situation situation, ItemLookup lookup) {
        List<Step> steps = new ArrayList<>(List.of(first));
        first.events().forEach(event -> {
            if (event instanceof CopyFound(Fact.ItemObserved copy)) {
                Fact.ItemObserved unstamped = new Fact.ItemObserved(copy.eventId(),
                        copy.reading().unstamped());
                steps.addAll(fold(tenant, mailbox, unstamped, situation,
                        new AwaitsNothing(lookup)).steps());
            }
        });
        return steps;
    }

    /** A copy that waited behind the original's command waits no more: it is found by what it is. */
    private record AwaitsNothing(ItemLookup lookup) implements ItemLookup {

        @Override
        public Optional<ItemState> item(ItemKey key) {
            return lookup.item(key);
        }

        @Override
        public List<ItemState> having(IndexEntry entry) {
            return entry.by() == IndexEntry.By.AWAITED ? List.of() : lookup.having(entry);
        }
    }

    private static Step step(ItemState before, List<ItemEvent> events) {
        ItemState after = before;
        for (ItemEvent event : events) {
            after = Evolution.evolve(after, event);
        }
        return new Step(before, after, events);
    }
}
