package io.syncline.core.merge;

import io.syncline.core.fact.Command;
import io.syncline.core.fact.Command.Verb;
import io.syncline.core.fact.Fact;
import io.syncline.core.fact.Fact.CommandAnswered;
import io.syncline.core.fact.Fact.ItemObserved;
import io.syncline.core.fact.Fact.Outcome;
import io.syncline.core.fact.Presence;
import io.syncline.core.fact.Reading;
import io.syncline.core.item.Value;
import io.syncline.core.state.ItemEvent.AlertRaised;
import io.syncline.core.state.ItemEvent.CopyFound;
import io.syncline.core.state.ItemEvent.Linked;
import io.syncline.core.state.ItemEvent.ObservationWaits;
import io.syncline.core.state.ItemEvent.Relinked;
import io.syncline.core.state.MailboxCopy;
import io.syncline.core.state.MailboxCopy.Made;
import io.syncline.core.state.Slot;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * Takes up what waited behind a command, now that its result is known (rules R4, R6, R17). The first
 * row that holds decides:
 *
 * <pre>
 * what waited                                      then
 * the reading that the command asked about         nothing: the answer looked at it, later; if it
 *                                                    found nothing there, a lost value: Conflict
 * a reading by the provider before                 nothing (R21); of another object that is perhaps
 *                                                    ours as well: an alert (R17)
 * another object with our stamp, after a create    perhaps ours as well: an alert (R17)
 *   that was tried more than once
 * another object, the linked one being there       a copy that the user made: a new item (R4)
 *   when this one was                                where nobody heard what a create made, of the
 *                                                    two the younger
 * any other                                        taken in like any observation (R6)
 * </pre>
 *
 * An end that waited when a look went out is nothing if that sees the object: it was taken back.
 */
final class Waiting {

    /** For whoever can look which of the two is to stay. */
    static final AlertRaised POSSIBLE_DOUBLE = new AlertRaised("possible-double",
            "Two objects carry the stamp of one item after a create that was tried more than once;"
                    + " delete one of them in the mailbox");

    private static final Table<Waited> WAITED = new Table<>("waited");

    static final List<Rule<?>> ROWS = List.of(
            WAITED.row("R6 what the command asked about", Waited::isAnswered,
                    Waited::keepUnlessLookedAt),
            WAITED.row("R21 a reading by the provider before that waited",
                    Waited::isOfFormerProvider, Waited::alertOfADouble),
            WAITED.row("R17 two objects after a create that was tried again",
                    waited -> waited.isCopy() && waited.isPerhapsOurs(), Waited::alert),
            WAITED.row("R4 a copy that the user made", Waited::isCopy, Waited::tellTheCopy),
            WAITED.otherwise("R6 what waited is taken in",
                    waited -> Observing.observed(waited.draft(), waited.observed())));

    private Waiting() {}

    /** @param asked the ids of the observations about which the command asked */
    static void takeUp(Draft draft, List<Fact.OfItem> waiting, CommandAnswered answer,
            Set<String> asked) {
        likeliestFirst(draft, waiting).forEach(fact -> {
            switch (fact) {
                case ItemObserved observed -> draft.rules()
                        .decide(WAITED, new Waited(draft, observed, answer, asked));
                case Fact.ItemGone gone -> {
                    boolean isSeenSince = asked.contains(gone.eventId())
                            && answer.presence() instanceof Presence.There;
                    if (draft.state().mailbox().externalId().equals(gone.externalId())
                            && !isSeenSince) {
                        end(draft, gone);
                    }
                }
                case Fact.ItemUntracked untracked -> {
                    if (draft.state().mailbox().externalId().equals(untracked.externalId())) {
                        Observing.untracked(draft, untracked);
                    }
                }
                case Fact.RecordEdited other -> throw neverWaits(other);
                case CommandAnswered other -> throw neverWaits(other);
                case Fact.ItemTranslated translated -> Observing.translated(draft, translated);
                case Fact.MatchDecided other -> throw neverWaits(other);
                case Fact.HeldDeleteDecided other -> throw neverWaits(other);
                case Fact.RetryDecided other -> throw neverWaits(other);
                case Fact.VersionTold other -> throw neverWaits(other);
                case Fact.RepublishDecided other -> throw neverWaits(other);
            }
        });
    }

