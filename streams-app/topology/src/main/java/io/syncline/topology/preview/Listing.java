package io.syncline.topology.preview;

import io.syncline.schemas.contact.Policy;
import io.syncline.schemas.contact.Reading;
import java.util.List;
import java.util.Map;

/**
 * All that a source would tell of a mailbox that it reads for the first time.
 *
 * @param provider its name: graph or ews
 * @param entriesMax how many entries it holds of each field; of a field that is not named, none
 * @param idsStay whether an item keeps its id wherever it moves
 * @param policy how the tenant's contacts are synced
 * @param readings what every followed folder holds, in the order in which it was read, without what may
 *        not leave the mailbox; of an id that repeats, the last counts
 */
public record Listing(String provider, Map<String, Integer> entriesMax, boolean idsStay,
        Policy policy, List<Reading> readings) {

    public Listing {
        if (provider.isBlank()) {
            throw new IllegalArgumentException("A listing names its provider");
        }
        entriesMax = Map.copyOf(entriesMax);
        readings = List.copyOf(readings);
    }

    @Override
    public String toString() {
        return "Listing[" + provider + ", " + readings.size() + " contacts]";
    }
}
