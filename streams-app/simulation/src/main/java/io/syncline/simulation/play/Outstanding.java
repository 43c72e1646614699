package io.syncline.simulation.play;

import io.syncline.core.item.ContactKind;
import io.syncline.core.state.Slot;
import io.syncline.topology.store.ItemStateCodec;
import io.syncline.topology.store.MergeStores;

/** The commands that wait for their results, as a generation of merge has stored them. */
final class Outstanding {

    private static final ItemStateCodec ITEMS = new ItemStateCodec(ContactKind.CONTACT);

    private Outstanding() {}

    /** Whether there was one at its last commit. */
    static boolean isThereAny(StreamsApp merge) {
        return merge.stored()
                .entrySet()
                .stream()
                .filter(store -> store.getKey().contains(MergeStores.ITEMS))
                .flatMap(store -> store.getValue().values().stream())
                .anyMatch(entry -> ITEMS.decode(entry.value()).slot() instanceof Slot.Taken);
    }
}
