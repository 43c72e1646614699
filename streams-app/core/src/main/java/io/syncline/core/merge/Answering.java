package io.syncline.core.merge;

import io.syncline.core.fact.Command;
import io.syncline.core.fact.Command.Verb;
import io.syncline.core.fact.Fact;
import io.syncline.core.fact.Fact.CommandAnswered;
import io.syncline.core.fact.Fact.Outcome;
import io.syncline.core.fact.Presence;
import io.syncline.core.fact.Reading;
import io.syncline.core.item.Value;
import io.syncline.core.state.ItemEvent.BaseWritten;
import io.syncline.core.state.ItemEvent.CommandEnded;
import io.syncline.core.state.ItemEvent.CommandsSeen;
import io.syncline.core.state.ItemEvent.DueSet;
import io.syncline.core.state.ItemEvent.Linked;
import io.syncline.core.state.ItemEvent.MailboxLost;
import io.syncline.core.state.ItemEvent.OthersObjectFound;
import io.syncline.core.state.MailboxCopy.Made;
import io.syncline.core.state.Slot;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Consumer;

/**
 * Takes in what came of a command (rules R12 to R14, R21). The first row that holds decides:
 *
 * <pre>
 * an answer                            then
 * to another command of our number,    ours never reached the sink, as another generation of merge
 *   or of a later one                    ran: it ends, and the answer is taken in as the next (R13)
 * to any but the outstanding command   an observation of the object that it names; if that was gone,
 *                                        a question whether it still is (R13)
 * from the provider before             what landed is the base; nothing else is believed (R21)
 * landed                               the base is what we wrote; then what is there now is taken in
 * stale                                what is there now is taken in, and planned anew (R14); due where
 *                                        that was not found: the source will tell where it is (R18)
 * rejected, several fields             one by one (R14)
 * rejected, one field                  parked, with an alert (R14)
 * unavailable, but told ready since    planned anew: what would revive it came before it (R14)
 * unavailable                          due when the mailbox is back (R14)
 * </pre>
 *
 * What is there now after a write that landed: at the version that the write itself returned, a written
 * field that reads differently is the service's own rendition; at any other it is an edit that followed
 * (R12). What is gone, and was seen while the command was under way, is looked for once more: it may have
 * been taken back since (R18). What is another item's object by now counts as stale and not read (R16, R17).
 * Afterwards what waited is taken up ({@link Waiting}).
 */
final class Answering {

    private static final Table<Answer> ANSWERED = new Table<>("answered");
    private static final Table<After> WRITTEN = new Table<>("read after a write");

    static final List<Rule<?>> ROWS = List.of(
            ANSWERED.row("R13 ours was never sent", Answer::isPastOurs, Answer::giveUpOurs),
            ANSWERED.row("R13 an answer to another command", Answer::isStray,
                    answer -> Straying.answered(answer.draft(), answer.fact())),
            ANSWERED.row("R21 an answer from the provider before", Answer::isOfFormerProvider,
                    Answer::endFormer),
            ANSWERED.row("R12 landed", answer -> answer.came(Outcome.LANDED),
                    answer -> answer.end(Answer::landed)),
            ANSWERED.row("R14 stale", answer -> answer.came(Outcome.STALE),
                    answer -> answer.end(Answer::takeInWhatIsThere)),
            ANSWERED.row("R14 several values refused together", Answer::isRefusedTogether,
                    answer -> answer.end(each -> Refusals.suspect(each.draft(), each.command()))),
            ANSWERED.row("R14 one value refused", answer -> answer.came(Outcome.REJECTED),
                    answer -> answer.end(each -> Refusals.park(each.draft(), each.fact()))),
            ANSWERED.row("R14 unavailable, and ready since", Answer::isReadySince,
                    answer -> answer.end(Answer::askAgainIfItAsked)),
            ANSWERED.otherwise("R14 unavailable", answer -> answer.end(Answer::becomeDue)),
            WRITTEN.row("R12 an edit that followed our write", After::isLater,
                    after -> Absorbing.absorb(after.draft(), after.reading(), Set.of())),
            WRITTEN.otherwise("R12 the service's own rendition",
                    after -> Absorbing.absorb(after.draft(), after.reading(),
                            after.renditions())));

    private Answering() {}

