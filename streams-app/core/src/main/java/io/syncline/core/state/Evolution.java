package io.syncline.core.state;

import io.syncline.core.fact.Fact;
import io.syncline.core.fact.Fact.EditVerb;
import io.syncline.core.fact.Reading;
import io.syncline.core.fact.Said;
import io.syncline.core.item.ByName;
import io.syncline.core.item.Value;
import io.syncline.core.state.ItemEvent.BaseRead;
import io.syncline.core.state.ItemEvent.BaseWritten;
import io.syncline.core.state.MailboxCopy.Made;
import io.syncline.core.state.MailboxCopy.Presence;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The only functions that change an item's state. A released branch never changes its meaning: a
 * stored state was folded by it.
 */
public final class Evolution {

    private Evolution() {}

    /** The state after an event. */
    public static ItemState evolve(ItemState state, ItemEvent event) {
        return switch (event) {
            case ItemEvent.FieldSet set -> with(state, set);
            case ItemEvent.Linked linked -> with(heardOfAll(state),
                    linked(state.mailbox(), linked));
            case ItemEvent.Relinked linked -> with(withRenamed(state, linked),
                    state.mailbox().under(linked.provider(), linked.externalId()));
            case ItemEvent.TrackingSet set -> with(state,
                    state.mailbox().as(set.tracked() ? Presence.THERE : Presence.UNTRACKED));
            case ItemEvent.MadeTwice made -> with(state,
                    state.mailbox().madeBy(Made.BY_US_PERHAPS_TWICE));
            case BaseRead read -> with(state, afterRead(state.mailbox(), read));
            case BaseWritten written -> with(state, afterWrite(state.mailbox(), written));
            case ItemEvent.RenditionRead read -> with(state, afterRendition(state.mailbox(), read));
            case ItemEvent.MailboxLost lost -> with(heardOfAll(state), state.mailbox()
                    .as(Presence.GONE)
                    .at("", Instant.EPOCH)
                    .madeBy(Made.BY_OTHERS));
            case ItemEvent.SetByCrm set -> with(state, afterEdit(state.crm(), set));
            case ItemEvent.Deleted deleted -> with(state, new Life.Deleted(deleted.stamp()));
            case ItemEvent.DeleteHeld held -> with(state,
                    new Life.DeleteHeld(held.stamp(), held.heldAt()));
            case ItemEvent.Restored restored -> with(state, new Life.Live());
            case ItemEvent.ObservationWaits waits -> with(state, waiting(state, waits));
            case ItemEvent.CommandEnded ended -> with(state, new Slot.Free());
            case ItemEvent.DueSet due -> with(state, state.trouble().withDue(due.due()));
            case ItemEvent.RefusalNoted noted -> with(state,
                    state.trouble().withRefused(noted.suspects(), noted.parked()));
            case ItemEvent.WritesWithheld withheld -> with(state,
                    state.trouble().withWithheld(withheld.withheld()));
            case ItemEvent.WritesUnheard unheard -> with(state,
                    state.trouble().withUnheard(unheard.writes()));
            case ItemEvent.OthersObjectFound found -> with(state,
                    state.trouble().withOthersObject(found.externalId()));
            case ItemEvent.AmbiguitySet set -> with(state,
                    state.trouble().withAmbiguous(set.ambiguous()));
            case ItemEvent.Joined joined -> new ItemState(state.key(),
                    new Life.Deleted(joined.stamp()), Map.of(), MailboxCopy.NEVER, CrmCopy.NEVER,
                    new Slot.Free(), state.version(), state.commands(), Trouble.NONE);
            case ItemEvent.CommandIssued issued -> new ItemState(state.key(), state.life(),
                    state.registers(), state.mailbox(), state.crm(),
                    new Slot.Taken(issued.command(), List.of(), Set.of()), state.version(),
                    issued.command().number(), state.trouble());
            case ItemEvent.CommandsSeen seen -> counting(state, state.version(),
                    Math.max(state.commands(), seen.number()));
            case ItemEvent.VersionsSeen seen -> counting(state,
                    Math.max(state.version(), seen.version()), state.commands());
            case ItemEvent.Published published -> counting(state, state.version() + 1,
                    state.commands());
            case ItemEvent.ConflictFound conflict -> state;
            case ItemEvent.AlertRaised alert -> state;
            case ItemEvent.FactRefused refused -> state;
            case ItemEvent.CopyFound copy -> state;
        };
    }

    private static ItemState with(ItemState state, ItemEvent.FieldSet set) {
        // The version is not known before publishing; the next one is the earliest it can be.
        long version = state.version() + 1;
        Register old = state.registers().get(set.field());
        Register register = old == null
                ? Register.first(set.value(), set.stamp(), version, set.at())
                : old.followedBy(set.value(), set.stamp(), version, set.at(),
                        state.crm().seenVersion());
        return new ItemState(state.key(), state.life(),
                ByName.copyOf(state.registers()).with(set.field(), register), state.mailbox(),
                state.crm(), state.slot(), state.version(), state.commands(), state.trouble());
    }

