package io.syncline.core.state;

import io.syncline.core.item.Value;
import java.util.Map;
import java.util.Set;

/**
 * What keeps an item from being written as a whole.
 *
 * @param due whether something waits for the mailbox to become ready
 * @param ambiguous whether it may be another item's person; written nowhere until decided
 * @param suspects fields that were refused together and are tried one by one (rule R14)
 * @param parked values that were refused alone, by field, until another value is wished
 */
public record Trouble(boolean due, boolean ambiguous, Set<String> suspects,
        Map<String, Value> parked) {

    public static final Trouble NONE = new Trouble(false, false, Set.of(), Map.of());

    public Trouble {
        suspects = Set.copyOf(suspects);
        parked = Map.copyOf(parked);
    }

    Trouble withDue(boolean isDue) {
        return new Trouble(isDue, ambiguous, suspects, parked);
    }

    Trouble withAmbiguous(boolean isAmbiguous) {
        return new Trouble(due, isAmbiguous, suspects, parked);
    }

    Trouble withRefused(Set<String> newSuspects, Map<String, Value> newParked) {
        return new Trouble(due, ambiguous, newSuspects, newParked);
    }
}