    static void answered(Draft draft, CommandAnswered answer) {
        if (answer.command().number() > draft.state().commands()) {
            draft.add(new CommandsSeen(answer.command().number()));
        }
        Withholding.forgetWhatWasSent(draft, answer.command());
        draft.rules().decide(ANSWERED, new Answer(draft, withoutOthersObject(draft, answer)));
    }

    /** Ends a command that another generation of merge may have sent, or nobody, as if unavailable. */
    static void giveUp(Draft draft) {
        unanswered(draft).ifPresent(answer -> answer.end(Answer::askAgainIfItAsked));
    }

    /** What is outstanding, as if its mailbox had not been there. */
    private static Optional<Answer> unanswered(Draft draft) {
        return draft.state().slot() instanceof Slot.Taken taken
                ? Optional.of(new Answer(draft, new CommandAnswered(draft.causeId(),
                        taken.command(), Outcome.UNAVAILABLE, "", new Presence.NotRead(), "", 0)))
                : Optional.empty();
    }

    /**
     * What is another item's is not ours to take, nor to look at again in place of a create: a copy that
     * bears our stamp, or what an item that was joined to another one had asked about.
     */
    private static CommandAnswered withoutOthersObject(Draft draft, CommandAnswered answer) {
        if (answer.presence() instanceof Presence.There(Reading found)
                && draft.lookup()
                        .linked(found.provider(), found.externalId())
                        .filter(other -> !other.key().equals(draft.state().key()))
                        .isPresent()) {
            if (answer.command().verb() == Verb.CREATE) {
                draft.add(new OthersObjectFound(found.externalId()));
            }
            return new CommandAnswered(answer.eventId(), answer.command(), Outcome.STALE, "",
                    new Presence.NotRead(), answer.reason(), answer.attempts());
        }
        return answer;
    }

    /** An answer and the command that is outstanding. */
    private record Answer(Draft draft, CommandAnswered fact) {

        Command command() {
            return fact.command();
        }

        boolean isStray() {
            return !(draft.state().slot() instanceof Slot.Taken taken)
                    || taken.command().number() != command().number()
                    || !taken.command().writeId().equals(command().writeId());
        }

        /** Numbers count up, so whoever sent this one will not send ours any more. */
        boolean isPastOurs() {
            return draft.state().slot() instanceof Slot.Taken taken
                    && !taken.command().writeId().equals(command().writeId())
                    && taken.command().number() <= command().number();
        }

        /** While one generation drains, another's phantom must not become due: nobody has released it. */
        void giveUpOurs() {
            if (!draft.sendsWrites() && draft.state().slot() instanceof Slot.Taken taken) {
                Withholding.withhold(draft, taken.command());
                Withholding.forgetWhatWasSent(draft, command());
            }
            unanswered(draft).ifPresent(
                    ours -> ours.end(each -> Waiting.askAgain(draft, each.command())));
            Straying.answered(draft, fact);
        }

        boolean isOfFormerProvider() {
            return !command().provider().equals(draft.mailbox().provider());
        }

        boolean came(Outcome outcome) {
            return fact.outcome() == outcome;
        }

        boolean isReadySince() {
            return draft.takesCommands()
                    && !draft.mailbox().reach().readyAt().isBefore(command().decidedAt());
        }

        void askAgainIfItAsked() {
            Unheard.note(draft, command());
            Waiting.askAgain(draft, command());
        }

        boolean isRefusedTogether() {
            return came(Outcome.REJECTED) && command().fields().size() > 1;
        }

        /** Ends the command, takes in what came of it, and takes up what waited. */
        void end(Consumer<Answer> then) {
            Waiting.followMove(draft, fact);
            List<Fact.OfItem> waiting = List.of();
            Set<String> asked = Set.of();
            if (draft.state().slot() instanceof Slot.Taken taken) {
                waiting = taken.waiting();
                asked = taken.asked();
            }
            draft.add(new CommandEnded());
            List<Fact.OfItem> left = LastWords.takeIn(draft, fact, waiting, asked);
            then.accept(this);
            Waiting.askWhetherItIsStillThere(draft, fact);
            Waiting.takeUp(draft, left, fact, asked);
        }

        /** Its ids and versions mean nothing here, but what it wrote was copied along. */
        void endFormer() {
            end(answer -> {
                if (came(Outcome.LANDED) && command().verb() == Verb.PATCH) {
                    draft.add(new BaseWritten("", draft.state().mailbox().modifiedAt(),
                            written()));
                } else if (came(Outcome.LANDED) && command().verb() == Verb.DELETE) {
                    draft.add(new MailboxLost());
                }
            });
        }

