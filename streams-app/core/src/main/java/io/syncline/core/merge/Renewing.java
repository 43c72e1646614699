package io.syncline.core.merge;

import io.syncline.core.fact.Fact.VersionTold;
import io.syncline.core.state.ItemEvent.ChangeKind;
import io.syncline.core.state.ItemEvent.Deleted;
import io.syncline.core.state.ItemEvent.FactRefused;
import io.syncline.core.state.ItemEvent.Published;
import io.syncline.core.state.ItemEvent.VersionsSeen;
import io.syncline.core.state.ItemState;
import io.syncline.core.state.Replica;
import java.util.List;

/**
 * What an item needs where a generation of merge takes over from one that decided otherwise: versions
 * that never go back, and to be published as it is now. Neither writes anything to a mailbox.
 */
final class Renewing {

    /** Stands in a Change where no rule of the protocol made it. */
    static final String REBUILD = "rebuild";

    private Renewing() {}

    /** An item that was published by another generation and is unknown here has gone, for subscribers. */
    static void versionTold(Draft draft, VersionTold told) {
        draft.wantNoPlan();
        if (draft.state().isNew()) {
            draft.add(new Deleted(draft.stamp(draft.now(), Replica.MAILBOX), false, REBUILD));
        }
        if (draft.state().version() < told.version()) {
            draft.add(new VersionsSeen(told.version()));
        }
    }

    static void republished(Draft draft) {
        draft.wantNoPlan();
        ItemState state = draft.state();
        if (state.version() == 0) {
            draft.add(new FactRefused("not-published", "Item " + state.key().item()
                    + " was never published; it waits for a decision about who it is"));
            return;
        }
        draft.add(new Published(state.isDeleted() ? ChangeKind.DELETED : ChangeKind.REPEATED,
                List.of(), draft.causeId(), REBUILD, ""));
    }
}
