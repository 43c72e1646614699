package io.syncline.schemas.serde;

import io.syncline.schemas.AvroTrust;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.util.Map;
import org.apache.avro.Schema;
import org.apache.avro.io.BinaryEncoder;
import org.apache.avro.io.EncoderFactory;
import org.apache.avro.specific.SpecificData;
import org.apache.avro.specific.SpecificDatumWriter;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.serialization.Serializer;
import org.jspecify.annotations.Nullable;

/**
 * Writes a generated record in the Confluent wire format: a zero byte, the schema id as four bytes,
 * the Avro binary.
 *
 * <p>
 * Has Confluent's class name and property names, so that theirs takes its place by another package
 * name. Thread-safe, once configured.
 */
public final class KafkaAvroSerializer implements Serializer<SpecificRecord> {

    static {
        AvroTrust.install();
    }

    /** The first byte of every value. */
    static final byte MAGIC = 0;

    private static final int BYTES_FIRST = 2_048;
    /** One for each generated class: to find its schema and conversions takes reflection. */
    private static final ClassValue<SpecificDatumWriter<Object>> WRITERS = new ClassValue<>() {
        @Override
        protected SpecificDatumWriter<Object> computeValue(Class<?> type) {
            SpecificData data = SpecificData.getForClass(type);
            return new SpecificDatumWriter<>(data.getSchema(type), data);
        }
    };

    private @Nullable RegistryClient registry;
    private boolean autoRegister;

    @Override
    public void configure(Map<String, ?> settings, boolean isKey) {
        RegistryConfig config = new RegistryConfig(settings);
        registry = new RegistryClient(config);
        autoRegister = config.autoRegister();
    }

    @Override
    public byte @Nullable [] serialize(String topic, @Nullable SpecificRecord value) {
        if (value == null) {
            return null;
        }
        if (registry == null) {
            throw new IllegalStateException("configure() was not called");
        }
        String subject = topic + "-value";
        Schema schema = value.getSchema();
        int id = autoRegister
                ? registry.register(subject, schema)
                : registry.idOf(subject, schema);
        return framed(id, value);
    }

    @Override
    public void close() {
        if (registry != null) {
            registry.close();
        }
    }

    private static byte[] framed(int id, SpecificRecord value) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(BYTES_FIRST);
        try {
            bytes.write(MAGIC);
            bytes.writeBytes(ByteBuffer.allocate(Integer.BYTES).putInt(id).array());
            BinaryEncoder encoder = EncoderFactory.get().binaryEncoder(bytes, null);
            WRITERS.get(value.getClass()).write(value, encoder);
            encoder.flush();
            return bytes.toByteArray();
        } catch (IOException e) {
            throw new UncheckedIOException("Writing to memory failed", e);
        }
    }
}
