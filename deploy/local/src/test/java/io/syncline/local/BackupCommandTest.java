package io.syncline.local;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.syncline.local.process.Disk;
import io.syncline.local.stack.Stack;
import io.syncline.local.stack.Workspace;
import io.syncline.schemas.contact.Contact;
import io.syncline.schemas.contact.EditKind;
import io.syncline.schemas.contact.Edited;
import io.syncline.schemas.topic.RecordKey;
import io.syncline.schemas.topic.TopicCatalogue;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

/** What {@code backup} waits for, and what {@code restore} refuses: on a broker without services. */
class BackupCommandTest {

    private static final Waiting WAITING = new Waiting(Duration.ofSeconds(30));
    private static final String SEQUENCE = "syncline-sequence";

    private Workspace workspace;
    private Stack stack;

    /** What a command ended with and said. */
    private record Said(int exit, String out, String err) {}

    @BeforeEach
    void start() {
        workspace = Workspace.open(Path.of("target", "backing-up-" + System.nanoTime()));
        startBroker();
    }

    @AfterEach
    void stop() {
        stack.close();
        workspace.close();
    }

    @Test
    void waitsUntilSequenceHasTakenWhatWasTold() throws Exception {
        edit();
        Path backup = workspace.folder("waited");

        Said behind = run("backup", workspace.folder("behind").toString(), "--wait", "1");
        CompletableFuture<Said> waiting = CompletableFuture.supplyAsync(
                () -> run("backup", backup.toString(), "--wait", "60"));
        WAITING.until("it waits", () -> Files.isDirectory(backup));
        boolean begun = Files.exists(backup.resolve(TopicCatalogue.CURSORS.name()));
        sequenceTakesAll();
        Said waited = waiting.get();
        Said restored = run("restore", backup.toString());

        assertThat(behind.exit()).isEqualTo(1);
        assertThat(behind.err()).contains("Sequence has not taken 1 records", "within 1 s",
                "--wait", "--although-behind");
        assertThat(workspace.folder("behind")).isEmptyDirectory();
        assertThat(begun).isFalse();
        assertThat(waited.exit()).as(waited.err()).isZero();
        assertThat(waited.out()).contains("Copied 0 records of syncline.contact.journal.v1",
                "is whole");
        assertThat(restored.exit()).isEqualTo(1);
        assertThat(restored.err()).contains(SEQUENCE, "delete these groups");
    }

    @Test
    void restoresBesideNothingThatAnotherLifeLeft() throws Exception {
        edit();
        Path backup = workspace.folder("copy");

        Said made = run("backup", backup.toString(), "--although-behind", "--json");
        Said filled = run("restore", backup.toString());
        stack.close();
        List.of("kafka", "registry").forEach(folder -> Disk.delete(workspace.folder(folder)));
        startBroker();
        sequenceTakesAll();
        Said remembered = run("restore", backup.toString());
        try (Admin admin = admin()) {
            admin.deleteConsumerGroups(List.of(SEQUENCE)).all().get();
        }
        Said restored = run("restore", backup.toString(), "--json");

        assertThat(made.exit()).as(made.err()).isZero();
        assertThat(made.err()).isEmpty();
        JsonNode copied = new ObjectMapper().readTree(made.out());
        assertThat(copied.path("records").isNumber()).isTrue();
        assertThat(copied.path("folder").asText()).isEqualTo(backup.toString());
        assertThat(filled.exit()).isEqualTo(1);
        assertThat(filled.err()).contains(TopicCatalogue.EDITED.name(), "is not empty");
        assertThat(remembered.exit()).isEqualTo(1);
        assertThat(remembered.err()).contains(SEQUENCE);
        assertThat(restored.exit()).as(restored.err()).isZero();
        assertThat(new ObjectMapper().readTree(restored.out()).path("records"))
                .isEqualTo(copied.path("records"));
    }

    private void startBroker() {
        stack = Stack.start(workspace, Path.of(System.getProperty("syncline.registry")),
                text -> {});
    }

    private void edit() {
        try (Publisher publisher = new Publisher(stack.infrastructure())) {
            publisher.send(TopicCatalogue.EDITED, new RecordKey("example", "nobody", "1").text(),
                    Edited.newBuilder()
                            .setTenant("example")
                            .setMailbox("nobody")
                            .setRecordId("1")
                            .setEventId("edit-1")
                            .setKind(EditKind.PATCH)
                            .setFields(List.of("jobTitle"))
                            .setContact(Contact.newBuilder().setJobTitle("Broker").build())
                            .setEditedAt(Instant.now())
                            .build());
        }
    }

    /** As if it had: commits where the topics end. */
    private void sequenceTakesAll() throws Exception {
        try (Admin admin = admin()) {
            Map<TopicPartition, OffsetSpec> asked = new HashMap<>();
            admin.describeTopics(List.of(TopicCatalogue.EDITED.name()))
                    .allTopicNames()
                    .get()
                    .values()
                    .forEach(topic -> topic.partitions()
                            .forEach(one -> asked.put(new TopicPartition(topic.name(),
                                    one.partition()), OffsetSpec.latest())));
            Map<TopicPartition, OffsetAndMetadata> ends = new HashMap<>();
            admin.listOffsets(asked)
                    .all()
                    .get()
                    .forEach((place, end) -> ends.put(place,
                            new OffsetAndMetadata(end.offset())));
            admin.alterConsumerGroupOffsets(SEQUENCE, ends).all().get();
        }
    }

    private Admin admin() {
        return Admin.create(Map.of("bootstrap.servers",
                stack.infrastructure().bootstrapServers()));
    }

    private Said run(String... arguments) {
        List<String> all = new ArrayList<>(List.of(arguments));
        all.addAll(List.of("--data", workspace.folder("nothing").toString(), "--bootstrap",
                stack.infrastructure().bootstrapServers(), "--registry",
                stack.infrastructure().registryUrl()));
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        CommandLine line = LocalMain.commandLine();
        line.setOut(new PrintWriter(out, true));
        line.setErr(new PrintWriter(err, true));
        return new Said(line.execute(all.toArray(String[]::new)), out.toString(),
                err.toString());
    }
}