    /** A look that goes out now comes after whatever waits, and answers it. */
    private static void end(Draft draft, Fact.ItemGone gone) {
        boolean isAskedAbout = draft.state().slot() instanceof Slot.Taken taken
                && taken.command().verb() == Verb.READ
                && taken.command().externalId().equals(gone.externalId())
                && taken.command().causeId().equals(draft.causeId());
        if (isAskedAbout) {
            draft.add(new ObservationWaits(gone, true));
        } else {
            Deleting.observedGone(draft, gone);
        }
    }

    /**
     * What waits bears the ids of now already, so those are told first. Nobody heard which object a create
     * made: of those with its stamp, the one that says the same.
     */
    private static List<Fact.OfItem> likeliestFirst(Draft draft, List<Fact.OfItem> waiting) {
        boolean isLinked = draft.state().mailbox().exists();
        List<Fact.OfItem> ordered = new ArrayList<>(waiting);
        ordered.sort(Comparator
                .comparing((Fact.OfItem fact) -> !(fact instanceof Fact.ItemTranslated))
                .thenComparing(fact -> !isLinked && fact instanceof ItemObserved observed
                        && !draft.isAlike(observed.reading())));
        return ordered;
    }

    /** Whether the create of the linked object may have made this one, too. */
    static boolean wasPerhapsMadeTwice(Draft draft, Reading reading) {
        return draft.state().mailbox().made() == Made.BY_US_PERHAPS_TWICE
                && (draft.isAlike(reading) || showsNothingElse(draft, reading));
    }

    /** A create that was refused as a whole is tried with one field, which may not say who it is. */
    private static boolean showsNothingElse(Draft draft, Reading reading) {
        Map<String, Value> shown = new TreeMap<>(reading.contents().values());
        shown.keySet().removeAll(draft.kind().recomputed().fields());
        return draft.kind().identityOf(reading.contents()).keys().isEmpty()
                && Reviving.notOurs(draft, shown).isEmpty();
    }

    /**
     * The linked object is gone while another with our stamp turned up: the item moved (R4). Where it was
     * only not found, another that was not made with it is a copy, and the source will tell of this one.
     */
    static void followMove(Draft draft, CommandAnswered answer) {
        boolean deletedByUs = answer.command().verb() == Verb.DELETE;
        boolean isGone = answer.presence() instanceof Presence.Gone || isNotFound(answer);
        MailboxCopy linked = draft.state().mailbox();
        boolean isOfTheLinked = linked.isLinkedTo(answer.command().provider(),
                answer.command().externalId());
        if (!isGone || deletedByUs || !isOfTheLinked || !linked.exists()
                || !(draft.state().slot() instanceof Slot.Taken taken)) {
            return;
        }
        taken.waiting()
                .stream()
                .filter(ItemObserved.class::isInstance)
                .map(ItemObserved.class::cast)
                .map(ItemObserved::reading)
                .filter(reading -> reading.stamp().equals(draft.state().key().item()))
                .filter(reading -> !linked.isLinkedTo(reading.provider(), reading.externalId()))
                .filter(reading -> !isNotFound(answer) || linked.mayBeMadeWith(reading))
                .findFirst()
                .ifPresent(reading -> draft.add(
                        new Relinked(reading.provider(), reading.externalId())));
    }

    /** Looked for under its id and not found: gone, or moved, and only the source can tell (R18). */
    private static boolean isNotFound(CommandAnswered answer) {
        boolean isLook = answer.command().verb() == Verb.READ
                && answer.outcome() == Outcome.LANDED;
        return (isLook || answer.outcome() == Outcome.STALE)
                && answer.presence() instanceof Presence.NotRead;
    }

    /** What was created may have been told gone before anybody knew whose object it was. */
    static void askWhetherItIsStillThere(Draft draft, CommandAnswered answer) {
        if (answer.command().verb() == Verb.CREATE
                && answer.presence() instanceof Presence.There(Reading made)
                && !draft.mailbox().strayGoneAt().isBefore(answer.command().decidedAt())) {
            Planning.issue(draft, Verb.READ, made.externalId(), Set.of());
        }
    }

