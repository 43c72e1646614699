package io.syncline.core.state;

import io.syncline.core.fact.Said;
import io.syncline.core.item.ByName;
import io.syncline.core.item.Value;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/**
 * What the CRM is known to hold and to have seen.
 *
 * @param recordId the CRM's own id; empty where the mailbox made the item
 * @param seenVersion the newest merged version that an edit of the CRM was built on
 * @param set the last value the CRM itself set, by field (rule R8)
 * @param whole when the CRM last said that the record is there, by writing it whole or by taking a
 *        deletion back
 * @param deleted when the CRM last said that the record is not there
 * @param recentEvents the ids of its last edits, oldest first, so that a repeat is nothing
 */
public record CrmCopy(String recordId, long seenVersion, Map<String, SetByCrm> set,
        Said whole, Said deleted, List<String> recentEvents) {

    /** How many event ids are remembered per item (rule R8). */
    public static final int RECENT_EVENTS_MAX = 32;

    public static final CrmCopy NEVER = new CrmCopy("", 0, Map.of(), Said.NEVER, Said.NEVER,
            List.of());

    /**
     * @param revision the CRM's own order; negative where it keeps none
     * @param seenVersion the merged version that the edit was built on
     */
    public record SetByCrm(Value value, Instant editedAt, long revision, long seenVersion) {

        /** When it was set, by the CRM's own account. */
        public Said said() {
            return new Said(editedAt, revision);
        }
    }

    public CrmCopy {
        set = ByName.copyOf(set);
        recentEvents = List.copyOf(recentEvents);
    }
}
