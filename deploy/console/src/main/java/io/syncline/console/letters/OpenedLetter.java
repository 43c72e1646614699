package io.syncline.console.letters;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.syncline.schemas.ops.DeadLetter;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Optional;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.serialization.Deserializer;

/**
 * A dead letter with what is in it. That may be people's data: it is shown to whoever opens the letter, and
 * never logged.
 *
 * @param value what its bytes say, where they can be read
 */
public record OpenedLetter(LetterId id, Instant at, DeadLetter letter,
        Optional<SpecificRecord> value) {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int BYTES_A_LINE = 32;

    static OpenedLetter of(LetterId id, Instant at, DeadLetter letter,
            Deserializer<SpecificRecord> values) {
        return new OpenedLetter(id, at, letter, letter.getValue()
                .map(Letter::bytes)
                .flatMap(bytes -> read(values, letter.getTopic(), bytes)));
    }

    private static Optional<SpecificRecord> read(Deserializer<SpecificRecord> values, String topic,
            byte[] bytes) {
        try {
            return Optional.ofNullable(values.deserialize(topic, bytes));
        } catch (SerializationException e) { // That may be why it is a dead letter.
            return Optional.empty();
        }
    }

    /** Its key, as far as it is text. */
    public String key() {
        return letter.getKey()
                .map(bytes -> new String(Letter.bytes(bytes), StandardCharsets.UTF_8))
                .orElse("");
    }

    /** What it says, as indented JSON without what is empty; nothing where its bytes cannot be read. */
    public Optional<String> text() {
        return value.map(record -> {
            try {
                return JSON.writerWithDefaultPrettyPrinter()
                        .writeValueAsString(pruned(JSON.readTree(record.toString())));
            } catch (JsonProcessingException e) { // Such as a number that JSON does not have.
                return record.toString();
            }
        });
    }

    /** Most fields of a contact are empty: among them, what is there would be hard to find. */
    private static JsonNode pruned(JsonNode json) {
        json.forEach(OpenedLetter::pruned);
        if (json instanceof ObjectNode object) {
            object.properties()
                    .removeIf(field -> field.getValue().isNull()
                            || field.getValue().isContainerNode() && field.getValue().isEmpty());
        }
        return json;
    }

    /** Its bytes, 32 a line; empty where it has none. */
    public String hex() {
        String digits = HexFormat.of().formatHex(bytes());
        return digits.replaceAll("(.{" + 2 * BYTES_A_LINE + "})(?=.)", "$1\n");
    }

    /** Its bytes; empty where it has none. */
    public String base64() {
        return Base64.getEncoder().encodeToString(bytes());
    }

    private byte[] bytes() {
        return letter.getValue().map(Letter::bytes).orElse(new byte[0]);
    }

    @Override
    public String toString() {
        return "OpenedLetter[" + id + "]";
    }
}
