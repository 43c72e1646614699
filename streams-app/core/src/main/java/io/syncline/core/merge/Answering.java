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
import io.syncline.core.state.ItemEvent.BaseWritten;
import io.syncline.core.state.ItemEvent.CommandEnded;
import io.syncline.core.state.ItemEvent.CopyFound;
import io.syncline.core.state.ItemEvent.DueSet;
import io.syncline.core.state.ItemEvent.Linked;
import io.syncline.core.state.ItemEvent.MailboxLost;
import io.syncline.core.state.ItemEvent.RefusalNoted;
import io.syncline.core.state.ItemState;
import io.syncline.core.state.MailboxCopy;
import io.syncline.core.state.Slot;
import io.syncline.core.state.Trouble;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * Takes in what came of a command (rules R12 to R14).
 *
 * <pre>
 * answer to         outcome       then
 * the outstanding   landed        the base is what we wrote; then what is there now is taken in
 * the outstanding   stale         what is there now is taken in, and planned anew
 * the outstanding   rejected      several fields: one by one; one field: parked, with an alert
 * the outstanding   unavailable   due when the mailbox is back
 * any other         -             an observation of the object that it names (R13)
 * </pre>
 *
 * Afterwards what waited is taken in, oldest first.
 */
final class Answering {

    private Answering() {}

    static void answered(Draft draft, CommandAnswered answer) {
        if (!(draft.state().slot() instanceof Slot.Taken taken) || !isFor(taken, answer)) {
            stray(draft, answer);
            return;
        }
        draft.add(new CommandEnded());
        List<Fact.OfItem> waiting = movedBefore(draft, answer, taken.waiting());
        switch (answer.outcome()) {
            case LANDED -> landed(draft, answer);
            case STALE -> stale(draft, answer);
            case REJECTED -> rejected(draft, answer);
            case UNAVAILABLE -> {
                draft.add(new DueSet(true));
                draft.wantNoPlan();
                askAgain(draft, answer.command());
            }
        }
        askWhetherItIsStillThere(draft, answer);
        waiting.forEach(fact -> takeUp(draft, fact, answer, taken.asked()));
    }

    /** What a create made may have been told gone before anybody knew whose object it was. */
    private static void askWhetherItIsStillThere(Draft draft, CommandAnswered answer) {
        if (answer.command().verb() == Verb.CREATE
                && answer.presence() instanceof Presence.There(Reading made)
                && !draft.mailbox().strayGoneAt().isBefore(answer.command().decidedAt())) {
            Planning.issue(draft, Verb.READ, made.externalId(), Set.of());
        }
    }

    /** A question about the linked object stays open until it is answered; the sink paces it. */
    private static void askAgain(Draft draft, Command command) {
        if (command.verb() == Verb.READ
                && draft.state()
                        .mailbox()
                        .isLinkedTo(command.provider(), command.externalId())) {
            Planning.issue(draft, Verb.READ, command.externalId(), Set.of());
        }
    }

    private static boolean isFor(Slot.Taken taken, CommandAnswered answer) {
        return taken.command().number() == answer.command().number()
                && taken.command().writeId().equals(answer.command().writeId());
    }

    private static void stray(Draft draft, CommandAnswered answer) {
        switch (answer.presence()) {
            case Presence.There(Reading reading) -> Observing.observed(draft,
                    new ItemObserved(answer.eventId(), reading));
            case Presence.Gone() when draft.state()
                    .mailbox()
                    .isLinkedTo(answer.command().provider(), answer.command().externalId()) ->
                Deleting.observedGone(draft,
                        new Fact.ItemGone(answer.eventId(), answer.command().provider(),
                                answer.command().externalId()));
            case Presence.Gone() -> {
                // Another object's end is nobody's delete (R13).
            }
            case Presence.NotRead() -> {
                // Says nothing about the item.
            }
        }
    }

    /** The linked object is gone while another with our stamp turned up: the item moved (R4). */
    private static List<Fact.OfItem> movedBefore(Draft draft, CommandAnswered answer,
            List<Fact.OfItem> waiting) {
        if (answer.presence() instanceof Presence.Gone && draft.state().mailbox().isThere()) {
            waiting.stream()
                    .filter(ItemObserved.class::isInstance)
                    .map(ItemObserved.class::cast)
                    .map(ItemObserved::reading)
                    .filter(reading -> reading.stamp().equals(draft.state().key().item()))
                    .findFirst()
                    .ifPresent(reading -> draft.add(
                            new Linked(reading.provider(), reading.externalId())));
        }
        return waiting;
    }

    private static void landed(Draft draft, CommandAnswered answer) {
        Command command = answer.command();
        noteAccepted(draft, command);
        if (command.verb() == Verb.DELETE) {
            draft.add(new MailboxLost());
        } else if (command.verb() == Verb.PATCH || isThere(answer)) {
            if (command.verb() == Verb.CREATE
                    && answer.presence() instanceof Presence.There(Reading reading)) {
                draft.add(new Linked(reading.provider(), reading.externalId()));
            }
            draft.add(new BaseWritten(answer.landedVersion(), draft.state().mailbox().modifiedAt(),
                    written(draft, command)));
        }
        switch (answer.presence()) {
            case Presence.There(Reading reading) ->
                Observing.absorb(draft, reading, renditions(draft, answer, reading));
            case Presence.Gone() when command.verb() == Verb.CREATE ->
                Deleting.goneAfterCreate(draft, answer);
            case Presence.Gone() -> goneUnlessMoved(draft, command);
            case Presence.NotRead() -> {
                // The source will tell.
            }
        }
    }

