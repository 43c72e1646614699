package io.syncline.benchmarks;

import io.syncline.core.item.ContactKind;
import io.syncline.core.state.ItemState;
import io.syncline.schemas.AvroTrust;
import io.syncline.schemas.contact.Merged;
import io.syncline.topology.store.ItemStateCodec;
import io.syncline.topology.wire.OutputWriter;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.apache.avro.io.BinaryEncoder;
import org.apache.avro.io.EncoderFactory;
import org.apache.avro.specific.SpecificData;
import org.apache.avro.specific.SpecificDatumWriter;
import org.apache.avro.specific.SpecificRecord;

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
            records.add(bytes(merged));
            contacts.add(bytes(merged.getContact()));
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

    private static int bytes(SpecificRecord value) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try {
            SpecificData data = SpecificData.getForClass(value.getClass());
            BinaryEncoder encoder = EncoderFactory.get().directBinaryEncoder(bytes, null);
            new SpecificDatumWriter<SpecificRecord>(value.getSchema(), data).write(value, encoder);
            encoder.flush();
            return bytes.size();
        } catch (IOException e) {
            throw new UncheckedIOException("Writing to memory failed", e);
        }
    }
}
