package io.syncline.core.state;

import io.syncline.core.item.Value;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/**
 * What keeps an item from being written as a whole.
 *
 * @param due whether something waits for the mailbox to become ready
 * @param ambiguous whether it may be another item's person; written nowhere until decided
 * @param suspects fields that were refused together and are tried one by one (rule R14)
 * @param parked values that were refused alone, by field, until another value is wished
 * @param withheld values, by field, that only the rules of a generation want written which took over; until
 *        they are released, or another value is wished
 * @param othersObjects ids of objects that bear the item's stamp, or look like it, and are other items'
 * @param unheard writes of which nobody heard whether they landed
 */
public record Trouble(boolean due, boolean ambiguous, Set<String> suspects,
        Map<String, Value> parked, Map<String, Value> withheld, Set<String> othersObjects,
        UnheardWrites unheard) {

    /** Stands for the whole item where a write names no field. */
    public static final String WHOLE_ITEM = "the whole item";

    public static final Trouble NONE = new Trouble(false, false, Set.of(), Map.of(), Map.of(),
            Set.of(), UnheardWrites.NONE);

    public Trouble {
        suspects = Set.copyOf(suspects);
        parked = Map.copyOf(parked);
        withheld = Map.copyOf(withheld);
        othersObjects = Set.copyOf(othersObjects);
    }

    /** Whether our own delete may have landed. */
    public boolean isPerhapsGoneByUs() {
        return unheard.delete();
    }

    Trouble withDue(boolean isDue) {
        return new Trouble(isDue, ambiguous, suspects, parked, withheld, othersObjects, unheard);
    }

    Trouble withAmbiguous(boolean isAmbiguous) {
        return new Trouble(due, isAmbiguous, suspects, parked, withheld, othersObjects, unheard);
    }

    Trouble withRefused(Set<String> newSuspects, Map<String, Value> newParked) {
        return new Trouble(due, ambiguous, newSuspects, newParked, withheld, othersObjects,
                unheard);
    }

    Trouble withWithheld(Map<String, Value> newWithheld) {
        return new Trouble(due, ambiguous, suspects, parked, newWithheld, othersObjects, unheard);
    }

    Trouble withOthersObject(String externalId) {
        Set<String> found = new HashSet<>(othersObjects);
        found.add(externalId);
        return new Trouble(due, ambiguous, suspects, parked, withheld, found, unheard);
    }

    Trouble withUnheard(UnheardWrites writes) {
        return new Trouble(due, ambiguous, suspects, parked, withheld, othersObjects, writes);
    }
}
