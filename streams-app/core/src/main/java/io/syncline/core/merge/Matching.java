package io.syncline.core.merge;

import io.syncline.core.fact.Fact;
import io.syncline.core.fact.Fact.EditVerb;
import io.syncline.core.fact.Reading;
import io.syncline.core.fact.Said;
import io.syncline.core.item.Contents;
import io.syncline.core.item.Value;
import io.syncline.core.state.ItemEvent.AmbiguitySet;
import io.syncline.core.state.ItemEvent.FactRefused;
import io.syncline.core.state.ItemEvent.Joined;
import io.syncline.core.state.ItemState;
import io.syncline.core.state.MailboxCopy;
import io.syncline.core.state.MailboxCopy.Presence;
import io.syncline.core.state.Replica;
import io.syncline.core.state.Slot;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Carries out what an operator said about an item that may be another's person (rule R16). The first
 * row that holds decides:
 *
 * <pre>
 * an item                                          then
 * about which nothing is to be decided             the decision is refused
 * that is private, or in a folder not followed     the decision is refused
 * that is another's person, and whose contact      the decision is refused (R21)
 *   only the former provider can name
 * that is a person of its own                      not ambiguous any more, and planned
 * that is another's person                         its copies become the other item's
 * </pre>
 */
final class Matching {

    private static final Table<Match> MATCHED = new Table<>("match decided");

    static final List<Rule<?>> ROWS = List.of(
            MATCHED.row("R16 there is nothing to decide now",
                    match -> !match.isOpen() || match.isNotFollowed() || match.isBeyondReach(),
                    Match::refuse),
            MATCHED.row("R16 a person of its own", Match::isOwn,
                    match -> match.draft().add(new AmbiguitySet(false))),
            MATCHED.otherwise("R16 another item's person", Match::join));

    private Matching() {}

    static void decided(Draft draft, Fact.MatchDecided decided) {
        draft.rules().decide(MATCHED, new Match(draft, decided));
    }

    private record Match(Draft draft, Fact.MatchDecided decided) {

        boolean isOpen() {
            return draft.state().trouble().ambiguous();
        }

        boolean isOwn() {
            return decided.sameAs().isEmpty();
        }

        boolean isNotFollowed() {
            return draft.state().mailbox().presence() == Presence.UNTRACKED;
        }

        /** The other item could not be told of a contact by an id that means nothing any more. */
        boolean isBeyondReach() {
            return !isOwn() && draft.state().mailbox().exists()
                    && draft.state().mailbox().isOfAnother(draft.mailbox().provider());
        }

        void join() {
            draft.add(new Joined(draft.stamp(draft.now(), Replica.CRM)));
            draft.wantNoPlan();
        }

        void refuse() {
            String item = "Item " + decided.item();
            if (!isOpen()) {
                draft.add(new FactRefused("not-ambiguous",
                        item + " does not wait for a decision about who it is"));
            } else if (isNotFollowed()) {
                draft.add(new FactRefused("not-followed", "The contact of " + item
                        + " is private now, or in a folder that is not followed; decide once it is"
                        + " followed again"));
            } else {
                draft.add(new FactRefused("not-translated", "The contact of " + item
                        + " has not been found through the mailbox's new provider yet; decide once"
                        + " the change is over"));
            }
        }
    }

    /** What the joined item knew, as facts for the one that it was joined to. */
    static List<Fact.OfItem> factsOf(ItemState joined, Fact.MatchDecided decided) {
        List<Fact.OfItem> facts = new ArrayList<>();
        if (joined.mailbox().exists()) {
            facts.add(new Fact.ItemObserved(decided.eventId(), reading(joined)));
        }
        if (joined.slot() instanceof Slot.Taken taken) {
            facts.addAll(taken.waiting());
        }
        if (!joined.crm().recordId().isEmpty()) {
            facts.addAll(edits(joined, decided.eventId()));
        }
        return facts;
    }

    private static Reading reading(ItemState joined) {
        MailboxCopy copy = joined.mailbox();
        Map<String, Value> shown = new TreeMap<>();
        copy.held().forEach((field, held) -> shown.put(field, held.shown()));
        return new Reading(copy.provider(), copy.externalId(), copy.version(), copy.modifiedAt(),
                copy.createdAt(), "", shown.keySet(), Contents.of(shown));
    }

    /**
     * The record, and what the CRM set at other times than it wrote it: a later edit of the other item's
     * must still win over each. What the CRM had cleared, the other item never showed it.
     */
    private static List<Fact.OfItem> edits(ItemState joined, String eventId) {
        Said whole = joined.crm().whole();
        Map<Said, Map<String, Value>> bySaying = new LinkedHashMap<>();
        bySaying.put(whole, new TreeMap<>());
        joined.crm().set().forEach((field, edit) -> {
            if (edit.said().equals(whole) || !edit.value().isEmpty()) {
                bySaying.computeIfAbsent(edit.said(), said -> new TreeMap<>())
                        .put(field, edit.value());
            }
        });
        List<Fact.OfItem> edits = new ArrayList<>();
        bySaying.forEach((said, set) -> edits.add(new Fact.RecordEdited(
                edits.isEmpty() ? eventId : eventId + "#" + edits.size(),
                joined.crm().recordId(), said.equals(whole) ? EditVerb.WHOLE : EditVerb.PATCH,
                set.keySet(), Contents.of(set), said.editedAt(), said.revision(), 0, "")));
        return edits;
    }
}