    /** A question about the linked object stays open until it is answered; the sink paces it. */
    static void askAgain(Draft draft, Command command) {
        if (command.verb() == Verb.READ && draft.state()
                .mailbox()
                .isLinkedTo(command.provider(), command.externalId())) {
            Planning.issue(draft, Verb.READ, command.externalId(), Set.of());
        }
    }

    private static IllegalStateException neverWaits(Fact fact) {
        return new IllegalStateException("Only observations wait, got " + fact);
    }

    private record Waited(Draft draft, ItemObserved observed, CommandAnswered answer,
            Set<String> asked) {

        /** What came in after the question was asked may be newer than what its answer saw. */
        boolean isAnswered() {
            return answer.command().verb() == Verb.READ
                    && answer.outcome() != Outcome.UNAVAILABLE
                    && asked.contains(observed.eventId())
                    && (observed.reading().externalId().equals(answer.command().externalId())
                            || isOfTheSameSecond());
        }

        /** Made when the linked object was, which is there and shows nothing older: its former id. */
        private boolean isOfTheSameSecond() {
            MailboxCopy linked = draft.state().mailbox();
            return !isNotFound(answer) && linked.exists()
                    && draft.maySeeItMoved(observed.reading())
                    && !observed.reading().modifiedAt().isAfter(linked.modifiedAt());
        }

        void keepUnlessLookedAt() {
            boolean isOfTheLinked = draft.state()
                    .mailbox()
                    .isLinkedTo(observed.reading().provider(), observed.reading().externalId());
            boolean isGone = isNotFound(answer) || answer.presence() instanceof Presence.Gone;
            if (isGone && isOfTheLinked) {
                Absorbing.olderReading(draft, observed.reading());
            }
        }

        boolean isOfFormerProvider() {
            return !observed.reading().provider().equals(draft.mailbox().provider());
        }

        /**
         * The linked object was just seen to be there, or was made at another time: this is a copy. One that
         * was made with it may be what it moved to after the answer, unless the answer came after this.
         */
        boolean isCopy() {
            Reading reading = observed.reading();
            MailboxCopy linked = draft.state().mailbox();
            boolean isSeen = isNotFound(answer)
                    ? !linked.mayBeMadeWith(reading)
                    : !draft.maySeeItMoved(reading) || asked.contains(observed.eventId());
            return answer.outcome() != Outcome.UNAVAILABLE && isSeen && linked.exists()
                    && !linked.isLinkedTo(reading.provider(), reading.externalId())
                    && !draft.wasShownBy(reading);
        }

        /** The linked one bore our stamp, and nobody heard of its create: a copy is younger than we made it. */
        void tellTheCopy() {
            MailboxCopy linked = draft.state().mailbox();
            Reading reading = observed.reading();
            boolean isOlder = linked.made() == Made.BY_US_PERHAPS_TWICE
                    && reading.stamp().equals(draft.state().key().item())
                    && reading.createdAt().isAfter(Instant.EPOCH)
                    && reading.createdAt().isBefore(linked.createdAt());
            if (isOlder && answer.presence() instanceof Presence.There(Reading copy)
                    && linked.isLinkedTo(copy.provider(), copy.externalId())) {
                draft.add(new Linked(reading.provider(), reading.externalId(),
                        reading.createdAt(), linked.made()));
                Absorbing.absorb(draft, reading, Set.of());
                draft.add(new CopyFound(new ItemObserved(observed.eventId(), copy)));
            } else {
                draft.add(new CopyFound(observed));
            }
        }

        /** Found while the create was tried, or later; then one of another person is a copy. */
        boolean isPerhapsOurs() {
            boolean justMade = answer.command().verb() == Verb.CREATE && answer.attempts() > 1;
            return justMade || wasPerhapsMadeTwice(draft, observed.reading());
        }

        /** Nobody can ask any more whether it is a copy. */
        void alertOfADouble() {
            Reading reading = observed.reading();
            MailboxCopy linked = draft.state().mailbox();
            if (linked.exists() && reading.stamp().equals(draft.state().key().item())
                    && !linked.mayBeMadeWith(reading) && isPerhapsOurs()) {
                alert();
            }
        }

        void alert() {
            draft.add(POSSIBLE_DOUBLE);
        }
    }
}
