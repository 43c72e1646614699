package io.syncline.core.merge;

import io.syncline.core.fact.Command.Verb;
import io.syncline.core.fact.Fact.CommandAnswered;
import io.syncline.core.fact.Fact.ItemObserved;
import io.syncline.core.fact.Fact.Outcome;
import io.syncline.core.fact.Presence;
import io.syncline.core.fact.Reading;
import io.syncline.core.state.ItemEvent.MadeTwice;
import io.syncline.core.state.MailboxCopy;
import java.util.List;
import java.util.Set;

/**
 * Takes in an answer to any but the outstanding command (rule R13): an observation of the object that
 * it names. The first row that holds decides:
 *
 * <pre>
 * it says that the object                     then
 * is there, under an id that it had, or was   nothing: it has another now
 *   made with the linked one, and is older
 * is there                                    observed; made by a create that had made the linked one
 *                                               before, an alert, too: there are two of it (R17)
 * is gone, or not followed, which was the     a question whether that still holds
 *   linked one, and nothing is outstanding
 * any other                                   nothing: what is outstanding will tell
 * </pre>
 */
final class Straying {

    private static final Table<Stray> STRAYED = new Table<>("answer to another command");

    static final List<Rule<?>> ROWS = List.of(
            STRAYED.row("R13 it has another id now", Stray::isUnderFormerId, stray -> {}),
            STRAYED.row("R13 it was there", Stray::shows, Stray::takeIn),
            STRAYED.row("R13 it was gone", Stray::tellsItsEnd, Stray::askWhetherThatStillHolds),
            STRAYED.otherwise("R13 it tells nothing", stray -> {}));

    private Straying() {}

    static void answered(Draft draft, CommandAnswered fact) {
        draft.rules().decide(STRAYED, new Stray(draft, fact));
    }

    private record Stray(Draft draft, CommandAnswered fact) {

        MailboxCopy copy() {
            return draft.state().mailbox();
        }

        boolean shows() {
            return fact.presence() instanceof Presence.There;
        }

        boolean isUnderFormerId() {
            return fact.presence() instanceof Presence.There(Reading reading)
                    && (draft.wasShownBy(reading) || isNoLongerUnder(reading));
        }

        private boolean isNoLongerUnder(Reading reading) {
            return reading.externalId().equals(fact.command().externalId())
                    && reading.provider().equals(copy().provider())
                    && !copy().isLinkedTo(reading.provider(), reading.externalId());
        }

        void takeIn() {
            if (fact.presence() instanceof Presence.There(Reading reading)) {
                if (hasMadeAnother(reading)) {
                    draft.add(new MadeTwice());
                    draft.add(Waiting.POSSIBLE_DOUBLE);
                }
                Observing.observed(draft, new ItemObserved(fact.eventId(), reading));
            }
        }

        private boolean hasMadeAnother(Reading made) {
            return fact.command().verb() == Verb.CREATE && fact.outcome() == Outcome.LANDED
                    && copy().exists() && !copy().isLinkedTo(made.provider(), made.externalId())
                    && !draft.maySeeItMoved(made);
        }

        /** Another object's end is nobody's delete. */
        boolean tellsItsEnd() {
            boolean isEnd = switch (fact.presence()) {
                case Presence.Gone() -> true;
                case Presence.Untracked(String id) -> true;
                case Presence.There(Reading reading) -> false;
                case Presence.NotRead() -> false;
            };
            return isEnd && copy().exists() && draft.isFree()
                    && copy().isLinkedTo(fact.command().provider(), fact.command().externalId());
        }

        /** An old answer may have been overtaken: the object came back. */
        void askWhetherThatStillHolds() {
            Planning.issue(draft, Verb.READ, fact.command().externalId(), Set.of());
        }
    }
}
