package io.syncline.topology.merge;

import io.syncline.core.state.Generations.Role;
import java.util.Optional;

/** Hears what a generation of merge does in the partitions that it folds here, on stream threads. */
public interface RoleListener {

    /** Does not care. */
    RoleListener NOBODY = (partition, role) -> {};

    /** @param role empty: it does not fold that partition here any more */
    void plays(int partition, Optional<Role> role);

    /** @param items of how many items of the partition something waits until an operator releases it */
    default void withholds(int partition, int items) {}
}
