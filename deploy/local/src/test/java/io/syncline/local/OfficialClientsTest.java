package io.syncline.local;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.syncline.schemas.AvroTrust;
import io.syncline.schemas.contact.Contact;
import io.syncline.schemas.contact.Merged;
import io.syncline.schemas.serde.KafkaAvroDeserializer;
import io.syncline.schemas.serde.KafkaAvroSerializer;
import io.syncline.schemas.serde.RegistryConfig;
import io.syncline.schemas.topic.TopicCatalogue;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.apache.flink.avro.registry.confluent.shaded.io.confluent.kafka.schemaregistry.client.CachedSchemaRegistryClient;
import org.apache.flink.formats.avro.registry.confluent.ConfluentSchemaRegistryCoder;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Clients that are not ours read what we wrote, and write what we read. */
class OfficialClientsTest {

    static {
        AvroTrust.install();
    }

    private static final String TOPIC = TopicCatalogue.MERGED.name();
    private static final Merged JANE = Merged.newBuilder()
            .setTenant("t")
            .setMailbox("m")
            .setItem("i")
            .setVersion(3)
            .setDeleted(false)
            .setContact(Contact.newBuilder().setDisplayName("Jane Doe").build())
            .build();
    private static final Path NODE = Path.of("src", "test", "node");

    private final String url = Running.infrastructure().registryUrl();
    private final byte[] written = written();

    @Test
    void confluentsOwnJavaClientFindsOurSchema() throws IOException {
        ConfluentSchemaRegistryCoder coder = new ConfluentSchemaRegistryCoder(
                new CachedSchemaRegistryClient(url, 10));

        var schema = coder.readSchema(new ByteArrayInputStream(written));

        assertThat(schema.getFullName()).isEqualTo(Merged.getClassSchema().getFullName());
    }

    @Test
    @Tag("node")
    void theOfficialNodeClientReadsAndWritesOurValues() throws Exception {
        Requirement.on("node", answers("node", "--version") && answers("npm", "--version"),
                "install Node.js 20 or newer with npm");
        Path folder = Files.createDirectories(Path.of("target", "node"));
        for (String file : List.of("package.json", "wire.js")) {
            Files.write(folder.resolve(file), Files.readAllBytes(NODE.resolve(file)));
        }
        run(folder, "npm", "install", "--no-audit", "--no-fund", "--silent");

        JsonNode answer = new ObjectMapper().readTree(run(folder, "node", "wire.js", url, TOPIC,
                HexFormat.of().formatHex(written)));

        KafkaAvroDeserializer deserializer = new KafkaAvroDeserializer();
        deserializer.configure(Map.of(RegistryConfig.URL, url), false);
        assertThat(answer.path("name").asText()).isEqualTo("Jane Doe");
        assertThat(deserializer.deserialize(TOPIC,
                HexFormat.of().parseHex(answer.path("hex").asText()))).isEqualTo(JANE);
    }

    private byte[] written() {
        KafkaAvroSerializer serializer = new KafkaAvroSerializer();
        serializer.configure(Map.of(RegistryConfig.URL, url), false);
        return Objects.requireNonNull(serializer.serialize(TOPIC, JANE));
    }

    private static boolean answers(String... command) {
        try {
            return new ProcessBuilder(command).redirectErrorStream(true).start().waitFor() == 0;
        } catch (IOException e) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private static String run(Path folder, String... command)
            throws IOException, InterruptedException {
        Process process = new ProcessBuilder(command).directory(folder.toFile())
                .redirectErrorStream(true)
                .start();
        String said = new String(process.getInputStream().readAllBytes(),
                StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(said).isZero();
        return said;
    }
}
