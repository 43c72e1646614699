package io.syncline.simulation.play;

import io.syncline.schemas.AvroTrust;
import io.syncline.schemas.topic.Topic;
import io.syncline.schemas.topic.TopicCatalogue;
import io.syncline.topology.TopicSerdes;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.apache.avro.Schema;
import org.apache.avro.io.BinaryEncoder;
import org.apache.avro.io.DecoderFactory;
import org.apache.avro.io.EncoderFactory;
import org.apache.avro.specific.SpecificDatumReader;
import org.apache.avro.specific.SpecificDatumWriter;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.serialization.Deserializer;
import org.apache.kafka.common.serialization.Serializer;

/** Avro without a registry: a topic's own schema, since one build writes and reads everything here. */
public final class Codec {

    static {
        AvroTrust.install();
    }

    private static final Map<String, Schema> SCHEMAS = schemas();

    /** A reader works out once how to read, and a fifth of a history's time went there. */
    private static final ThreadLocal<Map<String, SpecificDatumReader<SpecificRecord>>> READERS = ThreadLocal
            .withInitial(HashMap::new);

    private Codec() {}

    static TopicSerdes serdes() {
        return new TopicSerdes(Codec::serializer, Codec::deserializer);
    }

    static byte[] encode(SpecificRecord value) {
        try {
            ByteArrayOutputStream bytes = new ByteArrayOutputStream(512);
            BinaryEncoder encoder = EncoderFactory.get().directBinaryEncoder(bytes, null);
            new SpecificDatumWriter<SpecificRecord>(value.getSchema()).write(value, encoder);
            return bytes.toByteArray();
        } catch (IOException e) {
            throw new UncheckedIOException("Writing to memory failed", e);
        }
    }

    /** Reads a value of that topic. */
    public static <T extends SpecificRecord> T decode(Topic topic, byte[] bytes, Class<T> type) {
        return type.cast(decode(topic.name(), bytes));
    }

    private static SpecificRecord decode(String topic, byte[] bytes) {
        Schema schema = Optional.ofNullable(SCHEMAS.get(topic))
                .orElseThrow(() -> new IllegalArgumentException("No topic " + topic));
        try {
            return READERS.get()
                    .computeIfAbsent(topic, name -> new SpecificDatumReader<>(schema))
                    .read(null, DecoderFactory.get().binaryDecoder(bytes, null));
        } catch (IOException e) {
            throw new UncheckedIOException("Bytes of " + topic + " cannot be read", e);
        }
    }

    private static Serializer<SpecificRecord> serializer() {
        return (topic, value) -> encode(value);
    }

    private static Deserializer<SpecificRecord> deserializer() {
        return Codec::decode;
    }

    private static Map<String, Schema> schemas() {
        Map<String, Schema> schemas = new HashMap<>();
        TopicCatalogue.all().forEach(topic -> schemas.put(topic.name(), topic.value()));
        return schemas;
    }
}
