package io.syncline.benchmarks;

import io.syncline.schemas.AvroTrust;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import org.apache.avro.io.BinaryEncoder;
import org.apache.avro.io.EncoderFactory;
import org.apache.avro.specific.SpecificData;
import org.apache.avro.specific.SpecificDatumWriter;
import org.apache.avro.specific.SpecificRecord;

/** Writes a value as it stands on its topic, without the registry's five bytes before it. */
public final class AvroBytes {

    static {
        AvroTrust.install();
    }

    private AvroBytes() {}

    public static byte[] of(SpecificRecord value) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try {
            SpecificData data = SpecificData.getForClass(value.getClass());
            BinaryEncoder encoder = EncoderFactory.get().directBinaryEncoder(bytes, null);
            new SpecificDatumWriter<SpecificRecord>(value.getSchema(), data).write(value, encoder);
            encoder.flush();
            return bytes.toByteArray();
        } catch (IOException e) {
            throw new UncheckedIOException("Writing to memory failed", e);
        }
    }
}