        void landed() {
            Refusals.accepted(draft, command());
            Unheard.forget(draft, command().fields());
            if (command().verb() == Verb.DELETE) {
                if (isOfTheLinked() || fact.attempts() == 1) {
                    draft.add(new MailboxLost());
                } // Else it was not found at a second try, since it has moved: deleted under its new id.
            } else if (command().verb() == Verb.PATCH || isMade()) {
                if (isMade() && fact.presence() instanceof Presence.There(Reading reading)) {
                    draft.add(new Linked(reading.provider(), reading.externalId(),
                            reading.createdAt(), made()));
                }
                draft.add(new BaseWritten(fact.landedVersion(),
                        draft.state().mailbox().modifiedAt(), written()));
            }
            switch (fact.presence()) {
                case Presence.There(Reading reading) -> {
                    draft.rules().decide(WRITTEN, new After(draft, fact, reading));
                    forgetUnlessDeleted();
                }
                case Presence.Gone() when command().verb() == Verb.CREATE ->
                    Deleting.goneAfterCreate(draft, fact);
                case Presence.Gone() -> goneUnlessMoved();
                case Presence.Untracked(String id) -> withdrawn(id);
                case Presence.NotRead() -> {
                    // The source will tell.
                }
            }
        }

        void takeInWhatIsThere() {
            switch (fact.presence()) {
                case Presence.There(Reading reading) -> {
                    Absorbing.absorb(draft, reading, Set.of());
                    Unheard.forgetAll(draft);
                }
                case Presence.Gone() -> goneUnlessMoved();
                case Presence.Untracked(String id) -> withdrawn(id);
                case Presence.NotRead() -> waitForTheSource();
            }
        }

        private void forgetUnlessDeleted() {
            if (command().verb() != Verb.DELETE) {
                Unheard.forgetAll(draft);
            }
        }

        /** What waited, or another id, may tell at once. */
        private void waitForTheSource() {
            boolean isOpen = !isOfTheLinked()
                    || draft.before().slot() instanceof Slot.Taken taken
                            && !taken.waiting().isEmpty();
            if (!isOpen) {
                draft.add(new DueSet(true));
                draft.wantNoPlan();
            }
        }

        /** An answer that was not heard may have hidden that an earlier try had made one (R17). */
        private Made made() {
            return fact.attempts() > 1 ? Made.BY_US_PERHAPS_TWICE : Made.BY_US;
        }

        void becomeDue() {
            Unheard.note(draft, command());
            draft.add(new DueSet(true));
            draft.wantNoPlan();
            Waiting.askAgain(draft, command());
        }

        /** What a create made, or found in its place, is linked first; else it would be made again. */
        private void withdrawn(String externalId) {
            if (command().verb() == Verb.CREATE && !externalId.isEmpty()) {
                Absorbing.link(draft, new Linked(command().provider(), externalId, Instant.EPOCH,
                        made()), true);
            }
            Absorbing.withdrawn(draft);
        }

        private boolean isOfTheLinked() {
            return draft.state()
                    .mailbox()
                    .isLinkedTo(command().provider(), command().externalId());
        }

        /** A create whose object nobody saw leaves no base: there is nothing that could hold it. */
        private boolean isMade() {
            return command().verb() == Verb.CREATE
                    && fact.presence() instanceof Presence.There;
        }

        /** Who was seen there meanwhile may have been taken back since: that is asked first. */
        private void goneUnlessMoved() {
            if (!isOfTheLinked() || !draft.state().mailbox().isThere() || !draft.isFree()) {
                return;
            }
            if (LastWords.isSeenSince(draft, fact)) {
                Planning.issue(draft, Verb.READ, command().externalId(), Set.of());
            } else {
                Deleting.lost(draft);
            }
        }

        private Map<String, Value> written() {
            Map<String, Value> written = new TreeMap<>();
            command().fields()
                    .stream()
                    .filter(name -> draft.kind().field(name).isPresent())
                    .forEach(name -> written.put(name, command().contents().get(name)));
            return written;
        }

    }

    /** What is there after a write that landed. */
    private record After(Draft draft, CommandAnswered fact, Reading reading) {

        boolean isLater() {
            return fact.landedVersion().isEmpty()
                    || !fact.landedVersion().equals(reading.version());
        }

        Set<String> renditions() {
            return draft.kind().renditionsAfterWriting(fact.command().fields());
        }
    }
}
