package io.syncline.topology.replay;

import io.syncline.core.item.ItemKey;
import io.syncline.schemas.contact.Decision;
import io.syncline.schemas.contact.DecisionKind;
import io.syncline.schemas.contact.JournalEntry;
import io.syncline.schemas.contact.Policy;

/** A policy that stands wherever the journal has one. */
record OtherPolicy(Policy policy) {

    private static final String ID = "other-policy";

    /** A decision for a policy, with this one; any other entry as it is. */
    JournalEntry inPlaceOf(JournalEntry entry) {
        return entry.getDecision()
                .filter(decision -> decision.getKind() == DecisionKind.POLICY)
                .map(decision -> JournalEntry.newBuilder(entry)
                        .setDecision(Decision.newBuilder(decision).setPolicy(policy).build())
                        .build())
                .orElse(entry);
    }

    /** What a mailbox begins with. */
    JournalEntry decidedFor(ItemKey place) {
        return MailboxFold.decided(Decision.newBuilder()
                .setTenant(place.tenant())
                .setMailbox(place.mailbox())
                .setEventId(ID)
                .setKind(DecisionKind.POLICY)
                .setDecidedBy("source")
                .setPolicy(policy)
                .build());
    }
}