    /** What nobody heard of was about another object. */
    private static ItemState heardOfAll(ItemState state) {
        return state.trouble().unheard().isEmpty()
                ? state
                : with(state, state.trouble().withUnheard(UnheardWrites.NONE));
    }

    /** Of the object that it was linked to before, it is known what it held; of another, nothing. */
    private static MailboxCopy linked(MailboxCopy copy, ItemEvent.Linked linked) {
        boolean isTakenBack = copy.isLinkedTo(linked.provider(), linked.externalId());
        return MailboxCopy.of(linked, isTakenBack ? copy.held() : Map.of());
    }

    private static MailboxCopy afterRead(MailboxCopy copy, BaseRead read) {
        ByName<Held> held = ByName.copyOf(copy.held());
        for (Map.Entry<String, Value> shown : read.shown().entrySet()) {
            if (!copy.held(shown.getKey()).shown().equals(shown.getValue())) {
                held = held.with(shown.getKey(), Held.read(shown.getValue()));
            }
        }
        return copy.at(read.version(), read.modifiedAt()).holding(held);
    }

    private static MailboxCopy afterWrite(MailboxCopy copy, BaseWritten written) {
        ByName<Held> held = ByName.copyOf(copy.held());
        for (Map.Entry<String, Value> set : written.written().entrySet()) {
            held = held.with(set.getKey(), new Held(set.getValue(), set.getValue(),
                    copy.held(set.getKey()).shown()));
        }
        return copy.at(written.version(), written.modifiedAt()).holding(held);
    }

    private static MailboxCopy afterRendition(MailboxCopy copy, ItemEvent.RenditionRead read) {
        ByName<Held> held = ByName.copyOf(copy.held());
        for (Map.Entry<String, Value> shown : read.shown().entrySet()) {
            Held old = copy.held(shown.getKey());
            held = held.with(shown.getKey(),
                    new Held(shown.getValue(), old.meant(), old.before()));
        }
        return copy.holding(held);
    }

    private static CrmCopy afterEdit(CrmCopy crm, ItemEvent.SetByCrm event) {
        ByName<CrmCopy.SetByCrm> set = ByName.copyOf(crm.set());
        for (Map.Entry<String, CrmCopy.SetByCrm> said : event.set().entrySet()) {
            set = set.with(said.getKey(), said.getValue());
        }
        List<String> recent = new ArrayList<>(crm.recentEvents());
        recent.add(event.edit().eventId());
        int surplus = Math.max(0, recent.size() - CrmCopy.RECENT_EVENTS_MAX);
        return new CrmCopy(crm.recordId().isEmpty() ? event.edit().recordId() : crm.recordId(),
                Math.max(crm.seenVersion(), event.edit().seenVersion()), set,
                wholeAfter(crm.whole(), event.edit()), deletedAfter(crm.deleted(), event.edit()),
                recent.subList(surplus, recent.size()));
    }

    private static Said wholeAfter(Said whole, Fact.RecordEdited edit) {
        boolean saysSo = edit.verb() == EditVerb.WHOLE || edit.verb() == EditVerb.RESTORE;
        return saysSo && edit.said().isLaterThan(whole) ? edit.said() : whole;
    }

    private static Said deletedAfter(Said deleted, Fact.RecordEdited edit) {
        return edit.verb() == EditVerb.DELETE && edit.said().isLaterThan(deleted)
                ? edit.said()
                : deleted;
    }

    private static Slot waiting(ItemState state, ItemEvent.ObservationWaits event) {
        Fact.OfItem fact = event.fact();
        if (!(state.slot() instanceof Slot.Taken taken)) {
            throw new IllegalStateException("Nothing to wait for: " + state.key() + " got " + fact);
        }
        List<Fact.OfItem> waiting = fact instanceof Fact.ItemTranslated translated
                ? renamed(taken.waiting(), translated.oldExternalId(), translated.externalId())
                : new ArrayList<>(taken.waiting());
        if (waiting.stream().noneMatch(other -> isNewer(other, fact))) {
            Fact.OfItem kept = withStampOf(waiting, fact);
            waiting.removeIf(other -> objectOf(other).equals(objectOf(fact))
                    && !isAsOld(other, fact) && !isLastWord(other, fact)
                    && !isLastWord(fact, other));
            waiting.add(kept);
        }
        Set<String> asked = new HashSet<>(taken.asked());
        if (event.asked()) {
            asked.add(fact.eventId());
        }
        return new Slot.Taken(taken.command(), waiting.size() <= Slot.WAITING_MAX
                ? waiting
                : waiting.subList(waiting.size() - Slot.WAITING_MAX, waiting.size()), asked);
    }

