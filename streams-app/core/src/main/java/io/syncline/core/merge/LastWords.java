package io.syncline.core.merge;

import io.syncline.core.fact.Command.Verb;
import io.syncline.core.fact.Fact;
import io.syncline.core.fact.Fact.CommandAnswered;
import io.syncline.core.fact.Fact.ItemObserved;
import io.syncline.core.fact.Presence;
import io.syncline.core.state.MailboxCopy;
import io.syncline.core.state.Slot;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** What an object showed before its end comes before its end (rules R6, R19). */
final class LastWords {

    private LastWords() {}

    /**
     * What the linked object showed before somebody deleted it was entered before; a command that finds it
     * gone must not come first. Returns what waits still; among it that about which the command asked, whose
     * answer this is.
     *
     * @param asked the ids of the observations about which the command asked
     */
    static List<Fact.OfItem> takeIn(Draft draft, CommandAnswered answer,
            List<Fact.OfItem> waiting, Set<String> asked) {
        Verb verb = answer.command().verb();
        if (!(answer.presence() instanceof Presence.Gone)) {
            return waiting;
        }
        if (verb == Verb.CREATE) { // Whoever deleted it had seen what it showed.
            return waiting.stream().filter(fact -> !hasEnded(fact, waiting)).toList();
        }
        MailboxCopy linked = draft.state().mailbox();
        boolean isOfTheLinked = linked.isLinkedTo(answer.command().provider(),
                answer.command().externalId());
        if (verb == Verb.DELETE || !linked.isThere() || !isOfTheLinked) {
            return waiting;
        }
        List<Fact.OfItem> left = new ArrayList<>();
        for (Fact.OfItem fact : waiting) {
            if (fact instanceof ItemObserved observed && !asked.contains(observed.eventId())
                    && linked.isLinkedTo(observed.reading().provider(),
                            observed.reading().externalId())) {
                Observing.observed(draft, observed);
            } else {
                left.add(fact);
            }
        }
        return left;
    }

    /**
     * Whether a reading of the object that is told to be gone came in meanwhile, and no end of it after that:
     * it may have been taken back since.
     */
    static boolean isSeenSince(Draft draft, CommandAnswered answer) {
        return draft.before().slot() instanceof Slot.Taken taken && taken.waiting()
                .stream()
                .filter(ItemObserved.class::isInstance)
                .map(ItemObserved.class::cast)
                .filter(seen -> seen.reading()
                        .externalId()
                        .equals(answer.command().externalId()))
                .anyMatch(seen -> !taken.asked().contains(seen.eventId())
                        && !hasEnded(seen, taken.waiting()));
    }

    private static boolean hasEnded(Fact.OfItem fact, List<Fact.OfItem> waiting) {
        return fact instanceof ItemObserved observed && waiting.stream()
                .anyMatch(other -> other instanceof Fact.ItemGone gone
                        && gone.externalId().equals(observed.reading().externalId())
                        && waiting.indexOf(other) > waiting.indexOf(fact));
    }
}
