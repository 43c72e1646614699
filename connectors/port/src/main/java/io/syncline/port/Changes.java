package io.syncline.port;

import io.syncline.schemas.contact.Reading;
import java.util.List;

/** One step of a folder's chain of changes. */
public sealed interface Changes {

    /**
     * A page. Items may repeat within a round, in any order; the last occurrence counts.
     *
     * @param items what the items look like now, without stamps
     * @param removedIds ids that left the folder: deleted, moved, or neither
     * @param position where to go on
     * @param complete whether the round is complete; until then nothing is known to be missing
     */
    record Page(List<Reading> items, List<String> removedIds, String position, boolean complete)
            implements
                Changes {
        public Page {
            items = List.copyOf(items);
            removedIds = List.copyOf(removedIds);
        }
    }

    /** The position is no longer known; list from the start. */
    record PositionLost(String reason) implements Changes {}
}
