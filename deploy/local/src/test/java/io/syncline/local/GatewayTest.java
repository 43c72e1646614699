package io.syncline.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.syncline.gateway.GatewayService;
import io.syncline.local.process.Ports;
import io.syncline.local.stack.Infrastructure;
import io.syncline.schemas.AvroTrust;
import io.syncline.schemas.contact.Contact;
import io.syncline.schemas.contact.EditKind;
import io.syncline.schemas.contact.Edited;
import io.syncline.schemas.contact.Merged;
import io.syncline.schemas.topic.RecordKey;
import io.syncline.schemas.topic.TopicCatalogue;
import io.syncline.service.config.ConfigLoader;
import io.syncline.service.config.SynclineConfig;
import io.syncline.service.kafka.KafkaClients;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The gateway over real HTTP, broker and registry. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class GatewayTest {

    static {
        AvroTrust.install();
    }

    private static final String CONTACTS = "/v1/mailboxes/agent-1/contacts";
    private static final RecordKey ITEM_1 = new RecordKey("gateway-test", "agent-1", "item-1");
    private static final Waiting WAITING = new Waiting(Duration.ofSeconds(60));

    private final HttpClient http = HttpClient.newHttpClient();
    private final int port = Ports.free();
    private Path settings;
    private SynclineConfig config;
    private GatewayService gateway;

    @BeforeAll
    void start(@TempDir Path folder) throws IOException {
        Infrastructure running = Running.infrastructure();
        Path file = Files.writeString(folder.resolve("syncline.yaml"), """
                kafka: {bootstrapServers: "%s", partitions: %d}
                registry: {url: "%s"}
                gateway: {port: %d, tableFolder: "%s", keys: [{key: good, tenant: gateway-test}]}
                tenants:
                  - id: gateway-test
                    defaultRegion: US
                    graph: {baseUrl: "http://127.0.0.1:1", authority: "http://127.0.0.1:1",
                            directoryId: d, clientId: c, secretFile: none}
                    mailboxes: [{id: agent-1, address: agent-1@example.com}]
                """.formatted(running.bootstrapServers(), Infrastructure.PARTITIONS,
                running.registryUrl(), port, folder.resolve("table")));
        settings = file;
        config = ConfigLoader.load(file, Map.of());
        gateway = new GatewayService(config, new SimpleMeterRegistry());
        gateway.start();
        WAITING.until("the gateway has read its table",
                () -> send("GET", CONTACTS + "/1", "", Map.of()).statusCode() != 503);
    }

    @AfterAll
    void stop() {
        gateway.close();
        http.shutdownNow();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
            "PATCH | /v1/mailboxes/nobody/contacts/1 | {\"givenName\":\"J\"} | 404 | mailbox",
            "GET | /v1/mailboxes/agent-1/contacts/1 | '' | 404 | id",
            "PATCH | /v1/mailboxes/agent-1/contacts/1 | {\"shoeSize\":1} | 400 | shoeSize",
            "PATCH | /v1/mailboxes/agent-1/contacts/1 | {} | 400 | body",
            "PATCH | /v1/mailboxes/agent-1/contacts/1 | {nonsense | 400 | body",
            "PUT | /v1/mailboxes/agent-1/contacts/1 | {\"givenName\":\"J\"} | 428 | If-Match",
            "POST | /v1/mailboxes/agent-1/contacts | {\"givenName\":\"J\"} | 428 | Idempotency-Key",
            "DELETE | /v1/mailboxes/agent-1/contacts/1 | '' | 428 | If-Match"})
    void namesWhatIsWrong(String method, String path, String body, int status, String field) {
        HttpResponse<String> answer = send(method, path, body, Map.of());

        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
        assertThat(json(answer.body()).path("field").asText()).isEqualTo(field);
    }

    @Test
    void findsAContactByEitherIdUntilItIsForgotten() {
        try (KafkaProducer<String, SpecificRecord> producer = new KafkaClients(config).producer()) {
            publish(producer, merged(1));
            WAITING.until("it is found", () -> status("item-1") == 200);
            assertThat(json(send("GET", CONTACTS + "/found-1", "", Map.of()).body())
                    .path("item")
                    .asText()).isEqualTo("item-1");

            publish(producer, merged(2));
            WAITING.until("the new version is found", () -> json(send("GET", CONTACTS + "/item-1",
                    "", Map.of()).body()).path("version").asLong() == 2);

            publish(producer, null);
            WAITING.until("it is gone", () -> status("item-1") == 404);
            assertThat(status("found-1")).isEqualTo(404);
        }
    }

    @Test
    void refusesTheTableOfAnotherGateway() {
        assertThatThrownBy(() -> new GatewayService(config, new SimpleMeterRegistry()))
                .hasMessageContaining("gateway.tableFolder");
    }

    @Test
    void letsNobodyInWithoutAKey() {
        HttpResponse<String> answer = send("GET", CONTACTS + "/1", "",
                Map.of("Authorization", "Bearer bad"));

        assertThat(answer.statusCode()).isEqualTo(401);
    }

    @Test
    void takesARepeatedCreateForTheSameEvent() {
        Map<String, String> key = Map.of("Idempotency-Key", "repeated");

        String first = changeId(send("POST", CONTACTS, "{\"givenName\":\"Jane\"}", key));
        String again = changeId(send("POST", CONTACTS, "{\"givenName\":\"Jane\"}", key));

        assertThat(again).isEqualTo(first);
        assertThat(edits("repeated")).hasSize(2)
                .allMatch(edit -> edit.getEventId().equals(first))
                .allMatch(edit -> edit.getKind() == EditKind.WHOLE);
    }

    @Test
    void takesGoodLinesOfABulkAndNamesBadOnes() {
        String lines = """
                {"mailbox":"agent-1","recordId":"b1","kind":"whole","contact":{"givenName":"A"}}
                {"mailbox":"agent-1","recordId":"b2","contact":{"shoeSize":1}}
                {"mailbox":"agent-1","recordId":"b3","contact":{"givenName":"C"}}
                """;

        HttpResponse<String> answer = send("POST", "/v1/edits", lines, Map.of());

        List<JsonNode> answers = answer.body().lines().map(GatewayTest::json).toList();
        assertThat(answers).extracting(line -> line.path("status").asInt())
                .containsExactly(202, 400, 202);
        assertThat(answers.get(1).path("field").asText()).isEqualTo("shoeSize");
        assertThat(edits("b1")).hasSize(1);
        assertThat(edits("b2")).isEmpty();
    }

    @Test
    void refusesAnEventIdOfAnotherStream() {
        HttpResponse<String> answer = send("GET", "/v1/changes", "",
                Map.of("Last-Event-ID", "17", "Accept", "text/event-stream"));

        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(json(answer.body()).path("field").asText()).isEqualTo("Last-Event-ID");
    }

    @Test
    void saysThatChangesAreAStream() {
        HttpResponse<String> answer = send("GET", "/v1/changes", "", Map.of());

        assertThat(answer.statusCode()).isEqualTo(406);
        assertThat(json(answer.body()).path("field").asText()).isEqualTo("Accept");
    }

    @Test
    void endsItsStreamsBeforeItEnds(@TempDir Path folder) throws Exception {
        int otherPort = Ports.free();
        Path file = folder.resolve("other.yaml");
        Files.writeString(file, Files.readString(settings)
                .replace(": " + port + ",", ": " + otherPort + ",")
                .replace("/table", "/other-table"));
        GatewayService other = new GatewayService(ConfigLoader.load(file, Map.of()),
                new SimpleMeterRegistry());
        other.start();
        HttpResponse<Stream<String>> stream = http.send(HttpRequest
                .newBuilder(URI.create("http://127.0.0.1:" + otherPort + "/v1/changes"))
                .header("Authorization", "Bearer good")
                .header("Accept", "text/event-stream")
                .build(), BodyHandlers.ofLines());
        Iterator<String> lines = stream.body().iterator();
        assertThat(lines.next()).contains("following");

        other.close();

        // The last chunk came: the stream was ended, not cut off.
        while (lines.hasNext()) {
            assertThat(lines.next()).doesNotContain("Server Error");
        }
    }

    private static void publish(KafkaProducer<String, SpecificRecord> producer,
            @Nullable Merged item) {
        var unused = producer.send(new ProducerRecord<>(TopicCatalogue.MERGED.name(),
                ITEM_1.text(), item));
        producer.flush();
    }

    private static Merged merged(long version) {
        return Merged.newBuilder()
                .setTenant(ITEM_1.tenant())
                .setMailbox(ITEM_1.mailbox())
                .setItem(ITEM_1.id())
                .setRecordId("found-1")
                .setVersion(version)
                .setDeleted(false)
                .setContact(Contact.newBuilder().build())
                .build();
    }

    private int status(String id) {
        return send("GET", CONTACTS + "/" + id, "", Map.of()).statusCode();
    }

    private List<Edited> edits(String recordId) {
        List<Edited> found = new ArrayList<>();
        try (KafkaConsumer<String, Edited> reader = new KafkaClients(config).reader()) {
            List<TopicPartition> all = reader.partitionsFor(TopicCatalogue.EDITED.name())
                    .stream()
                    .map(place -> new TopicPartition(place.topic(), place.partition()))
                    .toList();
            reader.assign(all);
            reader.seekToBeginning(all);
            Map<TopicPartition, Long> ends = reader.endOffsets(all);
            while (all.stream()
                    .anyMatch(
                            place -> reader.position(place) < ends.getOrDefault(place, 0L))) {
                reader.poll(Duration.ofMillis(100)).forEach(record -> found.add(record.value()));
            }
        }
        found.removeIf(edit -> !edit.getRecordId().equals(recordId));
        return found;
    }

    private static String changeId(HttpResponse<String> answer) {
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(202);
        return json(answer.body()).path("changeId").asText();
    }

    private HttpResponse<String> send(String method, String path, String body,
            Map<String, String> headers) {
        HttpRequest.Builder request = HttpRequest
                .newBuilder(URI.create("http://127.0.0.1:" + port + path))
                .timeout(Duration.ofSeconds(20))
                .method(method, BodyPublishers.ofString(body));
        if (!headers.containsKey("Authorization")) {
            request.header("Authorization", "Bearer good");
        }
        headers.forEach(request::header);
        try {
            return http.send(request.build(), BodyHandlers.ofString());
        } catch (IOException e) {
            throw new AssertionError(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }

    private static JsonNode json(String text) {
        try {
            return new ObjectMapper().readTree(text);
        } catch (IOException e) {
            throw new AssertionError(text, e);
        }
    }
}
