package io.syncline.console.history;

import io.syncline.topology.history.Glance;
import java.time.Instant;
import java.util.List;

/**
 * What a restore would do to one contact.
 *
 * @param glance the contact as it was when this was planned
 * @param revives whether it is deleted, and would live again
 * @param fields those that would change; empty where all are as they were then
 * @param plannedAt when somebody looked: whatever is edited later wins over it
 */
public record RestorePlan(Glance glance, boolean revives, List<FieldBack> fields,
        Instant plannedAt) {

    public RestorePlan {
        fields = List.copyOf(fields);
    }

    /** Whether nothing would change. */
    public boolean isEmpty() {
        return !revives && fields.isEmpty();
    }

    @Override
    public String toString() {
        return "RestorePlan[" + glance + ", " + fields.size() + " fields]";
    }
}
