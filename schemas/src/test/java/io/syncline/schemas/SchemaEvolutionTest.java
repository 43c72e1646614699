package io.syncline.schemas;

import static org.assertj.core.api.Assertions.assertThat;

import io.syncline.schemas.contact.JournalEntry;
import io.syncline.schemas.contact.JournalKind;
import io.syncline.schemas.topic.Topic;
import io.syncline.schemas.topic.TopicCatalogue;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.apache.avro.Schema;
import org.apache.avro.SchemaCompatibility;
import org.apache.avro.SchemaCompatibility.SchemaCompatibilityType;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericDatumWriter;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.io.BinaryEncoder;
import org.apache.avro.io.DecoderFactory;
import org.apache.avro.io.EncoderFactory;
import org.apache.avro.specific.SpecificDatumReader;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Released schemas stand in {@code released/<subject>/<n>.avsc}. To release the working ones:
 * {@code mvn -pl schemas test -Dtest=SchemaEvolutionTest -Dsyncline.release=2}.
 */
class SchemaEvolutionTest {

    private static final Path RELEASED = Path.of("released");

    static List<Topic> topics() {
        return TopicCatalogue.all();
    }

    @ParameterizedTest
    @MethodSource("topics")
    void worksWithEveryReleasedVersion(Topic topic) throws IOException {
        try (Stream<Path> versions = Files.list(RELEASED.resolve(topic.subject()))) {
            List<Path> found = versions.toList();
            assertThat(found).isNotEmpty();
            for (Path version : found) {
                Schema released = new Schema.Parser().parse(Files.readString(version));
                assertCompatibleBothWays(released, topic.value());
            }
        }
    }

    @ParameterizedTest
    @MethodSource("topics")
    void documentsEveryField(Topic topic) {
        assertDocumented(topic.value(), topic.value().getFullName());
    }

    @Test
    void takesANewJournalKindInItsStride() throws IOException {
        Schema newer = withNewKind(JournalEntry.getClassSchema());
        GenericRecord entry = new GenericData.Record(newer);
        entry.put("tenant", "t");
        entry.put("mailbox", "m");
        entry.put("eventId", "e");
        entry.put("kind", new GenericData.EnumSymbol(newer.getField("kind").schema(), "SNOOZED"));
        entry.put("snoozed", "until tomorrow");

        JournalEntry read = readOld(newer, entry);

        assertCompatibleBothWays(JournalEntry.getClassSchema(), newer);
        assertThat(read.getKind()).isEqualTo(JournalKind.UNKNOWN);
        assertThat(read.getEventId()).isEqualTo("e");
    }

    @Test
    void noticesAnIncompatibleChange() {
        Schema broken = new Schema.Parser().parse(JournalEntry.getClassSchema()
                .toString()
                .replaceFirst("\"name\":\"tenant\"", "\"name\":\"organisation\""));

        assertThat(SchemaCompatibility.checkReaderWriterCompatibility(broken,
                JournalEntry.getClassSchema()).getType())
                .isEqualTo(SchemaCompatibilityType.INCOMPATIBLE);
    }

    @Test
    @EnabledIfSystemProperty(named = "syncline.release", matches = "\\d+")
    void releasesTheWorkingSchemas() throws IOException {
        for (Topic topic : topics()) {
            Path file = RELEASED.resolve(topic.subject())
                    .resolve(System.getProperty("syncline.release") + ".avsc");
            Files.createDirectories(file.getParent());
            Files.writeString(file, topic.value().toString(true) + "\n");
            assertThat(file).exists();
        }
    }

    private static void assertCompatibleBothWays(Schema one, Schema other) {
        for (Schema[] pair : List.of(new Schema[]{one, other}, new Schema[]{other, one})) {
            SchemaCompatibility.SchemaPairCompatibility result = SchemaCompatibility
                    .checkReaderWriterCompatibility(pair[0], pair[1]);
            assertThat(result.getType()).as(result.getDescription())
                    .isEqualTo(SchemaCompatibilityType.COMPATIBLE);
        }
    }

    private static void assertDocumented(Schema schema, String where) {
        switch (schema.getType()) {
            case RECORD -> {
                assertThat(schema.getDoc()).as(where).isNotBlank();
                schema.getFields().forEach(field -> {
                    assertThat(field.doc()).as(where + "." + field.name()).isNotBlank();
                    assertDocumented(field.schema(), where + "." + field.name());
                });
            }
            case UNION -> schema.getTypes().forEach(branch -> assertDocumented(branch, where));
            case ARRAY -> assertDocumented(schema.getElementType(), where);
            default -> {
                // Primitives and enums carry their meaning in the field's doc.
            }
        }
    }

    private static Schema withNewKind(Schema schema) {
        String json = schema.toString()
                .replace("\"OBSERVED\",\"EDITED\",\"WRITE_RESULT\"",
                        "\"OBSERVED\",\"EDITED\",\"WRITE_RESULT\",\"SNOOZED\"");
        String branch = ",{\"name\":\"snoozed\",\"type\":[\"null\",\"string\"],\"default\":null}]}";
        return new Schema.Parser().parse(json.substring(0, json.length() - 2) + branch);
    }

    private static JournalEntry readOld(Schema writer, GenericRecord entry) {
        try {
            ByteArrayOutputStream bytes = new ByteArrayOutputStream();
            BinaryEncoder encoder = EncoderFactory.get().directBinaryEncoder(bytes, null);
            new GenericDatumWriter<GenericRecord>(writer).write(entry, encoder);
            return new SpecificDatumReader<JournalEntry>(writer, JournalEntry.getClassSchema())
                    .read(null, DecoderFactory.get().binaryDecoder(bytes.toByteArray(), null));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
