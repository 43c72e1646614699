package io.syncline.core.merge;

import io.syncline.core.fact.Command;
import io.syncline.core.fact.Command.Verb;
import io.syncline.core.fact.Fact.CommandAnswered;
import io.syncline.core.fact.Fact.ItemObserved;
import io.syncline.core.fact.Fact.Outcome;
import io.syncline.core.fact.Presence;
import io.syncline.core.fact.Reading;
import io.syncline.core.state.ItemEvent.MadeTwice;
import io.syncline.core.state.MailboxCopy;
import java.util.Set;

/**
 * Takes in an answer to any but the outstanding command (rule R13): an observation of the object that
 * it names.
 *
 * <pre>
 * it says that the object                     then
 * is there, under an id that it had, or was   nothing: it has another now
 *   made with the linked one, and is older
 * is there                                    observed
 * is there, made by a create that had made    an alert: there are two of it (R17); and observed
 *   the linked one before
 * is gone, or not followed                    a question whether that still holds, about the linked one
 * was not read                                nothing
 * </pre>
 */
final class Straying {

    private Straying() {}

    static void answered(Draft draft, CommandAnswered fact) {
        switch (fact.presence()) {
            case Presence.There(Reading reading) when isUnderFormerId(draft, fact, reading) -> {
                // Whoever repeats this does not know that it moved.
            }
            case Presence.There(Reading reading) -> {
                if (hasMadeAnother(draft, fact, reading)) {
                    draft.add(new MadeTwice());
                    draft.add(Waiting.POSSIBLE_DOUBLE);
                }
                Observing.observed(draft, new ItemObserved(fact.eventId(), reading));
            }
            case Presence.Gone() -> askWhetherThatStillHolds(draft, fact.command());
            case Presence.Untracked untracked -> askWhetherThatStillHolds(draft, fact.command());
            case Presence.NotRead() -> {
                // Says nothing about the item.
            }
        }
    }

    private static boolean isUnderFormerId(Draft draft, CommandAnswered fact, Reading reading) {
        MailboxCopy copy = draft.state().mailbox();
        return draft.wasShownBy(reading)
                || reading.externalId().equals(fact.command().externalId())
                        && reading.provider().equals(copy.provider())
                        && !copy.isLinkedTo(reading.provider(), reading.externalId());
    }

    private static boolean hasMadeAnother(Draft draft, CommandAnswered fact, Reading made) {
        MailboxCopy copy = draft.state().mailbox();
        return fact.command().verb() == Verb.CREATE && fact.outcome() == Outcome.LANDED
                && copy.exists() && !copy.isLinkedTo(made.provider(), made.externalId())
                && !draft.maySeeItMoved(made);
    }

    /**
     * An old answer may have been overtaken: the object came back. What is outstanding will tell; another
     * object's end is nobody's delete.
     */
    private static void askWhetherThatStillHolds(Draft draft, Command command) {
        MailboxCopy copy = draft.state().mailbox();
        if (copy.exists() && draft.isFree()
                && copy.isLinkedTo(command.provider(), command.externalId())) {
            Planning.issue(draft, Verb.READ, command.externalId(), Set.of());
        }
    }
}
