package io.syncline.topology.replay;

import io.syncline.core.item.ItemKey;
import io.syncline.schemas.contact.Decision;
import io.syncline.schemas.contact.DecisionKind;
import io.syncline.schemas.contact.JournalEntry;
import io.syncline.schemas.contact.Policy;
import java.util.Map;
import java.util.Optional;

/**
 * Policies that stand wherever the journal has one.
 *
 * @param byTenant by the tenants' ids; what the journal tells of any other stands
 */
record OtherPolicies(Map<String, Policy> byTenant) {

    private static final String ID = "other-policy";

    OtherPolicies {
        byTenant = Map.copyOf(byTenant);
    }

    /** A decision for a policy, with the one of its tenant; any other entry as it is. */
    JournalEntry inPlaceOf(JournalEntry entry) {
        Policy policy = byTenant.get(entry.getTenant());
        if (policy == null) {
            return entry;
        }
        return entry.getDecision()
                .filter(decision -> decision.getKind() == DecisionKind.POLICY)
                .map(decision -> JournalEntry.newBuilder(entry)
                        .setDecision(Decision.newBuilder(decision).setPolicy(policy).build())
                        .build())
                .orElse(entry);
    }

    /** What a mailbox begins with; nothing where its tenant has no other policy. */
    Optional<JournalEntry> decidedFor(ItemKey place) {
        return Optional.ofNullable(byTenant.get(place.tenant()))
                .map(policy -> decided(place, policy));
    }

    private static JournalEntry decided(ItemKey place, Policy policy) {
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
