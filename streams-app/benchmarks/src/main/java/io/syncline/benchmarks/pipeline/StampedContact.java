package io.syncline.benchmarks.pipeline;

import io.syncline.benchmarks.AvroBytes;
import io.syncline.schemas.contact.Contact;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.util.List;
import org.apache.avro.Schema;
import org.apache.avro.io.DecoderFactory;
import org.apache.avro.specific.SpecificData;
import org.apache.avro.specific.SpecificDatumReader;
import org.jspecify.annotations.Nullable;

/** A contact, and when each of its fields was set. Stored as the times that are known, then the contact. */
final class StampedContact {

    private static final Schema SCHEMA = Contact.getClassSchema();
    private static final int TIME_BYTES = Byte.BYTES + Long.BYTES;

    private final Contact contact;
    /** By the position of the field; 0 where it was never set. */
    private final long[] times;

    private StampedContact(Contact contact, long[] times) {
        this.contact = contact;
        this.times = times;
    }

    /** One reader for many contacts; not for several threads. */
    static SpecificDatumReader<Contact> reader() {
        return new SpecificDatumReader<>(SCHEMA, SCHEMA, SpecificData.getForClass(Contact.class));
    }

    /** @param bytes as they were stored; null where nothing was */
    static StampedContact read(SpecificDatumReader<Contact> reader, byte @Nullable [] bytes) {
        long[] times = new long[SCHEMA.getFields().size()];
        if (bytes == null) {
            return new StampedContact(Contact.newBuilder().build(), times);
        }
        ByteBuffer in = ByteBuffer.wrap(bytes);
        int known = in.get();
        for (int i = 0; i < known; i++) {
            times[in.get()] = in.getLong();
        }
        try {
            return new StampedContact(reader.read(null, DecoderFactory.get()
                    .binaryDecoder(bytes, in.position(), in.remaining(), null)), times);
        } catch (IOException e) {
            throw new UncheckedIOException("No contact behind the times", e);
        }
    }

    /** Takes the fields that are older here; whether there was one. */
    boolean take(Contact said, List<String> fields, long atMs) {
        boolean changed = false;
        for (String field : fields) {
            int position = SCHEMA.getField(field).pos();
            if (times[position] < atMs) {
                contact.put(position, said.get(position));
                times[position] = atMs;
                changed = true;
            }
        }
        return changed;
    }

    /** As it is now. */
    Contact said() {
        return contact;
    }

    /** The contact alone. */
    byte[] contact() {
        return AvroBytes.of(contact);
    }

    /** What is stored of it. */
    byte[] stamped(byte[] values) {
        byte known = 0;
        for (long time : times) {
            known += (byte) (time == 0 ? 0 : 1);
        }
        ByteBuffer out = ByteBuffer.allocate(1 + known * TIME_BYTES + values.length).put(known);
        for (int i = 0; i < times.length; i++) {
            if (times[i] != 0) {
                out.put((byte) i).putLong(times[i]);
            }
        }
        return out.put(values).array();
    }
}
