package io.syncline.benchmarks;

import io.syncline.core.item.ContactKind;
import io.syncline.core.state.ItemState;
import io.syncline.schemas.AvroTrust;
import io.syncline.schemas.contact.Merged;
import io.syncline.topology.store.ItemStateCodec;
import io.syncline.topology.wire.OutputWriter;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/**
 * How many bytes a contact takes, on average over some contacts.
 *
 * @param state in merge's store
 * @param merged as the record on the topic {@code merged}, without the registry's five bytes
 * @param contact the values alone, inside that record
 */
record StateSize(Spread state, Spread merged, Spread contact) {

    static {
        AvroTrust.install();
    }

    /** The sizes of these items. */
    static StateSize of(Collection<ItemState> items) {
        ItemStateCodec codec = new ItemStateCodec(ContactKind.CONTACT);
        List<Integer> states = new ArrayList<>();
        List<Integer> records = new ArrayList<>();
        List<Integer> contacts = new ArrayList<>();
        for (ItemState item : items) {
            Merged merged = OutputWriter.merged(item, 0, 0);
            states.add(codec.encode(item).length);
            records.add(AvroBytes.of(merged).length);
            contacts.add(AvroBytes.of(merged.getContact()).length);
        }
        return new StateSize(Spread.meanOf(states), Spread.meanOf(records),
                Spread.meanOf(contacts));
    }

    /** The state over the merged item, as it is published. */
    Spread stateOverMerged() {
        return state.over(merged);
    }

    /** The state over the values alone. */
    Spread stateOverContact() {
        return state.over(contact);
    }
}
