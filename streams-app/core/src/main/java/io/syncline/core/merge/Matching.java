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
 * Carries out what an operator said about an item that may be another's person (rule R16): it is a
 * person of its own, or its copies become the other item's.
 */
final class Matching {

    private Matching() {}

    static void decided(Draft draft, Fact.MatchDecided decided) {
        if (!draft.state().trouble().ambiguous()) {
            draft.add(new FactRefused("not-ambiguous", "Item " + decided.item()
                    + " does not wait for a decision about who it is"));
        } else if (draft.state().mailbox().presence() == Presence.UNTRACKED
                && !decided.sameAs().isEmpty()) {
            draft.add(new FactRefused("not-followed", "The contact of item " + decided.item()
                    + " is private now, or in a folder that is not followed; decide once it is"
                    + " followed again"));
        } else if (decided.sameAs().isEmpty()) {
            draft.add(new AmbiguitySet(false));
        } else {
            draft.add(new Joined(draft.stamp(draft.now(), Replica.CRM)));
            draft.wantNoPlan();
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
