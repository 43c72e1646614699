package io.syncline.schemas.serde;

import io.syncline.schemas.AvroTrust;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.avro.AvroRuntimeException;
import org.apache.avro.Schema;
import org.apache.avro.io.BinaryDecoder;
import org.apache.avro.io.DecoderFactory;
import org.apache.avro.specific.SpecificData;
import org.apache.avro.specific.SpecificDatumReader;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.serialization.Deserializer;
import org.jspecify.annotations.Nullable;

/**
 * Reads the Confluent wire format into the generated class that the writer's schema names.
 *
 * <p>
 * Bytes that are no such value raise a {@link SerializationException}, an id that the registry does
 * not know a {@link RegistryException.Unknown}: both mean a dead letter. A registry that does not
 * answer raises {@link RegistryException.Unreachable}: stop and try again. Thread-safe, once configured.
 */
public final class KafkaAvroDeserializer implements Deserializer<SpecificRecord> {

    static {
        AvroTrust.install();
    }

    private static final int HEADER_BYTES = 5;

    private final Map<Integer, SpecificDatumReader<SpecificRecord>> readers = new ConcurrentHashMap<>();
    private @Nullable RegistryClient registry;

    @Override
    public void configure(Map<String, ?> settings, boolean isKey) {
        registry = new RegistryClient(new RegistryConfig(settings));
    }

    @Override
    public @Nullable SpecificRecord deserialize(String topic, byte @Nullable [] bytes) {
        if (bytes == null) {
            return null;
        }
        if (bytes.length < HEADER_BYTES || bytes[0] != KafkaAvroSerializer.MAGIC) {
            throw new SerializationException("A value on " + topic + " of " + bytes.length
                    + " bytes does not begin with a zero byte and a schema id");
        }
        int id = ByteBuffer.wrap(bytes, 1, Integer.BYTES).getInt();
        BinaryDecoder decoder = DecoderFactory.get()
                .binaryDecoder(bytes, HEADER_BYTES,
                        bytes.length - HEADER_BYTES, null);
        try {
            return readers.computeIfAbsent(id, this::reader).read(null, decoder);
        } catch (IOException | AvroRuntimeException | IndexOutOfBoundsException e) {
            throw new SerializationException("A value on " + topic
                    + " does not follow its schema, id " + id, e);
        }
    }

    @Override
    public void close() {
        if (registry != null) {
            registry.close();
        }
    }

    private SpecificDatumReader<SpecificRecord> reader(int id) {
        if (registry == null) {
            throw new IllegalStateException("configure() was not called");
        }
        Schema writer = registry.schemaOf(id);
        Class<?> type = SpecificData.get().getClass(writer);
        if (type == null) {
            throw new SerializationException("Schema id " + id + " names "
                    + writer.getFullName() + ", for which this program has no class");
        }
        SpecificData data = SpecificData.getForClass(type);
        return new SpecificDatumReader<>(writer, data.getSchema(type), data);
    }
}