    /** A page shows no stamp: one that was read before stands on the object still. */
    private static Fact.OfItem withStampOf(List<Fact.OfItem> waiting, Fact.OfItem fact) {
        if (!(fact instanceof Fact.ItemObserved(String eventId, Reading reading))) {
            return fact;
        }
        return waiting.stream()
                .filter(Fact.ItemObserved.class::isInstance)
                .map(other -> ((Fact.ItemObserved) other).reading())
                .filter(other -> other.externalId().equals(reading.externalId()))
                .filter(other -> !other.stamp().isEmpty() && reading.stamp().isEmpty())
                .findFirst().<Fact
                        .OfItem>map(
                                other -> new Fact.ItemObserved(eventId,
                                        reading.stamped(other.stamp())))
                .orElse(fact);
    }

    /** What waits under the former id is about the same object; that this one ended, is not its end. */
    private static ItemState withRenamed(ItemState state, ItemEvent.Relinked linked) {
        MailboxCopy copy = state.mailbox();
        if (!(state.slot() instanceof Slot.Taken taken)
                || !copy.provider().equals(linked.provider())) {
            return state;
        }
        return with(state, new Slot.Taken(taken.command(),
                renamed(taken.waiting(), copy.externalId(), linked.externalId()), taken.asked()));
    }

    private static List<Fact.OfItem> renamed(List<Fact.OfItem> waiting, String oldId,
            String newId) {
        List<Fact.OfItem> renamed = new ArrayList<>();
        for (Fact.OfItem fact : waiting) {
            if (!objectOf(fact).equals(oldId)) {
                renamed.add(fact);
            } else if (fact instanceof Fact.ItemObserved(String eventId, Reading reading)) {
                renamed.add(new Fact.ItemObserved(eventId, reading.under(newId)));
            }
        }
        return renamed;
    }

    /** An old answer that is told again must not push out what came after it. */
    private static boolean isNewer(Fact.OfItem waiting, Fact.OfItem fact) {
        return waiting instanceof Fact.ItemObserved(var id, Reading kept)
                && fact instanceof Fact.ItemObserved(var other, Reading told)
                && kept.externalId().equals(told.externalId())
                && kept.modifiedAt().isAfter(told.modifiedAt());
    }

    /** What an object showed before it ended was somebody's edit all the same. */
    private static boolean isLastWord(Fact.OfItem waiting, Fact.OfItem fact) {
        return waiting instanceof Fact.ItemObserved && !(fact instanceof Fact.ItemObserved);
    }

    /** Versions of one second have no order: both are kept. */
    private static boolean isAsOld(Fact.OfItem waiting, Fact.OfItem fact) {
        return waiting instanceof Fact.ItemObserved(var id, Reading kept)
                && fact instanceof Fact.ItemObserved(var other, Reading told)
                && kept.modifiedAt().equals(told.modifiedAt())
                && !kept.version().equals(told.version());
    }

    /** The mailbox object that an observation is about. */
    private static String objectOf(Fact.OfItem fact) {
        return switch (fact) {
            case Fact.ItemObserved observed -> observed.reading().externalId();
            case Fact.ItemGone gone -> gone.externalId();
            case Fact.ItemUntracked untracked -> untracked.externalId();
            case Fact.RecordEdited edited -> edited.eventId();
            case Fact.CommandAnswered answered -> answered.eventId();
            case Fact.ItemTranslated translated -> translated.eventId();
            case Fact.MatchDecided decided -> decided.eventId();
            case Fact.HeldDeleteDecided decided -> decided.eventId();
            case Fact.RetryDecided decided -> decided.eventId();
            case Fact.VersionTold told -> told.eventId();
            case Fact.RepublishDecided decided -> decided.eventId();
        };
    }

    private static ItemState counting(ItemState state, long version, long commands) {
        return new ItemState(state.key(), state.life(), state.registers(), state.mailbox(),
                state.crm(), state.slot(), version, commands, state.trouble());
    }

    private static ItemState with(ItemState state, MailboxCopy mailbox) {
        return new ItemState(state.key(), state.life(), state.registers(), mailbox, state.crm(),
                state.slot(), state.version(), state.commands(), state.trouble());
    }

    private static ItemState with(ItemState state, CrmCopy crm) {
        return new ItemState(state.key(), state.life(), state.registers(), state.mailbox(), crm,
                state.slot(), state.version(), state.commands(), state.trouble());
    }

    private static ItemState with(ItemState state, Life life) {
        return new ItemState(state.key(), life, state.registers(), state.mailbox(), state.crm(),
                state.slot(), state.version(), state.commands(), state.trouble());
    }

    private static ItemState with(ItemState state, Slot slot) {
        return new ItemState(state.key(), state.life(), state.registers(), state.mailbox(),
                state.crm(), slot, state.version(), state.commands(), state.trouble());
    }

    private static ItemState with(ItemState state, Trouble trouble) {
        return new ItemState(state.key(), state.life(), state.registers(), state.mailbox(),
                state.crm(), state.slot(), state.version(), state.commands(), trouble);
    }
}
