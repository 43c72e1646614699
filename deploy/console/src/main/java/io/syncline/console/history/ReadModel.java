package io.syncline.console.history;

import io.syncline.console.history.HistoryFollower.Progress;
import java.util.Optional;

/** The read model as those who ask it find it. */
public interface ReadModel {

    /** Empty while it is opened, or cannot be. */
    Optional<HistoryStore> store();

    /** How far it is, and why it does not get on. */
    Progress progress();
}
