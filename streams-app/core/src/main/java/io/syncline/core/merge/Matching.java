package io.syncline.core.merge;

import io.syncline.core.fact.Fact;
import io.syncline.core.fact.Fact.EditVerb;
import io.syncline.core.fact.Reading;
import io.syncline.core.item.Contents;
import io.syncline.core.item.Value;
import io.syncline.core.state.CrmCopy;
import io.syncline.core.state.ItemEvent.AmbiguitySet;
import io.syncline.core.state.ItemEvent.FactRefused;
import io.syncline.core.state.ItemEvent.Joined;
import io.syncline.core.state.ItemState;
import io.syncline.core.state.MailboxCopy;
import io.syncline.core.state.MailboxCopy.Presence;
import io.syncline.core.state.Replica;
import io.syncline.core.state.Slot;
import java.time.Instant;
import java.util.ArrayList;
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
 * that is a person of its own                      not ambiguous any more, and planned
 * that is another's person                         its copies become the other item's; refused while
 *                                                    it is private, or in a folder not followed
 * </pre>
 */
final class Matching {

    private static final Table<Match> MATCHED = new Table<>("match decided");

    static final List<Rule<?>> ROWS = List.of(
            MATCHED.row("R16 there is nothing to decide", match -> !match.isOpen(),
                    match -> match.refuse("not-ambiguous",
                            " does not wait for a decision about who it is")),
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

        void join() {
            if (draft.state().mailbox().presence() == Presence.UNTRACKED) {
                refuse("not-followed", " is private now, or in a folder that is not followed;"
                        + " decide once it is followed again");
            } else {
                draft.add(new Joined(draft.stamp(draft.now(), Replica.CRM)));
                draft.wantNoPlan();
            }
        }

        void refuse(String code, String why) {
            draft.add(new FactRefused(code, "Item " + decided.item() + why));
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
            facts.add(edit(joined, decided.eventId()));
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

    private static Fact.RecordEdited edit(ItemState joined, String eventId) {
        Map<String, Value> set = new TreeMap<>();
        joined.crm().set().forEach((field, edit) -> set.put(field, edit.value()));
        Instant editedAt = joined.crm()
                .set()
                .values()
                .stream()
                .map(CrmCopy.SetByCrm::editedAt)
                .max(Instant::compareTo)
                .orElse(Instant.EPOCH);
        return new Fact.RecordEdited(eventId, joined.crm().recordId(), EditVerb.WHOLE,
                set.keySet(), Contents.of(set), editedAt, -1, 0, "");
    }
}