    /** A create whose object nobody saw leaves no base: there is nothing that could hold it. */
    private static boolean isThere(CommandAnswered answer) {
        return answer.command().verb() == Verb.CREATE
                && answer.presence() instanceof Presence.There;
    }

    private static void stale(Draft draft, CommandAnswered answer) {
        switch (answer.presence()) {
            case Presence.There(Reading reading) -> Observing.absorb(draft, reading, Set.of());
            case Presence.Gone() -> goneUnlessMoved(draft, answer.command());
            case Presence.NotRead() -> {
                // Planned anew from what is known.
            }
        }
    }

    private static void goneUnlessMoved(Draft draft, Command command) {
        MailboxCopy copy = draft.state().mailbox();
        if (copy.isLinkedTo(command.provider(), command.externalId())) {
            Deleting.lost(draft);
        }
    }

    private static Map<String, Value> written(Draft draft, Command command) {
        Map<String, Value> written = new TreeMap<>();
        command.fields()
                .stream()
                .filter(name -> draft.kind().field(name).isPresent())
                .forEach(name -> written.put(name, command.contents().get(name)));
        return written;
    }

    /** At the write's own version, what differs in a written field is the service's rendition. */
    private static Set<String> renditions(Draft draft, CommandAnswered answer, Reading reading) {
        boolean ownVersion = !answer.landedVersion().isEmpty()
                && answer.landedVersion().equals(reading.version());
        if (!ownVersion || answer.command().verb() == Verb.READ) {
            return Set.of();
        }
        return draft.kind().renditionsAfterWriting(answer.command().fields());
    }

    private static void noteAccepted(Draft draft, Command command) {
        Trouble trouble = draft.state().trouble();
        Set<String> suspects = new HashSet<>(trouble.suspects());
        if (suspects.removeAll(command.fields())) {
            draft.add(new RefusalNoted(suspects, trouble.parked()));
        }
    }

    private static void rejected(Draft draft, CommandAnswered answer) {
        Command command = answer.command();
        Trouble trouble = draft.state().trouble();
        Set<String> suspects = new HashSet<>(trouble.suspects());
        Map<String, Value> parked = new HashMap<>(trouble.parked());
        if (command.fields().size() > 1) {
            suspects.addAll(command.fields());
        } else if (command.verb() != Verb.READ) {
            String field = command.fields().stream().findFirst().orElse(Planning.WHOLE_ITEM);
            suspects.remove(field);
            parked.put(field, command.contents().get(field));
            draft.add(new AlertRaised("write-rejected", "The mailbox refuses to "
                    + command.verb().name().toLowerCase(Locale.ROOT) + " " + field + " ("
                    + answer.reason() + "); it is not tried again until another value is wished"));
        }
        draft.add(new RefusalNoted(suspects, parked));
    }

    private static void takeUp(Draft draft, Fact.OfItem fact, CommandAnswered answer,
            Set<String> asked) {
        switch (fact) {
            case ItemObserved observed when isAnswered(observed, answer, asked) -> {
                // The answer looked at this very object, later.
            }
            case ItemObserved observed when isCopy(draft.state(), observed, answer) ->
                draft.add(isPerhapsOurs(answer)
                        ? new AlertRaised("possible-double",
                                "Two objects carry the stamp of one item after a create that was tried "
                                        + answer.attempts()
                                        + " times; delete one of them in the mailbox")
                        : new CopyFound(observed));
            case ItemObserved observed -> Observing.observed(draft, observed);
            case Fact.ItemGone gone -> {
                if (draft.state().mailbox().externalId().equals(gone.externalId())) {
                    Deleting.observedGone(draft, gone);
                }
            }
            case Fact.RecordEdited edited ->
                throw new IllegalStateException("Only observations wait, got " + edited);
            case CommandAnswered other ->
                throw new IllegalStateException("Only observations wait, got " + other);
        }
    }

    /** What came in after the question was asked may be newer than what its answer saw. */
    private static boolean isAnswered(ItemObserved observed, CommandAnswered answer,
            Set<String> asked) {
        return answer.command().verb() == Verb.READ && answer.outcome() != Outcome.UNAVAILABLE
                && asked.contains(observed.eventId())
                && observed.reading().externalId().equals(answer.command().externalId());
    }

    /** The linked object was just seen to be there, so this other one is a copy. */
    private static boolean isCopy(ItemState state, ItemObserved observed,
            CommandAnswered answer) {
        Reading reading = observed.reading();
        boolean linkSettled = answer.outcome() != Outcome.UNAVAILABLE;
        return linkSettled && state.mailbox().isThere()
                && !state.mailbox().isLinkedTo(reading.provider(), reading.externalId());
    }

    private static boolean isPerhapsOurs(CommandAnswered answer) {
        return answer.command().verb() == Verb.CREATE && answer.attempts() > 1;
    }
}
