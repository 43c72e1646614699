package io.syncline.topology.run;

import io.syncline.core.state.Generations.Role;
import io.syncline.topology.merge.RoleListener;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** What a generation does in each partition that is folded here. Told and read on any thread. */
final class Roles implements RoleListener {

    private final Map<Integer, Role> byPartition = new ConcurrentHashMap<>();
    private final Map<Integer, Integer> withheld = new ConcurrentHashMap<>();

    @Override
    public void plays(int partition, Optional<Role> role) {
        role.ifPresentOrElse(now -> byPartition.put(partition, now),
                () -> {
                    byPartition.remove(partition);
                    withheld.remove(partition);
                });
    }

    @Override
    public void withholds(int partition, int items) {
        withheld.put(partition, items);
    }

    /** Of how many items folded here something waits until an operator releases it. */
    int withheld() {
        return withheld.values().stream().mapToInt(Integer::intValue).sum();
    }

    /** In how many partitions it does what; each role is named. */
    Map<Role, Integer> counts() {
        Map<Role, Integer> counts = new EnumMap<>(Role.class);
        for (Role role : Role.values()) {
            counts.put(role, 0);
        }
        byPartition.values().forEach(role -> counts.merge(role, 1, Integer::sum));
        return counts;
    }
}
