package io.syncline.benchmarks;

import io.syncline.schemas.AvroTrust;
import io.syncline.schemas.contact.JournalEntry;
import java.io.IOException;
import java.io.UncheckedIOException;
import org.apache.avro.io.DecoderFactory;
import org.apache.avro.specific.SpecificData;
import org.apache.avro.specific.SpecificDatumReader;

/**
 * Reads a journal entry from the bytes that {@link AvroBytes} wrote, with one reader for all of
 * them, as the deserializer of the topologies does behind the registry's five bytes. Not for
 * several threads.
 */
public final class EntryReader {

    static {
        AvroTrust.install();
    }

    private final SpecificDatumReader<JournalEntry> reader = reader();

    JournalEntry read(byte[] value) {
        return read(value, 0);
    }

    /**
     * @param from where the entry begins
     * @throws UncheckedIOException if the bytes end too early
     */
    public JournalEntry read(byte[] value, int from) {
        try {
            return reader.read(null, DecoderFactory.get()
                    .binaryDecoder(value, from, value.length - from, null));
        } catch (IOException e) {
            throw new UncheckedIOException("No journal entry: " + value.length + " bytes", e);
        }
    }

    private static SpecificDatumReader<JournalEntry> reader() {
        SpecificData data = SpecificData.getForClass(JournalEntry.class);
        return new SpecificDatumReader<>(JournalEntry.getClassSchema(),
                JournalEntry.getClassSchema(), data);
    }
}
